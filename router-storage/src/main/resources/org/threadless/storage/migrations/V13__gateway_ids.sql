-- The ids that gateways have given to outgoing messages, for reports that name a message by them. A table of its own, since most
-- messages get none: an index of message would have a row for each of them (on H2), or be written together with all other indexes
-- of message where the id comes (on PostgreSQL).
CREATE TABLE gateway_message (
  message_id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  -- As in message, which also keeps longer ones; no index takes those.
  gateway_id VARCHAR(255) NOT NULL,
  CONSTRAINT gateway_message_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

INSERT INTO gateway_message (message_id, backend, gateway_id)
SELECT id, backend, gateway_id FROM message WHERE direction = 'OUT' AND gateway_id IS NOT NULL AND CHAR_LENGTH(gateway_id) <= 255;

-- Of several messages with one id, the newest is found first.
CREATE INDEX gateway_message_gateway_id ON gateway_message (backend, gateway_id, message_id);
