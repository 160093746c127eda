-- Those that were made last. New ones go to the end of their backend's, and there are few beside the messages.
CREATE INDEX connection_backend_id ON connection (backend, id);
