-- What programs are let in by.
CREATE TABLE access_token (
  -- A UUIDv7.
  id UUID PRIMARY KEY,
  name VARCHAR(50) NOT NULL,
  -- SHA-256 of the text, in hexadecimal digits. The text is kept nowhere.
  hash VARCHAR(64) NOT NULL,
  -- Names, with commas between them.
  rights VARCHAR NOT NULL,
  -- The same; NULL for all.
  backends VARCHAR,
  expires_at TIMESTAMP(6) WITH TIME ZONE,
  -- As it is written: 10/s.
  rate VARCHAR(20),
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP(6) WITH TIME ZONE,
  revoked_at TIMESTAMP(6) WITH TIME ZONE,
  CONSTRAINT access_token_name UNIQUE (name),
  CONSTRAINT access_token_hash UNIQUE (hash)
);
