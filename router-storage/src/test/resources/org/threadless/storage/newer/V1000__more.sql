ALTER TABLE message ADD COLUMN colour VARCHAR;
ALTER TABLE message ADD COLUMN weight INTEGER DEFAULT 0 NOT NULL;

CREATE TABLE newer_thing (
  id UUID PRIMARY KEY
);

CREATE INDEX message_colour ON message (colour);
