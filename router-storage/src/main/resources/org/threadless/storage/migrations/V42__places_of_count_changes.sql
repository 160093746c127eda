-- Numbers of it come a thousand at a time: a database keeps how far they have come, and H2 writes that to the disk by itself, in the
-- midst of what is stored. In what order they are does not matter.
ALTER TABLE count_change ALTER COLUMN change_position SET CACHE 1000;
