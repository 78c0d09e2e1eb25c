#include "storekit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "names/fold.h"
#include "names/one_party.h"

static int64_t kit_now(void *ctx)
{
	return ((struct kit *)ctx)->now;
}

static struct slice number(int64_t n, struct arena *mem)
{
	return arena_fmt(mem, "%lld", (long long)n);
}

enum { NAME, OTHERS, PROGRAMME, LIST, LISTED, COUNT, STATE, GONE_ON, ROLE,
       ROLE_TEXT, UNVERIFIED };

static int fill_party(const struct facts *f, struct slice *cell,
		      struct arena *mem)
{
	static const char *const states[] = { "listed", "removal_pending",
					      "delisted" };
	const struct fact *name = facts_best(f, PROP_name);

	if (f->rekeyed_to.n)
		return 0;
	cell[NAME] = facts_value(f, PROP_name);
	cell[OTHERS] = facts_list(f, PROP_other_name, mem);
	cell[PROGRAMME] = facts_list(f, PROP_programme, mem);
	cell[LIST] = facts_value(f, PROP_list);
	cell[LISTED] = facts_value(f, PROP_listed_on);
	cell[COUNT] = facts_value(f, PROP_count);
	cell[STATE] = slice_of(states[f->presence]);
	cell[GONE_ON] = f->gone_on;
	cell[ROLE] = facts_list(f, PROP_role, mem);
	cell[ROLE_TEXT] = facts_value(f, PROP_role_text);
	cell[UNVERIFIED] = name && name->claim.unverified ? SLICE("true") :
							    SLICE("false");
	return cell[NAME].n > 0;
}

static const struct column party_columns[] = {
	[NAME] = { .name = "name", .type = CELL_TEXT, .also = "others" },
	[OTHERS] = { .name = "others", .type = CELL_TEXT, .list = true },
	[PROGRAMME] = { .name = "programme", .type = CELL_WORD, .list = true },
	[LIST] = { .name = "list", .type = CELL_WORD },
	[LISTED] = { .name = "listed_on", .alias = "listed",
		     .type = CELL_DATE },
	[COUNT] = { .name = "count", .type = CELL_NUMBER },
	[STATE] = { .name = "state", .type = CELL_WORD },
	[GONE_ON] = { .name = "gone_on", .type = CELL_DATE },
	[ROLE] = { .name = "role", .type = CELL_WORD, .list = true,
		   .also = "role_text" },
	[ROLE_TEXT] = { .name = "role_text", .type = CELL_TEXT },
	[UNVERIFIED] = { .name = "unverified", .type = CELL_FLAG },
};

const struct shape kit_parties = {
	.name = "parties", .kind = KIND_designation,
	.columns = party_columns,
	.n = sizeof(party_columns) / sizeof(party_columns[0]),
	.sort = "-listed_on,name", .fill = fill_party,
	.name_column = "name", .called = "name", .stands = "state", .watched = true,
};

static int fill_person(const struct facts *f, struct slice *cell,
		       struct arena *mem)
{
	(void)mem;
	cell[0] = facts_value(f, PROP_name);
	cell[1] = facts_value(f, PROP_custody);
	return cell[0].n > 0;
}

static const struct column person_columns[] = {
	{ .name = "name", .type = CELL_TEXT },
	{ .name = "custody", .type = CELL_WORD },
};

const struct shape kit_people = {
	.name = "people", .kind = KIND_person, .columns = person_columns,
	.n = 2, .sort = "name", .fill = fill_person,
	.name_column = "name", .called = "name", .stands = "custody", .watched = true,
};

static int fill_event(const struct facts *f, struct slice *cell,
		      struct arena *mem)
{
	cell[0] = facts_value(f, PROP_date);
	cell[1] = number(f->look.count(f->look.ctx, PROP_event, f->subject),
			 mem);
	return 1;
}

static const struct column event_columns[] = {
	{ .name = "date", .type = CELL_DATE },
	{ .name = "members", .type = CELL_NUMBER },
};

