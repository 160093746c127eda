-- How far each kind of what is kept for a time only has been deleted: all before that id has been looked at. A node that deletes some has
-- the row locked meanwhile.
CREATE TABLE keeping (
  kind VARCHAR(10) PRIMARY KEY,
  up_to UUID NOT NULL
);

INSERT INTO keeping (kind, up_to) VALUES
  ('TEXTS', CAST('00000000-0000-0000-0000-000000000000' AS UUID)),
  ('IDS', CAST('00000000-0000-0000-0000-000000000000' AS UUID)),
  ('ERRORED', CAST('00000000-0000-0000-0000-000000000000' AS UUID)),
  ('REPORTS', CAST('00000000-0000-0000-0000-000000000000' AS UUID)),
  ('MESSAGES', CAST('00000000-0000-0000-0000-000000000000' AS UUID)),
  ('AUDIT', CAST('00000000-0000-0000-0000-000000000000' AS UUID));

-- Messages that were not done yet when they were looked at: they are looked at again. No foreign key, which each message that is deleted
-- would have to be looked up for.
CREATE TABLE kept_longer (
  kind VARCHAR(10) NOT NULL,
  message_id UUID NOT NULL,
  CONSTRAINT kept_longer_key PRIMARY KEY (kind, message_id)
);
