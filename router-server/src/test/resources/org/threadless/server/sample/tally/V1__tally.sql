CREATE TABLE tally_count (
  identity VARCHAR(100) PRIMARY KEY,
  times INTEGER NOT NULL
);
