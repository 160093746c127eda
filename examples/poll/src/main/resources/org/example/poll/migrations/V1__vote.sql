CREATE TABLE poll_vote (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  choice VARCHAR NOT NULL,
  PRIMARY KEY (backend, identity)
);
