/* Schema and versions of the two files. */
#include <stdio.h>
#include <string.h>

#include "base/asset.h"
#include "store/copy.h"
#include "store/inside.h"

enum { APP_OWN = 0x7468616f /* "thao" */ };

struct side {
	const char *db;		/* name in this connection */
	const char *file;
	const char *asset;
	int app;
	bool fixed;		/* nothing may be written to it */
};

static int pragma(struct store *s, const char *db, const char *name,
		  int64_t *out, struct err *e)
{
	char text[64];

	snprintf(text, sizeof(text), "PRAGMA %s.%s", db, name);
	return sql_number(&s->q, text, 0, out, e);
}

static const char marker[] = "-- version ";

/* Start of the section of a version, or -1. */
static ptrdiff_t section(struct slice schema, int64_t version)
{
	char line[32];
	int n = snprintf(line, sizeof(line), "%s%lld\n", marker,
			 (long long)version);

	return slice_find(schema, slice_make(line, (size_t)n), 0);
}

static int64_t newest(struct slice schema)
{
	int64_t v = 0;

	while (section(schema, v + 1) >= 0)
		v++;
	return v;
}

int64_t copy_schema(void)
{
	return newest(asset_find(SLICE("schema.sql")));
}

static int run_section(struct store *s, struct slice schema, int64_t version,
		       struct err *e)
{
	ptrdiff_t from = section(schema, version);
	ptrdiff_t to = section(schema, version + 1);
	struct str text = STR_INIT(1 << 20);
	int rc;

	if (to < 0)
		to = (ptrdiff_t)schema.n;
	str_add(&text, slice_make(schema.p + from, (size_t)(to - from)));
	rc = str_ok(&text, "schema", e);
	if (rc == 0)
		rc = sql_run(&s->q, str_cstr(&text), e);
	str_free(&text);
	return rc;
}

static int check_file(const struct side *d, int64_t app, int64_t tables,
		      int64_t version, int64_t last, struct err *e)
{
	if (app != d->app && (app != 0 || tables > 0 || version != 0))
		return err_set(e, ERR_STORE, "%s: not a file of thaw; move it"
			       " away or name another one with --store",
			       d->file);
	if (version > last)
		return err_set(e, ERR_STORE, "%s: written by a newer thaw"
			       " (version %lld, this one knows %lld); upgrade"
			       " thaw or name another file with --store",
			       d->file, (long long)version, (long long)last);
	return 0;
}

static int state_of(struct store *s, const struct side *d, int64_t *version,
		    int64_t last, struct err *e)
{
	int64_t app, tables;
	char text[64];

	snprintf(text, sizeof(text), "SELECT count(*) FROM %s.sqlite_schema",
		 d->db);
	if (pragma(s, d->db, "application_id", &app, e) < 0 ||
	    pragma(s, d->db, "user_version", version, e) < 0 ||
	    sql_number(&s->q, text, 0, &tables, e) < 0)
		return -1;
	return check_file(d, app, tables, *version, last, e);
}

/* In one transaction, looked at again inside it: another process may have
 * migrated in between. */
static int upgrade(struct store *s, const struct side *d, struct slice schema,
		   int64_t last, struct err *e)
{
	int64_t version;
	int rc;

	/* A table that others refer to may be made anew. */
	if (sql_run(&s->q, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
		    e) < 0)
		return -1;
	rc = state_of(s, d, &version, last, e);
	while (rc == 0 && version < last)
		rc = run_section(s, schema, ++version, e);
	if (rc == 0)
		rc = sql_runf(&s->q, e, "PRAGMA %s.application_id = %d;"
			      "PRAGMA %s.user_version = %lld; COMMIT", d->db,
			      d->app, d->db, (long long)last);
	if (rc < 0) {
		struct err ignored = {0};

		sql_run(&s->q, "ROLLBACK", &ignored);
		return -1;
	}
	return sql_run(&s->q, "PRAGMA foreign_keys = ON", e);
}

static int side_ready(struct store *s, const struct side *d, struct err *e)
{
	struct slice schema = asset_find(slice_of(d->asset));
	int64_t version, last = newest(schema);
	char text[96];

	if (state_of(s, d, &version, last, e) < 0)
		return -1;
	if (version == last)
		return 0;
	if (d->fixed)
		return err_set(e, ERR_STORE, "%s: of an older thaw, or empty;"
			       " open it once for writing (thaw refresh)",
			       d->file);
	snprintf(text, sizeof(text), "PRAGMA %s.page_size = 8192;"
		 "PRAGMA %s.journal_mode = WAL", d->db, d->db);
	if (version == 0 && sql_run_alone(&s->q, text, e) < 0)
		return -1;
	return upgrade(s, d, schema, last, e);
}

int migrate(struct store *s, struct err *e)
{
	const struct side sides[] = {
		{ "main", s->file, "schema.sql", STORE_APP, s->o.read_only },
		{ "own", s->own, "schema-own.sql", APP_OWN,
		  s->o.read_only && !s->own_absent },
	};

	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		if (side_ready(s, &sides[i], e) < 0)
			return -1;
	return 0;
}
