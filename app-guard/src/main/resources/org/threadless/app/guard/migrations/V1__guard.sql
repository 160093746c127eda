-- Who is told to stop, and who was: the others find out by the time of the change. The backend is '*' where it is all of them.
CREATE TABLE guard_stop (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  stopped BOOLEAN NOT NULL,
  changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (backend, identity)
);

CREATE INDEX guard_stop_changed ON guard_stop (changed_at);

-- How many replies went to those who get many. The text is a hash; of all zeros where all replies are counted.
CREATE TABLE guard_reply (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  text UUID NOT NULL,
  begun TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  replies INTEGER NOT NULL,
  PRIMARY KEY (backend, identity, text)
);

CREATE INDEX guard_reply_begun ON guard_reply (begun);

-- What somebody said last that was no repetition, as a hash.
CREATE TABLE guard_said (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  text UUID NOT NULL,
  said_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (backend, identity)
);

CREATE INDEX guard_said_at ON guard_said (said_at);
