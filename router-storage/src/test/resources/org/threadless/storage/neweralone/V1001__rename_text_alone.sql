ALTER TABLE message RENAME COLUMN text TO words;
