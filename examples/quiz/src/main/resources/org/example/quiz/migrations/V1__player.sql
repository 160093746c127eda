CREATE TABLE quiz_player (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  asked INTEGER NOT NULL,
  points INTEGER NOT NULL,
  PRIMARY KEY (backend, identity)
);
