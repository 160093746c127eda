-- What nodes have taken; and what nobody has, one connection after the other.
CREATE INDEX waiting_node ON waiting (node, backend, direction, connection_id, message_id);
