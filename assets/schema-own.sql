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

-- version 2
-- Which listings are one party, by the user's own word: `merge` or `split`, a
-- before b; `b` is '' where a listing stands for itself alone.
CREATE TABLE own.tie(
	a TEXT NOT NULL,
	b TEXT NOT NULL,
	verdict TEXT NOT NULL CHECK (verdict IN ('merge', 'split')),
	source_a TEXT NOT NULL,
	key_a TEXT NOT NULL,
	source_b TEXT NOT NULL,
	key_b TEXT NOT NULL,
	note TEXT,
	at INTEGER NOT NULL,
	PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX own.tie_b ON tie(b);
