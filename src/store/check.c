/* The health of the files, in words, for `thaw doctor`. */
#include <stdio.h>

#include "store/inside.h"

static int integrity(struct store *s, const char *db, const char *file,
		     struct str *out, struct err *e)
{
	char text[64];
	struct sqlite3_stmt *st;
	int rc;

	snprintf(text, sizeof(text), "PRAGMA %s.quick_check(5)", db);
	st = sql_make(&s->q, text, e);
	if (!st)
		return -1;
	str_addf(out, "%s: ", file);
	while ((rc = sql_step(&s->q, st, e)) > 0) {
		str_add(out, sql_col(st, 0));
		str_addc(out, '\n');
	}
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
	    integrity(s, "own", s->own, out, e) < 0)
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
