-- The store. Statements stand in sections, one a version; a store of an older
-- version runs the sections behind its own (PRAGMA user_version). A section
-- never changes again once it has been released.

-- version 1
CREATE TABLE meta(
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source(
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	title TEXT,
	publisher TEXT
) STRICT;

-- One attempt. What it wrote counts only while accepted is 1. The first_ ids
-- bound what an unfinished fetch has added, so that it can be undone.
CREATE TABLE fetch(
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source,
	at INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	outcome TEXT NOT NULL CHECK (outcome IN
		('open', 'accepted', 'same', 'refused', 'failed', 'gone')),
	accepted INTEGER NOT NULL DEFAULT 0,
	complete INTEGER NOT NULL,
	why TEXT,
	status INTEGER NOT NULL,
	url TEXT,
	sha256 TEXT,
	etag TEXT,
	last_modified TEXT,
	validators TEXT,
	bytes INTEGER NOT NULL,
	records INTEGER NOT NULL DEFAULT 0,
	first_subject INTEGER,
	first_record INTEGER,
	first_content INTEGER
) STRICT;
CREATE INDEX fetch_order ON fetch(source, accepted, complete, evidence);
CREATE INDEX fetch_open ON fetch(id) WHERE outcome = 'open';

CREATE TABLE subject(
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL UNIQUE,
	source INTEGER NOT NULL REFERENCES source,
	kind TEXT NOT NULL,
	key TEXT NOT NULL,
	first_seen INTEGER NOT NULL,
	UNIQUE(source, kind, key)
) STRICT;
CREATE INDEX subject_kind ON subject(kind);

CREATE TABLE record(
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source,
	key TEXT NOT NULL,
	first_seen INTEGER NOT NULL,
	UNIQUE(source, key)
) STRICT;

-- What is cited: the latest values of a news or document record.
CREATE TABLE document(
	record INTEGER PRIMARY KEY REFERENCES record,
	url TEXT,
	title TEXT,
	publisher TEXT,
	attributed_to TEXT,
	language TEXT,
	published TEXT
) STRICT;

-- A record's content never changes; another content is another row. The
-- content names its subject, so that a record can move from one to another.
CREATE TABLE content(
	id INTEGER PRIMARY KEY,
	record INTEGER NOT NULL REFERENCES record,
	subject INTEGER NOT NULL REFERENCES subject,
	document INTEGER REFERENCES record,
	hash BLOB NOT NULL,
	UNIQUE(record, hash)
) STRICT;
CREATE INDEX content_subject ON content(subject);
CREATE INDEX content_document ON content(document)
	WHERE document IS NOT NULL;

CREATE TABLE claim(
	content INTEGER NOT NULL REFERENCES content,
	seq INTEGER NOT NULL,
	prop TEXT NOT NULL,
	value TEXT NOT NULL,
	qualifier TEXT,
	quote TEXT,
	lang TEXT,
	as_of TEXT,
	offset INTEGER NOT NULL,
	unverified INTEGER NOT NULL,
	PRIMARY KEY(content, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_event ON claim(value) WHERE prop = 'event';
CREATE INDEX claim_url ON claim(value) WHERE prop = 'url';

-- Long texts, compressed; their claims have an empty value.
CREATE TABLE body(
	content INTEGER NOT NULL REFERENCES content,
	seq INTEGER NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY(content, seq)
) STRICT;

-- When a content held: from one fetch until another.
CREATE TABLE span(
	id INTEGER PRIMARY KEY,
	content INTEGER NOT NULL REFERENCES content,
	from_fetch INTEGER NOT NULL REFERENCES fetch,
	to_fetch INTEGER REFERENCES fetch
) STRICT;
CREATE INDEX span_content ON span(content);
CREATE INDEX span_from ON span(from_fetch);
CREATE INDEX span_to ON span(to_fetch) WHERE to_fetch IS NOT NULL;

-- Changes follow from the spans, so that versions imported in any order tell
-- the same history. `old` and `new` are contents.
CREATE VIEW change AS
SELECT s.from_fetch AS fetch, c.record AS record,
	CASE WHEN o.id IS NOT NULL THEN 'amended'
	WHEN EXISTS (SELECT 1 FROM content pc JOIN span p ON p.content = pc.id
		JOIN fetch pf ON pf.id = p.from_fetch
		WHERE pc.record = c.record AND pf.accepted = 1
		AND (pf.evidence, pf.id) < (f.evidence, f.id)) THEN 'returned'
	ELSE 'added' END AS op,
	o.id AS old, c.id AS new
FROM span s JOIN fetch f ON f.id = s.from_fetch AND f.accepted = 1
JOIN content c ON c.id = s.content
LEFT JOIN content o ON o.record = c.record AND EXISTS (
	SELECT 1 FROM span p WHERE p.content = o.id
	AND p.to_fetch = s.from_fetch)
UNION ALL
SELECT s.to_fetch, c.record, 'removed', c.id, NULL
FROM span s JOIN fetch f ON f.id = s.to_fetch AND f.accepted = 1
JOIN content c ON c.id = s.content
WHERE NOT EXISTS (SELECT 1 FROM content nc JOIN span n ON n.content = nc.id
	WHERE nc.record = c.record AND n.from_fetch = s.to_fetch);

-- version 2
-- The claims of a content are packed in one value (src/store/pack.h), which
-- names properties by their numbers here. Beside it stand those claims that
-- are looked for by their value: references and addresses.
CREATE TABLE property(
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO property(name) SELECT DISTINCT prop FROM claim ORDER BY prop;

ALTER TABLE content ADD COLUMN claims BLOB NOT NULL DEFAULT x'';
UPDATE content SET claims = (
	SELECT thaw_pack(number, value, qualifier, quote, lang, as_of, offset,
		unverified)
	FROM (SELECT p.id AS number, cl.* FROM claim cl
		JOIN property p ON p.name = cl.prop
		WHERE cl.content = content.id ORDER BY cl.seq));

CREATE TABLE ref(
	content INTEGER NOT NULL REFERENCES content,
	seq INTEGER NOT NULL,
	prop TEXT NOT NULL,
	value TEXT NOT NULL,
	as_of TEXT,
	PRIMARY KEY(content, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ref_value ON ref(prop, value);
INSERT INTO ref SELECT content, seq, prop, value, as_of FROM claim
	WHERE prop IN ('event', 'programme', 'url');
DROP TABLE claim;

-- One index tells whether a span is open.
DROP INDEX span_content;
CREATE INDEX span_content ON span(content, to_fetch);

-- Shown ids are scattered, and only what counts is looked for by one: they
-- come in when their fetch is accepted, sorted.
CREATE TABLE public(
	public TEXT PRIMARY KEY,
	subject INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO public SELECT public, id FROM subject WHERE id <
	coalesce((SELECT min(first_subject) FROM fetch WHERE outcome = 'open'),
		9223372036854775807) ORDER BY public;
CREATE TABLE subject_2(
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL,
	source INTEGER NOT NULL REFERENCES source,
	kind TEXT NOT NULL,
	key TEXT NOT NULL,
	first_seen INTEGER NOT NULL,
	UNIQUE(source, kind, key)
) STRICT;
INSERT INTO subject_2 SELECT id, public, source, kind, key, first_seen
	FROM subject ORDER BY id;
DROP TABLE subject;
ALTER TABLE subject_2 RENAME TO subject;
CREATE INDEX subject_kind ON subject(kind);

-- version 3
-- What each version of a source changed, derived from the spans when a fetch
-- is accepted (src/store/change.c). `op` is an enum change_op; `old` and `new`
-- are contents. A removal is unconfirmed until a later good version.
DROP VIEW IF EXISTS change;
CREATE TABLE change(
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL REFERENCES source,
	fetch INTEGER NOT NULL REFERENCES fetch,
	record INTEGER NOT NULL REFERENCES record,
	op INTEGER NOT NULL,
	old INTEGER REFERENCES content,
	new INTEGER REFERENCES content,
	confirmed_by INTEGER REFERENCES fetch
) STRICT;
CREATE INDEX change_record ON change(record);
CREATE INDEX change_fetch ON change(fetch);
CREATE INDEX change_removed ON change(source) WHERE op = 2;

-- Entries that a version of their list only gave another number.
CREATE TABLE rekey(
	fetch INTEGER NOT NULL REFERENCES fetch,
	old INTEGER NOT NULL REFERENCES record,
	new INTEGER NOT NULL REFERENCES record,
	why TEXT NOT NULL,
	PRIMARY KEY(fetch, old)
) STRICT, WITHOUT ROWID;
CREATE INDEX rekey_new ON rekey(new);
CREATE INDEX rekey_old ON rekey(old);

-- version 4
-- Listings of several sources that are one party (src/store/link.h). All of it
-- is made anew from the claims and the user's own words.
--
-- What of a listing tells who it is, and the keys by which others like it are
-- found; without references, since only accepted listings are here.
CREATE TABLE profile(
	subject INTEGER PRIMARY KEY,
	text TEXT NOT NULL
) STRICT;
CREATE TABLE profile_key(
	key INTEGER NOT NULL,
	source INTEGER NOT NULL,
	subject INTEGER NOT NULL,
	PRIMARY KEY(key, source, subject)
) STRICT, WITHOUT ROWID;

-- Two listings, a before b, of which something says that they are one; verdict
-- and rank as in model/party.h.
CREATE TABLE link(
	a INTEGER NOT NULL,
	b INTEGER NOT NULL,
	verdict INTEGER NOT NULL,
	rank INTEGER NOT NULL,
	differ INTEGER NOT NULL,
	PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link(b);

-- Parties of two listings and more. A party is called by one of them.
CREATE TABLE party(
	subject INTEGER PRIMARY KEY,
	party INTEGER NOT NULL,
	disputed INTEGER NOT NULL
) STRICT;
CREATE INDEX party_members ON party(party);

-- version 5
-- Keys of profiles in buckets, packed (src/store/link_keys.c): a row each was
-- an eighth of an import. They are made anew with the profiles, whose rules
-- have another version.
DROP TABLE profile_key;
CREATE TABLE profile_keys(
	bucket INTEGER PRIMARY KEY,
	keys BLOB NOT NULL
) STRICT;

-- version 6
-- What a list of changes says has ended, where nothing of it counted any more:
-- the source's own word confirms what a whole list had lacked.
CREATE TABLE ended(
	record INTEGER NOT NULL REFERENCES record,
	fetch INTEGER NOT NULL REFERENCES fetch,
	PRIMARY KEY(record, fetch)
) STRICT, WITHOUT ROWID;
CREATE INDEX ended_fetch ON ended(fetch);

-- version 7
-- The state of all names that a fetch left behind, where it moved any: a number
-- at random, which no other state has, of this store or another
-- (src/store/names.c).
ALTER TABLE fetch ADD COLUMN names INTEGER;
UPDATE fetch SET names = random() WHERE accepted = 1;
CREATE INDEX fetch_names ON fetch(id) WHERE names IS NOT NULL;

-- version 8
-- What is remembered of asking each source (src/model/schedule.h), by its key:
-- it may never have answered. `moved` has a line for each address that has.
CREATE TABLE due(
	key TEXT PRIMARY KEY,
	asked_at INTEGER NOT NULL,
	good_at INTEGER NOT NULL,
	wait_s INTEGER NOT NULL DEFAULT 0,
	ttl_s INTEGER NOT NULL DEFAULT 0,
	retry_at INTEGER NOT NULL DEFAULT 0,
	failures INTEGER NOT NULL,
	failing_since INTEGER NOT NULL,
	spread INTEGER NOT NULL DEFAULT 0,
	gone TEXT,
	moved TEXT
) STRICT, WITHOUT ROWID;
-- Attempts of a source in their order; those that brought nothing are kept
-- only so far back (src/store/log.c).
CREATE INDEX fetch_source ON fetch(source);
CREATE INDEX fetch_idle ON fetch(source)
	WHERE outcome IN ('same', 'failed', 'gone');
INSERT INTO due(key, asked_at, good_at, failures, failing_since)
	SELECT o.key, max(f.at), coalesce(max(CASE WHEN f.outcome IN
		('accepted', 'same') THEN f.at END), 0), 0, 0
	FROM fetch f JOIN source o ON o.id = f.source
	WHERE f.outcome <> 'open' GROUP BY o.key;
UPDATE due SET failures = 1, failing_since = asked_at
	WHERE asked_at > good_at;

-- version 9
-- What checks have found (src/store/contest.h), derived like rows when a fetch
-- is accepted. `sum` is of what the sides say; `word` names the check, `about`
-- the property or what else tells two of one check apart.
CREATE TABLE conflict(
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL UNIQUE,
	subject INTEGER NOT NULL,
	word TEXT NOT NULL,
	about TEXT NOT NULL,
	sum TEXT NOT NULL,
	seen INTEGER NOT NULL
) STRICT;
CREATE INDEX conflict_subject ON conflict(subject);

-- Whom a conflict makes disputed: those it is told of (`one`), and others that
-- may be the same.
CREATE TABLE conflict_of(
	subject INTEGER NOT NULL,
	conflict INTEGER NOT NULL,
	one INTEGER NOT NULL,
	PRIMARY KEY(subject, conflict)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_whom ON conflict_of(conflict);