const struct shape kit_events = {
	.name = "events", .kind = KIND_event, .columns = event_columns,
	.n = 2, .sort = "-date", .fill = fill_event,
};

static int fill_news(const struct facts *f, struct slice *cell,
		     struct arena *mem)
{
	struct slice url = facts_value(f, PROP_url);

	cell[0] = facts_value(f, PROP_title);
	cell[1] = number(f->look.count(f->look.ctx, PROP_url, url), mem);
	cell[2] = number(f->look.citing(f->look.ctx), mem);
	return 1;
}

static const struct column news_columns[] = {
	{ .name = "title", .type = CELL_TEXT },
	{ .name = "copies", .type = CELL_NUMBER },
	{ .name = "claims", .type = CELL_NUMBER },
};

const struct shape kit_news = {
	.name = "news", .kind = KIND_news, .columns = news_columns, .n = 3,
	.sort = "title", .fill = fill_news,
};

static void fill_line(const struct change *c, struct slice *cell,
		      struct arena *mem)
{
#define OP_WORD(name, word) word,
	static const char *const words[] = { CHANGE_OPS(OP_WORD) };
#undef OP_WORD

	cell[0] = arena_fmt(mem, "%.*s..%.*s %s %.*s %.*s:%.*s>%.*s%s",
			    SLICE_ARG(c->last_seen), SLICE_ARG(c->at),
			    words[c->op], SLICE_ARG(c->facts.subject),
			    SLICE_ARG(c->property), SLICE_ARG(c->before),
			    SLICE_ARG(c->after), c->confirmed ? "" : "?");
	cell[1] = c->at;
}

static const struct column change_columns[] = {
	{ .name = "line", .type = CELL_TEXT },
	{ .name = "at", .type = CELL_DATE },
};

const struct shape kit_changes = {
	.name = "changes", .rows = ROWS_CHANGES, .columns = change_columns,
	.n = 2, .sort = "at,line", .fill_change = fill_line,
	.called = "line", .again = "line",
};

const struct shape *const kit_shapes[] = {
	&kit_parties, &kit_people, &kit_events, &kit_news, &kit_changes, NULL,
};

struct store_options kit_options(struct kit *k)
{
	return (struct store_options){
		.parties = k->parties,
		.file = k->file, .shapes = kit_shapes, .fold = k->parties ? fold_name : text_key,
		.fold_prefix = k->parties ? fold_prefix : NULL,
		.clock = { kit_now, k },
	};
}

void kit_open(struct kit *k)
{
	struct store_options o = kit_options(k);
	struct err e = {0};

	if (store_open(&k->s, &o, &e) < 0)
		fail_msg("open: %s", e.msg);
}

void kit_start(struct kit *k)
{
	*k = (struct kit){ .now = 1764000000 };	/* 2025-11-24 */
	strcpy(k->dir, "/tmp/thaw-store-XXXXXX");
	assert_non_null(mkdtemp(k->dir));
	snprintf(k->file, sizeof(k->file), "%s/s/thaw.db", k->dir);
	kit_open(k);
}

void kit_stop(struct kit *k)
{
	char cmd[128];

	store_close(&k->s);
	snprintf(cmd, sizeof(cmd), "rm -rf %s", k->dir);
	assert_int_equal(system(cmd), 0);
}

static struct slice with_blanks(struct builder *b, struct slice v)
{
	struct str s = STR_INIT(1 << 20);
	struct slice out;

	for (size_t n = 0; n < v.n; n++)
		str_addc(&s, v.p[n] == '_' ? ' ' : v.p[n]);
	out = build_copy(b, str_slice(&s));
	str_free(&s);
	return out;
}

