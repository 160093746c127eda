-- Since when a backend is paused by hand, and sends nothing; empty where it is not.
ALTER TABLE waiting_turn ADD COLUMN paused_at TIMESTAMP(6) WITH TIME ZONE;
