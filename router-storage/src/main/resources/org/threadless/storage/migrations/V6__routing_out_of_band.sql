-- Nodes take turns to take what waits to be routed: a row for each backend, to be locked.
CREATE TABLE route_turn (
  backend VARCHAR(50) PRIMARY KEY
);

CREATE INDEX waiting_in_order ON waiting (backend, direction, message_id);

-- What waited to be routed had a task for each connection.
DELETE FROM scheduled_tasks WHERE task_name LIKE 'route %';