static void put_word(struct builder *b, struct slice w)
{
	struct slice name, date;
	enum property prop;
	struct claim *c;

	assert_true(slice_cut(&w, '=', &name));
	if (slice_is(name, "subject")) {
		build_subject(b, w);
		return;
	}
	if (slice_is(name, "doc")) {
		build_doc(b, w);
		return;
	}
	date = name;
	slice_cut(&date, '@', &name);
	assert_true(property_find(name, &prop));
	c = build_claim(b, prop, with_blanks(b, w));
	assert_non_null(c);
	if (date.p && slice_starts(date, "~"))
		c->qualifier = with_blanks(b, slice_make(date.p + 1,
							 date.n - 1));
	else if (date.p && slice_is(date, "unverified"))
		c->unverified = true;
	else if (date.p && slice_is(date, "taken"))
		c->taken = true;
	else if (date.p)
		c->as_of = build_copy(b, date);
}

static int emit(void *ctx, const struct record *rec, struct err *e)
{
	return store_put(ctx, rec, e);
}

static enum kind kind_of(struct slice *rest, enum kind kind)
{
	static const struct { const char *front; enum kind kind; } fronts[] = {
		{ "news:", KIND_news }, { "event:", KIND_event },
		{ "person:", KIND_person }, { "measure:", KIND_measure },
	};

	for (size_t i = 0; i < 4; i++)
		if (slice_starts(*rest, fronts[i].front)) {
			size_t n = strlen(fronts[i].front);

			*rest = slice_make(rest->p + n, rest->n - n);
			return fronts[i].kind;
		}
	return kind;
}

static enum record_op op_of(struct slice *rest)
{
	if (slice_starts(*rest, "patch:")) {
		*rest = slice_make(rest->p + 6, rest->n - 6);
		return RECORD_PATCH;
	}
	if (slice_starts(*rest, "gone:")) {
		*rest = slice_make(rest->p + 5, rest->n - 5);
		return RECORD_GONE;
	}
	return RECORD_WHOLE;
}

int kit_puts(struct store_tx *tx, enum kind kind, const char *text,
	     struct err *e)
{
	struct slice rest = slice_of(text), one, w;
	struct builder b;
	int rc = 0;

	assert_int_equal(build_open(&b, e), 0);
	while (rc == 0 && slice_cut(&rest, ';', &one)) {
		enum record_op op;
		enum kind k;

		one = slice_trim(one);
		if (one.n == 0)
			continue;
		op = op_of(&one);
		k = kind_of(&one, kind);
		slice_cut(&one, ' ', &w);
		build_begin(&b, k, w);
		build_op(&b, op);
		while (slice_cut(&one, ' ', &w))
			put_word(&b, w);
		rc = build_emit(&b, emit, tx, e);
	}
	build_close(&b);
	return rc;
}

static int begin(struct kit *k, const char *source, const char *evidence,
		 bool complete, struct store_tx **tx, struct err *e)
{
	struct store_fetch f = { .source = &k->source, .complete = complete,
				 .evidence = slice_of(evidence) };

	k->source = (struct source){ .key = slice_of(source) };
	return store_begin(tx, k->s, &f, e);
}

struct store_tx *kit_begin(struct kit *k, const char *source,
			   const char *evidence, bool complete)
{
	struct store_tx *tx;
	struct err e = {0};

	if (begin(k, source, evidence, complete, &tx, &e) < 0)
		fail_msg("begin: %s", e.msg);
	return tx;
}

int kit_import(struct kit *k, const char *source, const char *evidence,
	       bool complete, enum kind kind, const char *text,
	       struct store_result *out, struct err *e)
{
	struct store_result ignored;
	struct store_tx *tx;

	if (begin(k, source, evidence, complete, &tx, e) < 0)
		return -1;
	if (kit_puts(tx, kind, text, e) < 0) {
		store_reject(&tx, e->msg);
		return -1;
	}
	return store_accept(&tx, false, out ? out : &ignored, e);
}

void kit_list_version(struct kit *k, const char *evidence, const char *text,
		      struct store_result *out)
{
	struct err e = {0};

	if (kit_import(k, "l", evidence, true, KIND_designation, text, out,
		       &e) < 0)
		fail_msg("%s: %s", evidence, e.msg);
}

