-- What is sent to many as a whole; message.broadcast names it, for those that have a row here.
CREATE TABLE broadcast (
  id UUID PRIMARY KEY,
  title VARCHAR(100),
  -- STORING while its messages are stored, one lot after the other, and ABANDONED where that has failed; nobody sees either. Then
  -- RUNNING, PAUSED or STOPPED.
  state VARCHAR(10) NOT NULL,
  -- The node that stores it, or did.
  node INTEGER NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  passed_over INTEGER NOT NULL,
  -- Those by which it goes, with commas between them.
  backends VARCHAR NOT NULL,
  -- All its messages are between these, and few others: an index of them would cost something for every message there is.
  first_message UUID,
  last_message UUID
);

-- The lanes of which nothing is taken: those of broadcasts that are being stored, paused, or stopped and not cancelled yet.
CREATE TABLE held_lane (
  lane UUID PRIMARY KEY
);
