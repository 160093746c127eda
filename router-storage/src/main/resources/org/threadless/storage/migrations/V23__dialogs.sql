-- What apps have asked, and wait for.
CREATE TABLE dialog (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  -- The name that the app is configured under.
  app VARCHAR(100) NOT NULL,
  -- A JSON object.
  state VARCHAR NOT NULL,
  -- A UUIDv7: what was asked last has the greatest.
  asked UUID NOT NULL,
  -- It does not count from then on, and is deleted some time later.
  forgotten_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT dialog_key PRIMARY KEY (backend, identity, app)
);

CREATE INDEX dialog_forgotten ON dialog (forgotten_at, asked);
