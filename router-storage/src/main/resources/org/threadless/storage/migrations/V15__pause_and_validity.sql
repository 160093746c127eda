-- Since when a backend is paused by hand, and sends nothing; empty where it is not.
ALTER TABLE waiting_turn ADD COLUMN paused_at TIMESTAMP(6) WITH TIME ZONE;

-- Until when messages are of use that are to be sent, of those of which that was said: when it has passed they have failed, whatever
-- they wait for. What was sent goes from here then, too.
CREATE TABLE expiring (
  message_id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  valid_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT expiring_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX expiring_valid_until ON expiring (backend, valid_until, message_id);

INSERT INTO expiring (message_id, backend, valid_until)
SELECT id, backend, valid_until FROM message WHERE direction = 'OUT' AND status = 'QUEUED' AND valid_until IS NOT NULL;
