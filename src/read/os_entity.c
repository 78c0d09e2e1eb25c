#include "read/os_entity.h"

#include <stdlib.h>
#include <string.h>

#include "read/jsonl.h"
#include "read/os_value.h"
#include "read/reader.h"

enum { WORDS_BYTES = 4096, ID_BYTES = 4096 };

struct thing {
	struct slice id, caption, schema;
	struct slice first_seen, last_seen, last_change;
	const struct jnode *props, *referents, *datasets;
	bool target;
};

/* Who passes for a party, and as what. */
static const struct {
	const char *schema;
	const char *kind;
} kinds[] = {
	{ "Airplane",     "aircraft" },
	{ "Company",      "entity" },
	{ "LegalEntity",  "entity" },
	{ "Organization", "entity" },
	{ "Person",       "person" },
	{ "PublicBody",   "entity" },
	{ "Vessel",       "vessel" },
};

/* Two properties that name the sides, and what each says of the other. */
static const struct link {
	const char *schema;
	const char *from, *to;
	const char *from_says, *to_says;
} links[] = {
	{ "Associate", "person", "associate", "associate", "associate" },
	{ "Directorship", "director", "organization", "director of",
	  "director" },
	{ "Employment", "employee", "employer", "employee of", "employee" },
	{ "Family", "person", "relative", "relative", "relative" },
	{ "Membership", "member", "organization", "member of", "member" },
	{ "Ownership", "owner", "asset", "owner of", "owned by" },
	{ "Representation", "agent", "client", "agent of", "agent" },
	{ "Succession", "predecessor", "successor", "succeeded by",
	  "successor of" },
	{ "UnknownLink", "subject", "object", "link", "link" },
};

static const struct roster_is opensanctions = { .list = "opensanctions" };

int os_open(struct roster *r, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e)
{
	return roster_open(r, in, &opensanctions, emit, ctx, e);
}

const char *os_kind(struct slice schema)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (slice_is(schema, kinds[i].schema))
			return kinds[i].kind;
	return NULL;
}

static const struct link *find_link(struct slice schema)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (slice_is(schema, links[i].schema))
			return &links[i];
	return NULL;
}

static bool is(const char *name, const char *want)
{
	return name[0] == want[0] && strcmp(name, want) == 0;
}

static void take(struct thing *t, const struct jnode *m)
{
	const char *name = jtree_name(m).p;

	if (is(name, "properties"))
		t->props = m;
	else if (is(name, "id"))
		t->id = jtree_text(m);
	else if (is(name, "caption"))
		t->caption = jtree_text(m);
	else if (is(name, "schema"))
		t->schema = jtree_text(m);
	else if (is(name, "referents"))
		t->referents = m;
	else if (is(name, "datasets"))
		t->datasets = m;
	else if (is(name, "first_seen"))
		t->first_seen = jtree_text(m);
	else if (is(name, "last_seen"))
		t->last_seen = jtree_text(m);
	else if (is(name, "last_change"))
		t->last_change = jtree_text(m);
	else if (is(name, "target"))
		t->target = jtree_true(m);
}

static int take_all(struct thing *t, const struct jnode *entity,
		    struct err *e)
{
	const struct jnode *m;

	*t = (struct thing){0};
	/* What an array holds has no names. */
	m = jtree_is_object(entity) ? jtree_first(entity) : NULL;
	for (; m; m = jtree_next(m))
		take(t, m);
	if (!os_good_id(t->id))
		return err_set(e, ERR_FORMAT, "an entity without an id, or with"
			       " a blank in it");
	if (t->schema.n == 0 || !jtree_is_object(t->props))
		return err_set(e, ERR_FORMAT, "%.*s: no schema or properties",
			       SLICE_ARG(t->id));
	return 0;
}

/* A record that is not the party's own, but about it. */
static int begin_about(struct roster *r, struct slice key,
		       struct slice party, struct err *e)
{
	build_begin(&r->b, KIND_designation, key);
	build_subject(&r->b, party);
	return os_good_id(party) ? 0 :
		err_set(e, ERR_FORMAT, "%.*s: about whom? No id, or a blank in"
			" it", SLICE_ARG(key));
}

static int emit_about(struct roster *r, struct err *e)
{
	return build_emit(&r->b, r->emit, r->ctx, e);
}

