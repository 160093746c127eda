-- What people have cleared from the pages of a backend: messages up to an id are hidden there, and stay stored.
CREATE TABLE cleared (
  backend VARCHAR(50) NOT NULL,
  -- Empty for all of the backend.
  identity VARCHAR(100) NOT NULL,
  up_to UUID NOT NULL,
  CONSTRAINT cleared_backend_identity PRIMARY KEY (backend, identity)
);
