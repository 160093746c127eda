-- What those who send messages know them by. Most messages have none, and no row here.
CREATE TABLE message_reference (
  message_id UUID PRIMARY KEY,
  reference VARCHAR(100) NOT NULL,
  CONSTRAINT message_reference_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

-- The answers to requests that came with a key: the same request again is answered alike, and does nothing again.
CREATE TABLE answered_request (
  -- Whose request it was, in whatever form that has an id.
  asker UUID NOT NULL,
  request_key VARCHAR(100) NOT NULL,
  -- SHA-256 of what was asked, as hexadecimal.
  fingerprint VARCHAR(64) NOT NULL,
  answer VARCHAR NOT NULL,
  answered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT answered_request_key PRIMARY KEY (asker, request_key)
);

CREATE INDEX answered_request_age ON answered_request (answered_at);
