/* The health of the files, in words, for `thaw doctor`. */
#include <stdio.h>

#include "base/i18n.h"
#include "store/said.h"

static int damaged(const char *file, struct slice what, struct err *e)
{
	return err_set(e, ERR_STORE, "%s: damaged: %.*s: move it away and"
		       " import again, or recover it with sqlite3's .recover",
		       file, SLICE_ARG(what));
}

static int integrity(struct store *s, const char *db, const char *file,
		     struct str *out, struct err *e)
{
	char text[64];
	struct sqlite3_stmt *st;
	int rc;

	snprintf(text, sizeof(text), "PRAGMA %s.quick_check(1)", db);
	st = sql_make(&s->q, text, e);
	if (!st)
		return -1;
	rc = sql_step(&s->q, st, e);
	if (rc > 0 && !slice_is(sql_col(st, 0), "ok"))
		rc = damaged(file, sql_col(st, 0), e);
	sql_drop(&st);
	if (rc > 0)
		str_addf(out, "%s: ok\n", file);
	return rc < 0 ? -1 : 0;
}

/* Rows that refer to what is not there are passed over in silence by joins: a
 * party would be missing from its view. */
static int references(struct store *s, struct err *e)
{
	struct sqlite3_stmt *st = sql_make(&s->q,
					   "PRAGMA main.foreign_key_check", e);
	int rc = st ? sql_step(&s->q, st, e) : -1;

	if (rc > 0)
		rc = damaged(s->file, SLICE("rows refer to others that are not"
					    " there"), e);
	sql_drop(&st);
	return rc;
}

int store_check(struct store *s, struct str *out, struct err *e)
{
	static const struct { const char *name, *text; } counts[] = {
		{ "sources", "SELECT count(*) FROM source" },
		{ "subjects", "SELECT count(*) FROM subject" },
		{ "records", "SELECT count(*) FROM record" },
		{ "fetches", "SELECT count(*) FROM fetch" },
		{ "own marks", "SELECT count(*) FROM own.mark" },
	};

	str_addf(out, "SQLite %s\n", sql_version());
	if (integrity(s, "main", s->file, out, e) < 0 ||
	    integrity(s, "own", s->own, out, e) < 0 ||
	    (said_ready(s) && integrity(s, "words", _("the words of articles"), out,
				   e) < 0) ||
	    references(s, e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		int64_t n;

		if (sql_number(&s->q, counts[i].text, 0, &n, e) < 0)
			return -1;
		str_addf(out, "%s%lld %s", i ? ", " : "", (long long)n,
			 counts[i].name);
	}
	str_addc(out, '\n');
	return str_ok(out, "check", e);
}
