-- When the rate of a backend lets its next message go, and how many went on the day, counted from 1970, on which the last one did.
ALTER TABLE waiting_turn ADD COLUMN free_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE waiting_turn ADD COLUMN sent_on BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE waiting_turn ADD COLUMN sent_count INTEGER DEFAULT 0 NOT NULL;

-- When the rate for each identity lets the next one go, where any went.
CREATE TABLE paced_connection (
  connection_id UUID PRIMARY KEY,
  free_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
