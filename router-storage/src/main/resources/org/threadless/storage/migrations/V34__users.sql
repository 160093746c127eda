-- Those who may sign in.
CREATE TABLE access_user (
  -- A UUIDv7.
  id UUID PRIMARY KEY,
  -- In small letters.
  name VARCHAR(100) NOT NULL,
  -- READER, OPERATOR, ADMIN.
  role VARCHAR(10) NOT NULL,
  -- Of the password: Argon2id, with all that it was made with. NULL where there is none.
  hash VARCHAR(255),
  -- SHA-256 of who they are at another service, in hexadecimal digits. NULL where none signs them in.
  subject VARCHAR(64),
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  signed_in_at TIMESTAMP(6) WITH TIME ZONE,
  CONSTRAINT access_user_name UNIQUE (name),
  CONSTRAINT access_user_subject UNIQUE (subject)
);

-- Who is signed in. Those that are over go when somebody signs in.
CREATE TABLE access_session (
  id UUID PRIMARY KEY,
  -- SHA-256 of what the browser shows, in hexadecimal digits. The text is kept nowhere.
  hash VARCHAR(64) NOT NULL,
  user_id UUID NOT NULL,
  started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT access_session_hash UNIQUE (hash),
  CONSTRAINT access_session_user FOREIGN KEY (user_id) REFERENCES access_user (id) ON DELETE CASCADE
);

CREATE INDEX access_session_user_id ON access_session (user_id);

-- What links are for that can be used once; those that were are not here.
CREATE TABLE access_invitation (
  id UUID PRIMARY KEY,
  -- As that of a session.
  hash VARCHAR(64) NOT NULL,
  -- Who is to set a password; NULL where it makes the first admin.
  user_id UUID,
  expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT access_invitation_hash UNIQUE (hash),
  CONSTRAINT access_invitation_user FOREIGN KEY (user_id) REFERENCES access_user (id) ON DELETE CASCADE
);

CREATE INDEX access_invitation_user_id ON access_invitation (user_id);

-- Who did what. Names and not ids: it stays when a user goes.
CREATE TABLE audit_entry (
  -- A UUIDv7.
  id UUID PRIMARY KEY,
  who VARCHAR(100) NOT NULL,
  action VARCHAR(50) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  detail VARCHAR(1000) NOT NULL
);
