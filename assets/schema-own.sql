-- The user's own words. No refresh, import or purge of data touches them.
-- version 1
CREATE TABLE mark (
	source	TEXT NOT NULL,
	key	TEXT NOT NULL,
	kind	INTEGER NOT NULL,
	public	TEXT NOT NULL,
	is_read	INTEGER NOT NULL DEFAULT 0,
	starred	INTEGER NOT NULL DEFAULT 0,
	note	TEXT,
	at	INTEGER NOT NULL,
	PRIMARY KEY (source, kind, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mark_public ON mark (public);
