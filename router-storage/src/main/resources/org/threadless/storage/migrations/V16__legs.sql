-- The way of a message that was not sent by its own backend at once: which backends it was for, in order, and what came of it there.
CREATE TABLE message_leg (
  message_id UUID NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- Which one of those of the same attempt.
  step INTEGER NOT NULL,
  backend VARCHAR(50) NOT NULL,
  result VARCHAR(10) NOT NULL,
  reason VARCHAR,
  CONSTRAINT message_leg_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX message_leg_message_id ON message_leg (message_id, at, step);
