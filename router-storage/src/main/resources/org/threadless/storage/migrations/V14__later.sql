-- Until when an outgoing message is of use; empty where nothing was said.
ALTER TABLE message ADD COLUMN valid_until TIMESTAMP(6) WITH TIME ZONE;

-- Messages that are not sent before a time. When it comes they go to waiting, and until then they are in nobody's way there.
CREATE TABLE scheduled (
  message_id UUID PRIMARY KEY,
  due TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT scheduled_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX scheduled_due ON scheduled (due, message_id);

-- What orders the messages of a connection that wait: their ids, but of one that was scheduled an id of the moment at which it came
-- to wait. All zero in rows of nodes of the version before.
ALTER TABLE waiting ADD COLUMN ordinal UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID) NOT NULL;
UPDATE waiting SET ordinal = message_id;

DROP INDEX waiting_connection_id;
CREATE INDEX waiting_connection_id ON waiting (connection_id, direction, ordinal, message_id);
