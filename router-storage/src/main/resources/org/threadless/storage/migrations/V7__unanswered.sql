-- After how many attempts the gateway has perhaps got the message: it is sent again a few times only.
ALTER TABLE waiting ADD COLUMN unanswered INTEGER DEFAULT 0 NOT NULL;