/* The name of a programme stands in for its key where there is none. */
static void claim_program(struct roster *r, const struct jnode *props)
{
	const struct jnode *v = jtree_first(jtree_member(props, "program"));
	bool keyed = jtree_first(jtree_member(props, "programId")) != NULL;

	for (; v; v = jtree_next(v))
		roster_claim(r, keyed ? PROP_remarks : PROP_programme,
			     jtree_text(v), keyed ? "programme" : NULL);
}

static void claim_each(struct roster *r, enum property prop,
		       const struct jnode *list, const char *qualifier)
{
	const struct jnode *v;

	for (v = jtree_first(list); v; v = jtree_next(v))
		roster_claim(r, prop, jtree_text(v), qualifier);
}

static bool is_listed(const struct thing *t)
{
	const struct jnode *v = jtree_first(jtree_member(t->props, "topics"));
	bool office = v != NULL;

	for (; v; v = jtree_next(v)) {
		if (slice_is(jtree_text(v), "sanction"))
			return true;
		office &= slice_starts(jtree_text(v), "role.");
	}
	return t->target && !office;
}

static int put_party(struct roster *r, const struct thing *t, struct err *e)
{
	roster_begin(r, t->id, os_kind(t->schema));
	roster_name(r, t->caption, NULL, SLICE_NONE);
	if (os_values(r, t->props, OS_PARTY, e) < 0)
		return -1;
	claim_program(r, t->props);
	claim_each(r, PROP_identifier, t->referents, "referent");
	claim_each(r, PROP_remarks, t->datasets, "dataset");
	roster_claim(r, PROP_remarks, os_day(t->first_seen),
		     "first seen by OpenSanctions");
	if (roster_date(r, PROP_updated_on, os_day(t->last_change),
			DATE_ORDER_UNKNOWN, e) < 0)
		return -1;
	return roster_emit(r, e);
}

/* Where the end is to come, it is a term. */
static int claim_end(struct roster *r, const struct thing *t, struct err *e)
{
	struct slice end = os_latest(t->props, "endDate");
	bool past = slice_cmp(end, os_day(t->last_seen)) <= 0 ||
		    t->last_seen.n == 0;

	return roster_date(r, past ? PROP_gone_on : PROP_expires, end,
			   DATE_ORDER_UNKNOWN, e);
}

static int put_sanction(struct roster *r, const struct thing *t,
			struct err *e)
{
	struct slice party = os_first(t->props, "entity");
	struct slice listed = os_earliest(t->props, "listingDate");

	if (listed.n == 0)
		listed = os_earliest(t->props, "startDate");
	if (begin_about(r, t->id, party, e) < 0 ||
	    os_values(r, t->props, OS_SANCTION, e) < 0)
		return -1;
	claim_program(r, t->props);
	if (roster_date(r, PROP_listed_on, listed, DATE_ORDER_UNKNOWN, e) < 0 ||
	    claim_end(r, t, e) < 0)
		return -1;
	return emit_about(r, e);
}

/* "Passport, BY". */
static int put_paper(struct roster *r, const struct thing *t,
		     struct slice holder, struct err *e)
{
	const struct jnode *v = jtree_first(jtree_member(t->props, "number"));
	struct slice type = os_first(t->props, "type");
	struct slice country = os_first(t->props, "country");
	struct str what = STR_INIT(WORDS_BYTES);

	if (begin_about(r, t->id, holder, e) < 0)
		return -1;
	str_add(&what, type.n ? type : t->schema);
	if (country.n)
		str_addz(&what, ", ");
	for (size_t i = 0; i < country.n; i++)
		str_addc(&what, country.p[i] >= 'a' && country.p[i] <= 'z' ?
				(char)(country.p[i] - 'a' + 'A') :
				country.p[i]);
	for (; v; v = jtree_next(v))
		os_identifier(r, jtree_text(v), str_cstr(&what));
	claim_each(r, PROP_identifier, jtree_member(t->props, "publicKey"),
		   "Wallet");
	str_free(&what);
	return emit_about(r, e);
}

/* "owned by, 60 %, until 2021-05-01" */
static void link_words(struct str *out, const char *says,
		       const struct jnode *props)
{
	static const struct {
		const char *prop, *lead, *tail;
	} more[] = {
		{ "relationship", "",       "" },
		{ "role",         "",       "" },
		{ "percentage",   "",       " %" },
		{ "endDate",      "until ", "" },
	};

	str_clear(out);
	str_addz(out, says);
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		struct slice s = os_first(props, more[i].prop);

		if (s.n == 0)
			continue;
		str_addz(out, ", ");
		str_addz(out, more[i].lead);
		str_add(out, s);
		if (!slice_ends(s, "%"))
			str_addz(out, more[i].tail);
	}
}

