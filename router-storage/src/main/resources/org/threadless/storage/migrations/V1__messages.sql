-- One party on one backend; made on first sight and never changed.
CREATE TABLE connection (
  id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT connection_backend_identity UNIQUE (backend, identity)
);

-- Messages of both directions, so that a message and its replies go in as one statement. The id is
-- a UUIDv7: it grows with time, and new rows go to the end of every index.
CREATE TABLE message (
  id UUID PRIMARY KEY,
  connection_id UUID NOT NULL,
  -- That of the connection: the unique index below needs it here.
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  status VARCHAR(9) NOT NULL,
  text VARCHAR NOT NULL,
  -- The gateway's own id of an incoming message.
  external_id VARCHAR(255),
  -- The gateway's own id of an outgoing message.
  gateway_id VARCHAR,
  -- What else the gateway told of an incoming message: a JSON object, or nothing.
  fields VARCHAR,
  in_response_to UUID,
  -- Why an outgoing message has failed or waits.
  reason VARCHAR,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT message_connection FOREIGN KEY (connection_id) REFERENCES connection (id),
  -- Only incoming messages have an external id, and rows without one are all different.
  CONSTRAINT message_backend_external_id UNIQUE (backend, external_id)
);

CREATE INDEX message_connection_id ON message (connection_id, id);

-- Exceptions of apps, kept with the message.
CREATE TABLE message_error (
  message_id UUID NOT NULL,
  app VARCHAR NOT NULL,
  phase VARCHAR(10) NOT NULL,
  error VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT message_error_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX message_error_message_id ON message_error (message_id);
