-- How often connections have been removed. Who stores messages and remembers ids of connections reads it first, and forgets them when it
-- has changed; who removes some has it alone meanwhile.
CREATE TABLE connection_removal (
  removals BIGINT NOT NULL
);

INSERT INTO connection_removal VALUES (0);
