-- The user's own words, in a file that no refresh or purge of data touches.
-- Keyed by source and native key, so that they survive a rebuilt store.

-- version 1
CREATE TABLE own.mark(
	public TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	source TEXT NOT NULL,
	key TEXT NOT NULL,
	read INTEGER NOT NULL DEFAULT 0,
	starred INTEGER NOT NULL DEFAULT 0,
	note TEXT,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
