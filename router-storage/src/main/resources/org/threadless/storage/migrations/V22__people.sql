-- Persons. The id is a UUIDv7.
CREATE TABLE contact (
  id UUID PRIMARY KEY,
  name VARCHAR(200),
  -- The name as it is compared: in no case.
  folded VARCHAR,
  -- A tag of BCP 47.
  language VARCHAR(35),
  -- What else is known: a JSON object, or nothing.
  notes VARCHAR
);

CREATE INDEX contact_folded ON contact (folded, id);

-- By what a person is reached. Not the id of a row of connection: that is made when the first message is stored, and whoever stores
-- messages must not wait for an app that makes a contact.
CREATE TABLE contact_connection (
  backend VARCHAR(50) NOT NULL,
  identity VARCHAR(100) NOT NULL,
  contact_id UUID NOT NULL,
  -- A UUIDv7: the one that was added last has the greatest.
  added UUID NOT NULL,
  CONSTRAINT contact_connection_key PRIMARY KEY (backend, identity),
  CONSTRAINT contact_connection_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX contact_connection_contact_id ON contact_connection (contact_id, added);

CREATE TABLE contact_group (
  id UUID PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  -- The name as it is compared: in no case.
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
