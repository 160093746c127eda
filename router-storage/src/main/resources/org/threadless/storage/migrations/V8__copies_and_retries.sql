-- A message with the external id of another one is a copy of it only where identity and text are the same, too: this is made of
-- both. All zero in rows of the versions before, also of nodes that still run; they are compared themselves. Empty where there is
-- no external id.
ALTER TABLE message ADD COLUMN fingerprint UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID);
ALTER TABLE message DROP CONSTRAINT message_backend_external_id;
ALTER TABLE message ADD CONSTRAINT message_external_id UNIQUE (backend, external_id, fingerprint);

-- When the message was let be routed again because of the error; empty where it was not.
ALTER TABLE message_error ADD COLUMN retried_at TIMESTAMP(6) WITH TIME ZONE;

CREATE INDEX message_error_open ON message_error (retried_at, phase, message_id);

-- What could not be routed is found by the index above.
DROP INDEX message_error_app;
