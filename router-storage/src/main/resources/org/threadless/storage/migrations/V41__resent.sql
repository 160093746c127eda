-- When a message that had failed was let be sent again: who wanted it, as people know them, and how it had failed.
CREATE TABLE message_resent (
  message_id UUID NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  made_by VARCHAR NOT NULL,
  failed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  reason VARCHAR,
  CONSTRAINT message_resent_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX message_resent_message_id ON message_resent (message_id, at);
