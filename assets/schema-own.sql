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

-- version 3
-- What the user says of a listing that a name was screened against. `query` is
-- the name as text_key() has it, `born` the births that were given; both are ''
-- where it holds whatever is asked. The last word counts, those before are
-- kept; verdict 'none' takes it back.
CREATE TABLE own.verdict(
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL,
	source TEXT NOT NULL,
	key TEXT NOT NULL,
	query TEXT NOT NULL,
	born TEXT NOT NULL,
	written TEXT,
	verdict TEXT NOT NULL
		CHECK (verdict IN ('same', 'not_the_same', 'unsure', 'none')),
	note TEXT,
	who TEXT,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX own.verdict_of ON verdict(public, query, born, id);
