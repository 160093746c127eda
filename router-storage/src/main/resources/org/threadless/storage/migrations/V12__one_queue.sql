-- When a message may be taken; others of its connection behind it wait with it. And what goes before others: the higher, the sooner.
ALTER TABLE waiting ADD COLUMN due TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL;
ALTER TABLE waiting ADD COLUMN priority INTEGER DEFAULT 0 NOT NULL;
-- Since when the node has it.
ALTER TABLE waiting ADD COLUMN since TIMESTAMP(6) WITH TIME ZONE;

-- What was to be sent had a task for each connection.
UPDATE waiting SET due = (
  SELECT t.execution_time FROM scheduled_tasks t
  WHERE t.task_name = 'send' AND t.task_instance = CAST(waiting.connection_id AS VARCHAR))
WHERE direction = 'OUT' AND EXISTS (
  SELECT 1 FROM scheduled_tasks t
  WHERE t.task_name = 'send' AND t.task_instance = CAST(waiting.connection_id AS VARCHAR));

-- Nodes take turns to take what waits: a row for each backend and direction, to be locked.
CREATE TABLE waiting_turn (
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  -- When the next message is tried of a backend that is down; empty where it is up.
  probe_at TIMESTAMP(6) WITH TIME ZONE,
  -- How many have found it so.
  probes INTEGER DEFAULT 0 NOT NULL,
  -- The connection that was probed last: the one after it is next.
  probed UUID,
  PRIMARY KEY (backend, direction)
);

INSERT INTO waiting_turn (backend, direction, probe_at, probes)
SELECT task_instance, 'OUT', execution_time, 1 FROM scheduled_tasks WHERE task_name = 'probe';

DROP TABLE route_turn;
DROP TABLE scheduled_tasks;

-- What nodes have taken; and what nobody has, in the order in which it is taken.
DROP INDEX waiting_node;
CREATE INDEX waiting_due ON waiting (node, backend, direction, priority, due, message_id);

-- From one connection to the next.
DROP INDEX waiting_backend;
CREATE INDEX waiting_backend ON waiting (backend, direction, connection_id, message_id);
