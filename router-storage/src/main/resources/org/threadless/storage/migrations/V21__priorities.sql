-- Of an outgoing message that went to many at once: the first of them.
ALTER TABLE message ADD COLUMN broadcast UUID;

-- Messages of the lowest priority are taken from the lanes in turn: each broadcast has one.
ALTER TABLE waiting ADD COLUMN lane UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID) NOT NULL;

-- The lane of which was taken last.
ALTER TABLE waiting_turn ADD COLUMN lane UUID;

DROP INDEX waiting_due;
CREATE INDEX waiting_due ON waiting (node, backend, direction, priority, lane, due, message_id);

-- What waits to be sent answers, or is an app's own.
UPDATE waiting SET priority = 1, ordinal = CAST(CONCAT('1', SUBSTRING(CAST(message_id AS VARCHAR(36)), 2)) AS UUID) WHERE direction = 'OUT';
UPDATE waiting SET priority = 2, ordinal = message_id
WHERE direction = 'OUT' AND (SELECT m.in_response_to FROM message m WHERE m.id = waiting.message_id) IS NOT NULL;

-- Of indexes that cost the same while nothing waits, PostgreSQL takes the one that was made last, and keeps to it in its plans: that is
-- to be the one of the ids. H2's key has another name, and does not mind.
ALTER TABLE waiting DROP CONSTRAINT IF EXISTS waiting_pkey;
ALTER TABLE waiting ADD CONSTRAINT waiting_message_key UNIQUE (message_id);
