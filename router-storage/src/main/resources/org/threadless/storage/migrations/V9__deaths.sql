-- How often a node has died while it had the message in hand: perhaps because of it.
ALTER TABLE waiting ADD COLUMN deaths INTEGER DEFAULT 0 NOT NULL;
