-- Which node routes or sends a message that is QUEUED. Nodes of the version before leave it empty, and
-- do without being taken over.
ALTER TABLE message ADD COLUMN node INTEGER;

CREATE SEQUENCE node_id;

-- The processes that work on this database.
CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  -- Where it runs: host, process id and start of the process.
  name VARCHAR NOT NULL,
  -- Goes up while it is alive.
  beats BIGINT NOT NULL,
  -- No message that this node has in hand has a smaller id.
  oldest_in_hand UUID NOT NULL
);

-- The messages that wait: IN to be routed out of band, OUT to be tried again. Most never do.
CREATE TABLE waiting (
  message_id UUID PRIMARY KEY,
  connection_id UUID NOT NULL,
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  attempts INTEGER NOT NULL,
  tried_at TIMESTAMP(6) WITH TIME ZONE,
  -- Which node tries it now.
  node INTEGER,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT waiting_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX waiting_connection_id ON waiting (connection_id, direction, message_id);
CREATE INDEX waiting_backend ON waiting (backend, direction, tried_at);

-- db-scheduler's; see its documentation. One task for each connection whose messages wait, and one
-- for each backend that is down.
CREATE TABLE scheduled_tasks (
  task_name VARCHAR(100) NOT NULL,
  task_instance VARCHAR(100) NOT NULL,
  task_data BYTEA,
  execution_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(100),
  last_success TIMESTAMP(6) WITH TIME ZONE,
  last_failure TIMESTAMP(6) WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat TIMESTAMP(6) WITH TIME ZONE,
  version BIGINT NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

-- What could not be routed is looked for by hand, and there is little of it.
CREATE INDEX message_error_app ON message_error (app, message_id);
