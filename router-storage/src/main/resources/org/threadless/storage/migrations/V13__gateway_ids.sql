-- The ids that gateways have given to outgoing messages, for reports that name a message by them. Most messages get none, and have
-- no row here; of an index of message they would have one.
CREATE TABLE gateway_message (
  message_id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  -- As in message, which also keeps longer ones: those are too long for an index.
  gateway_id VARCHAR(255) NOT NULL,
  given_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT gateway_message_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

INSERT INTO gateway_message (message_id, backend, gateway_id, given_at)
SELECT id, backend, gateway_id, updated_at FROM message
WHERE direction = 'OUT' AND gateway_id IS NOT NULL AND CHAR_LENGTH(gateway_id) <= 255;

-- A gateway may use an id again: the message that got it last is found first, however many there are.
CREATE INDEX gateway_message_gateway_id ON gateway_message (backend, gateway_id, given_at DESC);
