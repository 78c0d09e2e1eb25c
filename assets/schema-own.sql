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
-- Watches: filters that are looked at again when rows may be others. `view` is
-- '' where it looks into every view that the filter fits. It has seen all that
-- was accepted up to a fetch, and on a day.
CREATE TABLE own.watch(
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	view TEXT NOT NULL,
	filter TEXT NOT NULL,
	since INTEGER NOT NULL,
	looked_fetch INTEGER NOT NULL DEFAULT 0,
	looked_day TEXT NOT NULL DEFAULT ''
) STRICT;

-- Rows that a watch has found, in the state in which it found them: they are
-- hits again once they match anew, or in another state.
CREATE TABLE own.told(
	watch INTEGER NOT NULL,
	view TEXT NOT NULL,
	public TEXT NOT NULL,
	state TEXT NOT NULL,
	PRIMARY KEY(watch, view, public, state)
) STRICT, WITHOUT ROWID;

-- Hits as they were told; numbers are never used again.
CREATE TABLE own.hit(
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	watch INTEGER NOT NULL,
	at INTEGER NOT NULL,
	view TEXT NOT NULL,
	public TEXT NOT NULL,
	subject TEXT NOT NULL,
	state TEXT,
	sources TEXT,
	disputed INTEGER NOT NULL,
	unverified INTEGER NOT NULL,
	dismissed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX own.hit_watch ON hit(watch, number);

-- version 4
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

-- version 5

-- version 6
-- What the user says of a conflict: a subject, the check that found it, and what
-- of it. The last word counts, as long as the sides say what they said then
-- (`sum`); those before are kept.
CREATE TABLE own.dispute(
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL,
	source TEXT NOT NULL,
	key TEXT NOT NULL,
	word TEXT NOT NULL,
	about TEXT NOT NULL,
	sum TEXT NOT NULL,
	verdict TEXT NOT NULL
		CHECK (verdict IN ('open', 'scope', 'superseded', 'error')),
	note TEXT,
	who TEXT,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX own.dispute_of ON dispute(word, about, public, id);
