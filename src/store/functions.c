/* What SQL asks of packed claims and of sets of rows. None of these may be
 * named by the schema of a file, only by our own statements. */
#include <sqlite3.h>

#include "model/listing.h"
#include "store/inside.h"

static struct store *store_of(sqlite3_context *c)
{
	return sqlite3_user_data(c);
}

static struct slice text(sqlite3_value *v)
{
	const char *p;

	if (sqlite3_value_type(v) == SQLITE_NULL)
		return SLICE_NONE;
	p = sqlite3_value_type(v) == SQLITE_BLOB ? sqlite3_value_blob(v) :
		(const char *)sqlite3_value_text(v);
	return slice_make(p ? p : "", (size_t)sqlite3_value_bytes(v));
}

/* thaw_claim(claims, 'url'): the first value, or null. */
static void claim_value(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct slice name = text(v[1]);
	struct err e = {0};
	struct unpack u;
	struct packed p;
	enum property prop;
	int rc;

	(void)n;
	unpack_init(&u, text(v[0]));
	while ((rc = unpack_next(&u, &p, &e)) > 0)
		if (props_find(store_of(c), p.number, &prop) &&
		    slice_is(name, properties[prop].name)) {
			sqlite3_result_text64(c, p.claim.value.p,
					      p.claim.value.n,
					      SQLITE_TRANSIENT, SQLITE_UTF8);
			return;
		}
	if (rc < 0)
		sqlite3_result_error(c, e.msg, -1);
}

/* thaw_claims(claims, as_of, at): how many count at a date; `as_of` stands for
 * the date of claims without their own. */
static void count_claims(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct slice as_of = text(v[1]), at = text(v[2]);
	struct err e = {0};
	struct unpack u;
	struct packed p;
	int64_t count = 0;
	int rc;

	(void)n;
	unpack_init(&u, text(v[0]));
	while ((rc = unpack_next(&u, &p, &e)) > 0)
		count += slice_cmp(p.claim.as_of.p ? p.claim.as_of : as_of,
				   at) <= 0;
	if (rc < 0)
		sqlite3_result_error(c, e.msg, -1);
	else
		sqlite3_result_int64(c, count);
}

/* A property whose number is known is not looked up for each claim. */
static bool is_prop(struct store *s, uint32_t number, enum property prop)
{
	enum property found;

	return number > s->props.last ?
		props_find(s, number, &found) && found == prop :
		number == s->props.number[prop];
}

int packed_terms(struct store *s, struct slice claims, struct listing_terms *t,
		 struct err *e)
{
	struct unpack u;
	struct packed p;
	int rc;

	unpack_init(&u, claims);
	while ((rc = unpack_next(&u, &p, e)) > 0) {
		if (is_prop(s, p.number, PROP_listing_state))
			t->state = p.claim.value;
		else if (is_prop(s, p.number, PROP_gone_on))
			t->gone_on = p.claim.value;
		else if (is_prop(s, p.number, PROP_expires))
			t->expires = p.claim.value;
	}
	return rc;
}

/* thaw_listed(claims, at): 1 where the list says itself that it had the party
 * at that date (with "~" behind, or now). */
static void is_listed(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct store *s = store_of(c);
	struct listing_terms t = {0};
	char buf[CLOCK_TEXT];
	struct err e = {0};

	(void)n;
	if (packed_terms(s, text(v[0]), &t, &e) < 0)
		sqlite3_result_error(c, e.msg, -1);
	else if (!t.state.p && !t.gone_on.p && !t.expires.p)
		sqlite3_result_int(c, 1);
	else
		sqlite3_result_int(c, slice_is(listing_state(&t,
			day_of(s, text(v[1]), buf)), "listed"));
}

/* thaw_has(hay, piece, spelt, sounded, ends) */
static void has(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct needle x = { .spelt = text(v[2]), .sounded = text(v[3]),
			    .ends = text(v[4]) };

	(void)n;
	sqlite3_result_int(c, hay_has(text(v[0]), sqlite3_value_int64(v[1]),
				      &x));
}

/* thaw_rank(hay, piece, spelt, sounded, ends, key): the lower, the better. */
static void rank(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct needle x = { .spelt = text(v[2]), .sounded = text(v[3]),
			    .ends = text(v[4]), .key = text(v[5]) };

	(void)n;
	sqlite3_result_int(c, (int)hay_rank(text(v[0]),
					    sqlite3_value_int64(v[1]), &x));
}

/* thaw_seen(record): did the fetch that is being written tell it? */
static void seen(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_int(c, bits_has(&store_of(c)->seen,
				       sqlite3_value_int64(v[0])));
}

/* thaw_pack(property number, value, qualifier, quote, lang, as_of, offset,
 * unverified): rows of claims, in order, as packed claims. */
static void pack_row(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct str *out = sqlite3_aggregate_context(c, sizeof(*out));
	struct claim claim = {
		.qualifier = text(v[2]), .quote = text(v[3]),
		.lang = text(v[4]), .as_of = text(v[5]),
		.offset = (uint32_t)sqlite3_value_int64(v[6]),
		.unverified = sqlite3_value_int(v[7]) != 0,
	};

	(void)n;
	if (!out)
		return;
	if (!out->max) {
		*out = STR_INIT(PACK_BYTES);
		pack_begin(out);
	}
	pack_claim(out, (uint32_t)sqlite3_value_int64(v[0]), &claim,
		   text(v[1]));
}

static void pack_end(sqlite3_context *c)
{
	struct str *out = sqlite3_aggregate_context(c, 0);
	struct str none = STR_INIT(PACK_BYTES);

	if (!out || !out->max) {
		out = &none;
		pack_begin(out);
	}
	if (out->bad)
		sqlite3_result_error_nomem(c);
	else
		sqlite3_result_blob64(c, out->p, out->n, SQLITE_TRANSIENT);
	str_free(out);
}

int functions_add(struct store *s, struct err *e)
{
	static const struct {
		const char *name;
		int args;
		void (*plain)(sqlite3_context *, int, sqlite3_value **);
		void (*step)(sqlite3_context *, int, sqlite3_value **);
		void (*end)(sqlite3_context *);
	} list[] = {
		{ "thaw_claim", 2, claim_value, NULL, NULL },
		{ "thaw_claims", 3, count_claims, NULL, NULL },
		{ "thaw_listed", 2, is_listed, NULL, NULL },
		{ "thaw_has", 5, has, NULL, NULL },
		{ "thaw_pack", 8, NULL, pack_row, pack_end },
		{ "thaw_rank", 6, rank, NULL, NULL },
		{ "thaw_seen", 1, seen, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (sqlite3_create_function_v2(s->q.db, list[i].name,
				list[i].args, SQLITE_UTF8 | SQLITE_DIRECTONLY,
				s, list[i].plain, list[i].step, list[i].end,
				NULL) != SQLITE_OK)
			return err_set(e, ERR_STORE, "%s: no function %s",
				       s->file, list[i].name);
	return 0;
}
