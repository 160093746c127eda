-- Who wanted it, as people know them; nothing where nobody has said.
ALTER TABLE broadcast ADD COLUMN made_by VARCHAR;