struct joining {
	struct str *out;
	int column;
	bool some;
};

static int join(void *ctx, const struct shape *shape, const struct row *r,
		struct err *e)
{
	struct joining *j = ctx;
	struct slice cell = r->cell[j->column];

	(void)shape;
	(void)e;
	if (j->some)
		str_addc(j->out, ',');
	j->some = true;
	if (!cell.p)
		str_addc(j->out, '-');
	for (size_t i = 0; i < cell.n; i++)
		str_addc(j->out, cell.p[i] == LIST_SEP ? '|' : cell.p[i]);
	return 0;
}

void kit_cells(struct kit *k, const struct shape *shape, const char *query,
	       const char *column, struct str *out)
{
	struct query *q = calloc(1, sizeof(*q));
	struct window *w = NULL;
	struct joining j = { .out = out,
			     .column = shape_find(shape, slice_of(column)) };
	struct err e = {0};

	assert_non_null(q);
	assert_true(j.column >= 0);
	if (query_parse(q, slice_of(query), &e) < 0 ||
	    query_defaults(q, shape, &e) < 0 ||
	    query_check(q, shape, &e) < 0 ||
	    window_open(&w, k->s, shape, q, &e) < 0 ||
	    window_fetch(w, 0, 1000, join, &j, &e) < 0)
		fail_msg("%s: %s", query, e.msg);
	window_close(&w);
	query_free(q);
	free(q);
}

void kit_expect(struct kit *k, const struct shape *shape, const char *query,
		const char *column, const char *want)
{
	struct str out = STR_INIT(1 << 20);

	kit_cells(k, shape, query, column, &out);
	if (strcmp(str_cstr(&out), want) != 0)
		fail_msg("%s, %s: \"%s\", wanted \"%s\"", query, column,
			 str_cstr(&out), want);
	str_free(&out);
}

void kit_facts(struct kit *k, enum kind kind, const char *source,
	       const char *subject, const char *as_of, struct str *out)
{
	struct arena mem = ARENA_INIT(64 << 20);
	struct facts f;
	struct err e = {0};
	char id[ID_TEXT];
	int rc;

	record_id(kind, slice_of(source), slice_of(subject), id);
	rc = store_subject(k->s, slice_of(id), slice_of(as_of), &mem, &f, &e);
	if (rc < 0)
		fail_msg("%s: %s", subject, e.msg);
	str_addf(out, "%s:", subject);
	if (rc > 0)
		str_addf(out, "%d/%.*s", (int)f.presence,
			 SLICE_ARG(f.gone_on));
	for (size_t i = 0; rc > 0 && i < f.n; i++)
		str_addf(out, " %s=%.*s[%.*s..%.*s]",
			 properties[f.fact[i].claim.prop].name,
			 SLICE_ARG(f.fact[i].claim.value),
			 SLICE_ARG(f.fact[i].since),
			 SLICE_ARG(f.fact[i].until));
	str_addc(out, '\n');
	arena_free(&mem);
}

int kit_set_up(void **state)
{
	struct kit *k = calloc(1, sizeof(*k));

	assert_non_null(k);
	kit_start(k);
	*state = k;
	return 0;
}

int kit_party_set_up(void **state)
{
	struct kit *k;

	kit_set_up(state);
	k = *state;
	store_close(&k->s);
	k->parties = &one_party;
	kit_open(k);
	return 0;
}

int kit_tear_down(void **state)
{
	kit_stop(*state);
	free(*state);
	return 0;
}

void kit_listed(struct kit *k, const char *source, const char *evidence,
		const char *text)
{
	struct err e = {0};

	if (kit_import(k, source, evidence, true, KIND_designation, text, NULL,
		       &e) < 0)
		fail_msg("%s: %s", source, e.msg);
}

struct slice kit_listing(const char *listing, char id[ID_TEXT])
{
	struct slice key = slice_of(listing), source;

	slice_cut(&key, '/', &source);
	record_id(KIND_designation, source, key, id);
	return slice_of(id);
}
