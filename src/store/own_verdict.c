/* The user's own word about names that were screened. */
#include <stdlib.h>

#include "base/text.h"
#include "store/inside.h"
#include "store/link.h"

enum { QUERY_BYTES = 64 << 10, SORT_BYTES = 2 << 20 };

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* "Ivan Pryklad" and "PRYKLAD, Ivan" are one name. `key` has a blank between
 * words and is not empty. */
static int sort_words(struct str *key, struct err *e)
{
	struct arena mem = ARENA_INIT(SORT_BYTES);
	struct slice rest = arena_slice(&mem, str_slice(key)), *word;
	size_t n = 0;

	word = arena_get(&mem, (key->n / 2 + 1) * sizeof(*word));
	if (word) {
		while (slice_cut(&rest, ' ', &word[n]))
			n++;
		qsort(word, n, sizeof(*word), by_bytes);
		str_clear(key);
	}
	for (size_t i = 0; i < n; i++) {
		if (i)
			str_addc(key, ' ');
		str_add(key, word[i]);
	}
	arena_free(&mem);
	return word ? 0 : err_set(e, ERR_MEMORY, "no memory for the name");
}

/* '' is the key of what holds for all: no name may have it by mistake. */
static int spell(struct slice query, struct str *key, struct err *e)
{
	*key = STR_INIT(QUERY_BYTES);
	text_key(key, query);
	if (str_ok(key, "the name", e) < 0)
		return -1;
	if (key->n > 0)
		return sort_words(key, e);
	return query.n == 0 ? 0 :
	       err_set(e, ERR_USAGE, "a name without a letter or digit");
}

static struct slice text_of(struct slice s)
{
	return s.n ? s : SLICE("");
}

static int insert(struct store *s, struct slice id, struct slice query,
		  const struct own_verdict *v, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "INSERT INTO own.verdict"
		"(public, source, key, query, born, written, verdict, note,"
		" who, at) SELECT u.public, o.key, u.key, ?2, ?3,"
		" nullif(?4, ''), ?5, nullif(?6, ''), nullif(?7, ''), ?8"
		" FROM public p JOIN subject u ON u.id = p.subject"
		" JOIN source o ON o.id = u.source WHERE p.public = ?1", e);

	if (!st)
		return -1;
	sql_text(st, 1, id);
	sql_text(st, 2, query);
	sql_text(st, 3, text_of(v->born));
	sql_text(st, 4, text_of(v->query));
	sql_text(st, 5, v->verdict);
	sql_text(st, 6, text_of(v->note));
	sql_text(st, 7, text_of(v->who));
	sql_int(st, 8, clock_now(&s->o.clock));
	return own_say(s, st, id, e);
}

int own_verdict_set(struct store *s, struct slice id,
		    const struct own_verdict *v, struct err *e)
{
	struct str key;
	int rc = spell(v->query, &key, e);

	if (rc == 0)
		rc = insert(s, id, str_slice(&key), v, e);
	str_free(&key);
	return rc;
}

/* The last word about one key, under whatever number the entry went by; what
 * was said of this name goes before what holds for all. */
#define LAST(key) \
	" SELECT * FROM (SELECT written, born, verdict, note, who," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch')" \
	" FROM own.verdict WHERE public IN number AND " key \
	" ORDER BY id DESC LIMIT 1) WHERE verdict <> 'none'"

static const char verdict_of[] =
	SAME_ENTRY("p.subject FROM public p WHERE p.public = ?1")
	", number(public) AS (" IDS_IN_ROW " UNION SELECT u.public FROM one"
	" JOIN subject u ON u.id = one.subject)"
	LAST("query = ?2 AND born = ?3") " UNION ALL"
	LAST("query = '' AND born = ''");

static struct own_verdict verdict_row(struct sqlite3_stmt *st,
				      struct arena *mem)
{
	return (struct own_verdict){
		.query = arena_slice(mem, sql_col(st, 0)),
		.born = arena_slice(mem, sql_col(st, 1)),
		.verdict = arena_slice(mem, sql_col(st, 2)),
		.note = arena_slice(mem, sql_col(st, 3)),
		.who = arena_slice(mem, sql_col(st, 4)),
		.at = arena_slice(mem, sql_col(st, 5)),
	};
}

static int find(struct store *s, struct slice id, struct slice query,
		struct slice born, struct arena *mem, struct own_verdict *out,
		struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, verdict_of, e);
	int rc;

	if (!st)
		return -1;
	sql_text(st, 1, id);
	sql_text(st, 2, query);
	sql_text(st, 3, text_of(born));
	rc = sql_step(&s->q, st, e);
	if (rc > 0)
		*out = verdict_row(st, mem);
	sql_reset(st);
	return rc < 0 || arena_ok(mem, "a verdict", e) < 0 ? -1 : rc;
}

/* Of a name that can have no verdict, what holds for all is said. */
int own_verdict_get(struct store *s, struct slice id, struct slice query,
		    struct slice born, struct arena *mem,
		    struct own_verdict *out, struct err *e)
{
	struct err ignored = {0};
	struct str key;
	int rc;

	*out = (struct own_verdict){0};
	if (spell(query, &key, &ignored) < 0)
		str_clear(&key);
	rc = find(s, id, str_slice(&key), born, mem, out, e);
	str_free(&key);
	return rc;
}

int own_verdict_any(struct store *s, bool *any, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q,
					  "SELECT 1 FROM own.verdict LIMIT 1", e);
	int rc = st ? sql_one(&s->q, st, NULL, e) : -1;

	*any = rc > 0;
	return rc < 0 ? -1 : 0;
}

int own_verdicts(struct store *s, own_verdict_fn *fn, void *ctx,
		 struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&s->q, "SELECT written, born,"
		" verdict, note, who, strftime('%Y-%m-%dT%H:%M:%SZ', at,"
		" 'unixepoch'), public, source, key FROM own.verdict"
		" ORDER BY id DESC", e);
	struct arena mem = ARENA_INIT(4 * QUERY_BYTES);
	int rc = st ? 1 : -1;

	while (rc > 0 && (rc = sql_step(&s->q, st, e)) > 0) {
		struct own_verdict v = verdict_row(st, &mem);

		if (arena_ok(&mem, "a verdict", e) < 0 ||
		    fn(ctx, sql_col(st, 6), sql_col(st, 7), sql_col(st, 8),
		       &v, e) < 0)
			rc = -1;
		arena_clear(&mem);
	}
	if (st)
		sql_reset(st);
	arena_free(&mem);
	return rc;
}
