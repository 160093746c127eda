CREATE TABLE notes_note (
  identity VARCHAR(100) NOT NULL,
  text VARCHAR NOT NULL
);
