-- A message is stored with the id of a connection that is there, and connections are never removed. PostgreSQL locked the
-- connection's row for every message to make sure.
ALTER TABLE message DROP CONSTRAINT message_connection;
