CREATE TABLE backend_day_book_entry (
  backend VARCHAR(50) NOT NULL,
  text VARCHAR(1000) NOT NULL
);
