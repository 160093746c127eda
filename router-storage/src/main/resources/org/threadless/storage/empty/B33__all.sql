-- What the migrations up to this version make, for a database that is empty: all at once, since each of them takes its time. They
-- say what columns are for. A test sees that both make the same; a change is a migration after this one.
CREATE TABLE connection (
  id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT connection_backend_identity UNIQUE (backend, identity)
);

CREATE INDEX connection_backend_id ON connection (backend, id);

CREATE TABLE message (
  id UUID PRIMARY KEY,
  connection_id UUID NOT NULL,
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  status VARCHAR(9) NOT NULL,
  text VARCHAR NOT NULL,
  external_id VARCHAR(255),
  gateway_id VARCHAR,
  fields VARCHAR,
  in_response_to UUID,
  reason VARCHAR,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  node INTEGER,
  fingerprint UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID),
  valid_until TIMESTAMP(6) WITH TIME ZONE,
  broadcast UUID
);

CREATE INDEX message_connection_id ON message (connection_id, id);
ALTER TABLE message ADD CONSTRAINT message_external_id UNIQUE (backend, external_id, fingerprint);

CREATE TABLE message_error (
  message_id UUID NOT NULL,
  app VARCHAR NOT NULL,
  phase VARCHAR(10) NOT NULL,
  error VARCHAR NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  retried_at TIMESTAMP(6) WITH TIME ZONE,
  CONSTRAINT message_error_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX message_error_message_id ON message_error (message_id);
CREATE INDEX message_error_open ON message_error (retried_at, phase, message_id);

CREATE SEQUENCE node_id;

CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  name VARCHAR NOT NULL,
  beats BIGINT NOT NULL,
  oldest_in_hand UUID NOT NULL
);

CREATE TABLE waiting (
  message_id UUID PRIMARY KEY,
  connection_id UUID NOT NULL,
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  attempts INTEGER NOT NULL,
  tried_at TIMESTAMP(6) WITH TIME ZONE,
  node INTEGER,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  unanswered INTEGER DEFAULT 0 NOT NULL,
  deaths INTEGER DEFAULT 0 NOT NULL,
  due TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
  priority INTEGER DEFAULT 0 NOT NULL,
  since TIMESTAMP(6) WITH TIME ZONE,
  ordinal UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID) NOT NULL,
  lane UUID DEFAULT CAST('00000000-0000-0000-0000-000000000000' AS UUID) NOT NULL,
  CONSTRAINT waiting_message FOREIGN KEY (message_id) REFERENCES message (id)
);

-- In this order: of indexes that cost the same while nothing waits, PostgreSQL takes the one that was made last.
CREATE INDEX waiting_in_order ON waiting (backend, direction, message_id);
CREATE INDEX waiting_backend ON waiting (backend, direction, connection_id, message_id);
CREATE INDEX waiting_connection_id ON waiting (connection_id, direction, ordinal, message_id);
CREATE INDEX waiting_due ON waiting (node, backend, direction, priority, lane, due, message_id);
ALTER TABLE waiting DROP CONSTRAINT IF EXISTS waiting_pkey;
ALTER TABLE waiting ADD CONSTRAINT waiting_message_key UNIQUE (message_id);

