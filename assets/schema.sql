-- The store of claims. Sections run in order; user_version tells which have.
-- version 1
CREATE TABLE meta (
	key	TEXT PRIMARY KEY,
	value	TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
	id	INTEGER PRIMARY KEY,
	key	TEXT NOT NULL UNIQUE,
	title	TEXT NOT NULL DEFAULT ''
) STRICT;

-- One row per attempt. `evidence` orders versions; `accepted` makes them count.
CREATE TABLE fetch (
	id	INTEGER PRIMARY KEY,
	source	INTEGER NOT NULL REFERENCES source,
	at	INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	outcome	TEXT NOT NULL CHECK (outcome IN
		('open', 'accepted', 'same', 'refused', 'failed', 'gone')),
	accepted INTEGER NOT NULL DEFAULT 0,
	complete INTEGER NOT NULL DEFAULT 0,
	records	INTEGER NOT NULL DEFAULT 0,
	status	INTEGER NOT NULL DEFAULT 0,
	bytes	INTEGER NOT NULL DEFAULT 0,
	why	TEXT,
	url	TEXT,
	sha256	TEXT,
	validators TEXT
) STRICT;
CREATE INDEX fetch_order ON fetch (source, accepted, evidence, id);

-- What records are about. `public` is the id that people see.
CREATE TABLE subject (
	id	INTEGER PRIMARY KEY,
	public	TEXT NOT NULL UNIQUE,
	source	INTEGER NOT NULL REFERENCES source,
	kind	INTEGER NOT NULL,
	key	TEXT NOT NULL,
	seen	INTEGER NOT NULL,
	UNIQUE (source, kind, key)
) STRICT;
CREATE INDEX subject_kind ON subject (kind);

CREATE TABLE record (
	id	INTEGER PRIMARY KEY,
	source	INTEGER NOT NULL REFERENCES source,
	kind	INTEGER NOT NULL,
	key	TEXT NOT NULL,
	subject	INTEGER NOT NULL REFERENCES subject,
	UNIQUE (source, kind, key)
) STRICT;
CREATE INDEX record_subject ON record (subject);

-- One state of a record, never changed. Its claims cite `document`, a content
-- of a news or document record.
CREATE TABLE content (
	id	INTEGER PRIMARY KEY,
	record	INTEGER NOT NULL REFERENCES record,
	hash	BLOB NOT NULL,
	document INTEGER REFERENCES content,
	UNIQUE (record, hash)
) STRICT;
CREATE INDEX content_document ON content (document) WHERE document IS NOT NULL;

CREATE TABLE document (
	content	INTEGER PRIMARY KEY REFERENCES content,
	url	TEXT,
	title	TEXT,
	publisher TEXT,
	published TEXT
) STRICT;

CREATE TABLE claim (
	content	INTEGER NOT NULL REFERENCES content,
	seq	INTEGER NOT NULL,
	prop	TEXT NOT NULL,
	value	TEXT NOT NULL,
	qualifier TEXT,
	quote	TEXT,
	lang	TEXT,
	as_of	TEXT,
	place	INTEGER NOT NULL DEFAULT 0,
	unverified INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (content, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_reference ON claim (value, prop)
	WHERE prop IN ('event', 'url');

-- Long texts, compressed, away from what lists read.
CREATE TABLE body (
	content	INTEGER PRIMARY KEY REFERENCES content,
	bytes	INTEGER NOT NULL,
	text	BLOB NOT NULL
) STRICT;

-- When a content held: from one accepted fetch until another.
CREATE TABLE span (
	id	INTEGER PRIMARY KEY,
	content	INTEGER NOT NULL REFERENCES content,
	from_fetch INTEGER NOT NULL REFERENCES fetch,
	to_fetch INTEGER REFERENCES fetch
) STRICT;
CREATE INDEX span_content ON span (content);
CREATE INDEX span_from ON span (from_fetch);
CREATE INDEX span_to ON span (to_fetch) WHERE to_fetch IS NOT NULL;

-- What a fetch did to a record; the two contents tell the rest.
CREATE TABLE change (
	id	INTEGER PRIMARY KEY,
	fetch	INTEGER NOT NULL REFERENCES fetch,
	record	INTEGER NOT NULL REFERENCES record,
	op	TEXT NOT NULL CHECK (op IN
		('added', 'removed', 'amended', 'returned')),
	before	INTEGER REFERENCES content,
	after	INTEGER REFERENCES content
) STRICT;
CREATE INDEX change_fetch ON change (fetch);
CREATE INDEX change_record ON change (record);
