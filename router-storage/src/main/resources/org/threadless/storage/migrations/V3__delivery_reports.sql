-- Delivery reports, all that ever came; rows are never changed. The id is a UUIDv7, so that they
-- sort in the order they came.
CREATE TABLE delivery_report (
  id UUID PRIMARY KEY,
  message_id UUID NOT NULL,
  state VARCHAR(9) NOT NULL,
  -- What the gateway says besides, in its own words.
  text VARCHAR,
  -- Who reports, where the gateway names it: an SMSC.
  source VARCHAR,
  -- When that was, where the gateway tells.
  reported_at TIMESTAMP(6) WITH TIME ZONE,
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- The message's status when it came, and from then on.
  status_before VARCHAR(9) NOT NULL,
  status VARCHAR(9) NOT NULL,
  CONSTRAINT delivery_report_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX delivery_report_message_id ON delivery_report (message_id, id);

-- What this installation alone knows, on all of its nodes: made at random when it is first needed.
CREATE TABLE installation_secret (
  name VARCHAR(50) PRIMARY KEY,
  secret VARCHAR NOT NULL
);