static int put_side(struct roster *r, struct slice key, struct slice self,
		    const struct jnode *others, const char *words,
		    struct err *e)
{
	if (begin_about(r, key, self, e) < 0)
		return -1;
	claim_each(r, PROP_linked_to, others, words);
	return emit_about(r, e);
}

static void other_key(struct str *out, struct slice id)
{
	str_add(out, id);
	str_addz(out, "/from");
}

static int put_link(struct roster *r, const struct thing *t,
		    const struct link *l, struct err *e)
{
	const struct jnode *from = jtree_member(t->props, l->from);
	const struct jnode *to = jtree_member(t->props, l->to);
	struct slice a = jtree_text(jtree_first(from));
	struct slice b = jtree_text(jtree_first(to));
	struct str key = STR_INIT(ID_BYTES), words = STR_INIT(WORDS_BYTES);
	int rc = -1;

	if (a.n == 0 || b.n == 0)
		return 0;
	other_key(&key, t->id);
	link_words(&words, l->to_says, t->props);
	if (str_ok(&key, "an id", e) < 0 ||
	    str_ok(&words, "a link", e) < 0 ||
	    put_side(r, t->id, b, from, str_cstr(&words), e) < 0)
		goto out;
	link_words(&words, l->from_says, t->props);
	if (str_ok(&words, "a link", e) == 0)
		rc = put_side(r, str_slice(&key), a, to, str_cstr(&words), e);
out:
	str_free(&key);
	str_free(&words);
	return rc;
}

static int put_thing(struct roster *r, const struct thing *t, bool change,
		     struct err *e)
{
	if (is_listed(t))
		return put_party(r, t, e);
	return change ? os_gone(r, t->id, e) : 0;
}

int os_entity(struct roster *r, const struct jnode *entity, bool change,
	      struct err *e)
{
	const struct link *link;
	struct slice holder;
	struct thing t;

	if (take_all(&t, entity, e) < 0)
		return -1;
	if (slice_is(t.schema, "Sanction"))
		return put_sanction(r, &t, e);
	if (os_kind(t.schema))
		return put_thing(r, &t, change, e);
	link = find_link(t.schema);
	if (link)
		return put_link(r, &t, link, e);
	holder = os_first(t.props, "holder");
	if (holder.n)
		return put_paper(r, &t, holder, e);
	return put_thing(r, &t, change, e);
}

int os_gone(struct roster *r, struct slice id, struct err *e)
{
	struct str key = STR_INIT(ID_BYTES);
	int rc = -1;

	other_key(&key, id);
	if (str_ok(&key, "an id", e) < 0)
		goto out;
	build_begin(&r->b, KIND_designation, id);
	build_op(&r->b, RECORD_GONE);
	if (build_emit(&r->b, r->emit, r->ctx, e) < 0)
		goto out;
	build_begin(&r->b, KIND_designation, str_slice(&key));
	build_op(&r->b, RECORD_GONE);
	rc = build_emit(&r->b, r->emit, r->ctx, e);
out:
	str_free(&key);
	return rc;
}

static int put_lines(struct roster *r, struct jsonl *l, os_put_fn *put,
		     const char *none, struct err *e)
{
	const struct jnode *object;
	int rc;

	while ((rc = jsonl_next(l, &object, e)) > 0) {
		none = NULL;
		if (put(r, object, e) < 0)
			return jsonl_in(l, e);
	}
	return rc == 0 && none ? err_set(e, ERR_FORMAT, "%s", none) : rc;
}

int os_lines(struct input *in, os_put_fn *put, const char *none,
	     record_fn *emit, void *ctx, struct err *e)
{
	struct jsonl *l = NULL;
	struct roster r;
	int rc = -1;

	if (os_open(&r, in, emit, ctx, e) < 0)
		return -1;
	if (jsonl_open(&l, &in->part[0], e) == 0)
		rc = put_lines(&r, l, put, none, e);
	jsonl_close(&l);
	roster_close(&r);
	return rc < 0 ? reader_in(&in->part[0], e) : 0;
}