CREATE TABLE delivery_report (
  id UUID PRIMARY KEY,
  message_id UUID NOT NULL,
  state VARCHAR(9) NOT NULL,
  text VARCHAR,
  source VARCHAR,
  reported_at TIMESTAMP(6) WITH TIME ZONE,
  received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  status_before VARCHAR(9) NOT NULL,
  status VARCHAR(9) NOT NULL,
  CONSTRAINT delivery_report_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX delivery_report_message_id ON delivery_report (message_id, id);

CREATE TABLE installation_secret (
  name VARCHAR(50) PRIMARY KEY,
  secret VARCHAR NOT NULL
);

CREATE TABLE cleared (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  up_to UUID NOT NULL,
  CONSTRAINT cleared_backend_identity PRIMARY KEY (backend, identity)
);

CREATE TABLE waiting_turn (
  backend VARCHAR(50) NOT NULL,
  direction VARCHAR(3) NOT NULL,
  probe_at TIMESTAMP(6) WITH TIME ZONE,
  probes INTEGER DEFAULT 0 NOT NULL,
  probed UUID,
  paused_at TIMESTAMP(6) WITH TIME ZONE,
  free_at TIMESTAMP(6) WITH TIME ZONE,
  sent_on BIGINT DEFAULT 0 NOT NULL,
  sent_count INTEGER DEFAULT 0 NOT NULL,
  lane UUID,
  PRIMARY KEY (backend, direction)
);

CREATE TABLE gateway_message (
  message_id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  gateway_id VARCHAR(255) NOT NULL,
  given_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT gateway_message_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX gateway_message_gateway_id ON gateway_message (backend, gateway_id, given_at DESC);

CREATE TABLE scheduled (
  message_id UUID PRIMARY KEY,
  due TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT scheduled_message FOREIGN KEY (message_id) REFERENCES message (id)
);

CREATE INDEX scheduled_due ON scheduled (due, message_id);

CREATE TABLE expiring (
  message_id UUID PRIMARY KEY,
  backend VARCHAR(50) NOT NULL,
  valid_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT expiring_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX expiring_valid_until ON expiring (backend, valid_until, message_id);

CREATE TABLE message_leg (
  message_id UUID NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  step INTEGER NOT NULL,
  backend VARCHAR(50) NOT NULL,
  result VARCHAR(10) NOT NULL,
  reason VARCHAR,
  CONSTRAINT message_leg_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX message_leg_message_id ON message_leg (message_id, at, step);

CREATE TABLE paced_connection (
  connection_id UUID PRIMARY KEY,
  free_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE contact (
  id UUID PRIMARY KEY,
  name VARCHAR(200),
  folded VARCHAR,
  language VARCHAR(35),
  notes VARCHAR
);

CREATE INDEX contact_folded ON contact (folded, id);

CREATE TABLE contact_connection (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  contact_id UUID NOT NULL,
  added UUID NOT NULL,
  CONSTRAINT contact_connection_key PRIMARY KEY (backend, identity),
  CONSTRAINT contact_connection_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX contact_connection_contact_id ON contact_connection (contact_id, added);

CREATE TABLE contact_group (
  id UUID PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  folded VARCHAR NOT NULL,
  CONSTRAINT contact_group_folded UNIQUE (folded)
);

CREATE TABLE contact_member (
  group_id UUID NOT NULL,
  contact_id UUID NOT NULL,
  CONSTRAINT contact_member_key PRIMARY KEY (group_id, contact_id),
  CONSTRAINT contact_member_group FOREIGN KEY (group_id) REFERENCES contact_group (id) ON DELETE CASCADE,
  CONSTRAINT contact_member_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX contact_member_contact_id ON contact_member (contact_id);

CREATE TABLE dialog (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  app VARCHAR(100) NOT NULL,
  state VARCHAR NOT NULL,
  asked UUID NOT NULL,
  forgotten_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT dialog_key PRIMARY KEY (backend, identity, app)
);

CREATE INDEX dialog_forgotten ON dialog (forgotten_at, asked);

CREATE TABLE connection_removal (
  removals BIGINT NOT NULL
);

INSERT INTO connection_removal VALUES (0);

CREATE TABLE access_token (
  id UUID PRIMARY KEY,
  name VARCHAR(50) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  rights VARCHAR NOT NULL,
  backends VARCHAR,
  expires_at TIMESTAMP(6) WITH TIME ZONE,
  rate VARCHAR(20),
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP(6) WITH TIME ZONE,
  revoked_at TIMESTAMP(6) WITH TIME ZONE,
  CONSTRAINT access_token_name UNIQUE (name),
  CONSTRAINT access_token_hash UNIQUE (hash)
);

CREATE TABLE message_callback (
  message_id UUID PRIMARY KEY,
  url VARCHAR(1000) NOT NULL,
  target VARCHAR(1100) NOT NULL,
  CONSTRAINT message_callback_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE TABLE callback_event (
  event_position BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  id UUID NOT NULL,
  target VARCHAR(1100) NOT NULL,
  url VARCHAR(1000),
  message_id UUID NOT NULL,
  type VARCHAR(20) NOT NULL,
  status VARCHAR(9),
  reason VARCHAR,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  due TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure VARCHAR,
  node INTEGER,
  CONSTRAINT callback_event_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE INDEX callback_event_due ON callback_event (target, node, due, event_position);
CREATE INDEX callback_event_message_id ON callback_event (message_id, target, event_position);
CREATE INDEX callback_event_node ON callback_event (node);

CREATE TABLE callback_end (
  message_id UUID NOT NULL,
  target VARCHAR(1100) NOT NULL,
  CONSTRAINT callback_end_key PRIMARY KEY (message_id, target),
  CONSTRAINT callback_end_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE TABLE message_reference (
  message_id UUID PRIMARY KEY,
  reference VARCHAR(100) NOT NULL,
  CONSTRAINT message_reference_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE TABLE answered_request (
  asker UUID NOT NULL,
  request_key VARCHAR(100) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  answer VARCHAR NOT NULL,
  answered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT answered_request_key PRIMARY KEY (asker, request_key)
);

CREATE INDEX answered_request_age ON answered_request (answered_at);

CREATE TABLE broadcast (
  id UUID PRIMARY KEY,
  title VARCHAR(100),
  state VARCHAR(10) NOT NULL,
  node INTEGER NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  passed_over INTEGER NOT NULL,
  backends VARCHAR NOT NULL,
  first_message UUID,
  last_message UUID
);

CREATE TABLE held_lane (
  lane UUID PRIMARY KEY
);
