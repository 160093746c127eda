-- What nodes have taken; and what nobody has, one connection after the other.
CREATE INDEX waiting_node ON waiting (node, backend, direction, connection_id, message_id);

-- In the order in which they are tried.
DROP INDEX waiting_backend;
CREATE INDEX waiting_backend ON waiting (backend, direction, tried_at NULLS FIRST, message_id);
