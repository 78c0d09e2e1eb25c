/* Every statement that the screen runs, as the store really runs it: the data of
 * the screen is driven through all it is asked for, in every pane, and the plan of
 * each statement seen must neither go through a table nor sort, but for those told
 * here with their reasons. With and without statistics, since these change what
 * SQLite chooses. A plan that is wrong costs nothing here and fifteen seconds in a
 * large store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "check/checks.h"
#include "names/fold.h"
#include "names/one_party.h"
#include "storekit.h"
#include "store/inside.h"
#include "ui/data_store.h"
#include "ui/pane.h"
#include "view/view.h"

enum { MANY = 3000, STATEMENTS = 2048, TEXT_BYTES = 8 << 20 };

/* --- what may be gone through, and why --- */

/* A line of a plan that begins so, in a statement that has the one text in it and
 * not the other (NULL: whatever it has). */
static const struct {
	const char *text, *unless, *line, *why;
} excuses[] = {
#define VIEW "SELECT t.row_key FROM main.shown_"
	{ "SELECT count(*) FROM main.shown_", " WHERE ", "SCAN shown_",
	  "all rows by the pages of the least index, once a commit" },
	{ "SELECT count(*) FROM main.shown_", NULL,
	  "SCAN t USING COVERING INDEX shown_",
	  "by words and flags, once a commit" },
	{ " OFFSET ", NULL, "SCAN t USING COVERING INDEX shown_",
	  "in the view's own order, as far as rows are shown" },
	{ VIEW, " OFFSET ", "SCAN t",
	  "a filter or an order of the user asks every row" },
	{ VIEW, " OFFSET ", "USE TEMP B-TREE FOR ",
	  "an order that no index has, of rows that match" },
	{ VIEW, " OFFSET ", "SCAN main.shown_",
	  "words are looked for in every text" },
	{ " FROM main.shown_", VIEW, "SCAN t",
	  "a menu of values counts each row of the filter" },
	{ "FROM temp.facet", NULL, "SCAN temp.facet", "those values" },
	{ "FROM temp.facet", NULL, "USE TEMP B-TREE FOR ORDER BY",
	  "likewise" },
	{ "words.said", NULL, "SCAN words.said VIRTUAL TABLE INDEX 0:M",
	  "the index of words looks it up" },
	{ "FROM main.fetch f NOT INDEXED", NULL, "SCAN f",
	  "from the last one back, until one has changed anything" },
	/* What begins at one row or subject: of itself, of its party, of what it
	 * may be the same as. Each of these names a list just made of such. */
	{ "?1", VIEW, "SCAN g", "those who stand in the row" },
	{ "?1", VIEW, "SCAN k", "those who may be the same" },
	{ "?1", VIEW, "SCAN x", "of one subject" },
	{ "?1", VIEW, "SCAN m", "members of its party" },
	{ "?1", VIEW, "SCAN one", "numbers that one entry had" },
	{ "?1", VIEW, "SCAN (subquery", "of one subject" },
	{ "?1", VIEW, "USE TEMP B-TREE FOR ORDER BY", "of one subject" },
	{ "?1", VIEW, "USE TEMP B-TREE FOR GROUP BY", "of one document" },
	{ "conflict_of o", NULL, "SCAN x", "the parties of one conflict" },
	{ "own.dispute d", NULL, "USE TEMP B-TREE FOR ORDER BY",
	  "what the user has said of one conflict" },
	{ "words.upto", NULL, "SCAN u", "one row" },
	{ "own.hit", NULL, "SCAN h", "hits, of which there is a ceiling" },
	{ "own.tie", NULL, "SCAN own.tie", "what the user has said himself" },
	{ "own.tie", NULL, "SCAN t USING INDEX tie_b", "likewise" },
#undef VIEW
};

static bool used[sizeof(excuses) / sizeof(excuses[0])];

/* --- statements as they run --- */

struct seen {
	char *text[STATEMENTS];
	size_t n;
};

static int note(unsigned what, void *ctx, void *st, void *text)
{
	struct seen *s = ctx;
	const char *sql = sqlite3_sql(st);

	(void)text;
	if (what != SQLITE_TRACE_STMT || !sql)
		return 0;
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->text[i], sql) == 0)
			return 0;
	if (s->n < STATEMENTS)
		s->text[s->n++] = strdup(sql);
	return 0;
}

/* --- a store with something of everything --- */

static int64_t frozen(void *ctx)
{
	return ((struct kit *)ctx)->now;
}

static void open_real(struct kit *k)
{
	struct store_options o = {
		.file = k->file, .shapes = views, .fold = fold_name,
		.spelling = fold_rules(), .fold_prefix = fold_prefix,
		.clock = { frozen, k }, .parties = &one_party,
		.checks = &check_rules,
	};
	struct err e = { 0 };

	if (store_open(&k->s, &o, &e) < 0 || store_lean(k->s, &e) < 0)
		fail_msg("open: %s", e.msg);
}

static const struct {
	const char *source;
	enum kind kind;
	const char *says;	/* "%d" is the number of the record */
} kinds[] = {
	{ "list-a", KIND_designation, "a%d name=Ales_Nobody_%d programme=BLR"
	  " listed_on=2024-01-%02d country=by" },
	{ "list-b", KIND_designation, "b%d name=Ales_Nobody_%d programme=BLR"
	  " listed_on=2024-02-%02d" },
	{ "ngo", KIND_person, "p%d name=Maria_Someone_%d role=journalist"
	  " released_on=2025-03-%02d" },
	{ "press", KIND_person, "q%d name=Maria_Someone_%d role=activist"
	  " released_on=2025-04-%02d" },
	{ "news", KIND_news, "n%d title=Story_number_%d published=2025-05-%02d"
	  " url=https://example.org/n" },
	{ "acts", KIND_event, "e%d count=%d date=2025-06-%02d" },
	{ "asks", KIND_recommendation, "r%d action=Free_prisoner_%d"
	  " date=2025-07-%02d" },
	{ "steps", KIND_measure, "measure/US/x%d measure=asset_freeze"
	  " target=Company_%d state=imposed date=2025-08-%02d" },
	{ "maps", KIND_brief, "m%d aspect=release details=What_%d"
	  " date=2025-09-%02d" },
};

static void fill(struct kit *k, const char *evidence, int many)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct err e = { 0 };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		str_clear(&text);
		for (int n = 0; n < many; n++) {
			str_addf(&text, kinds[i].says, n, n, 1 + n % 28);
			str_addz(&text, "; ");
		}
		if (kit_import(k, kinds[i].source, evidence, true,
			       kinds[i].kind, str_cstr(&text), NULL, &e) < 0)
			fail_msg("%s: %s", kinds[i].source, e.msg);
	}
	str_free(&text);
}

/* --- what the screen asks for --- */

struct asking {
	struct data_store ds;
	struct data data;
	struct arena mem;
	char id[ID_TEXT + 64];	/* of a row just seen */
};

static int keep_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct asking *a = ctx;

	(void)shape;
	(void)e;
	snprintf(a->id, sizeof(a->id), "%.*s", SLICE_ARG(r->cell[0]));
	return 0;
}

static int pass_value(void *ctx, struct slice value, int64_t rows,
		      struct err *e)
{
	(void)e;
	*(int64_t *)ctx += value.n ? rows : 0;
	return 0;
}

static void look_at_row(struct asking *a, const struct pane *pane)
{
	const struct data_ops *ops = a->data.ops;
	struct store_conflict conflict;
	struct own_mark mark;
	struct facts facts;
	struct err e = { 0 };

	if (!a->id[0])
		return;
	arena_clear(&a->mem);
	if (!pane->unmarked)
		assert_int_equal(ops->marks(a->data.ctx, slice_of(a->id),
					    &a->mem, &mark, &e), 0);
	if (ops->subject(a->data.ctx, slice_of(a->id), &a->mem, &facts,
			 &e) < 0 ||
	    ops->conflict(a->data.ctx, slice_of(a->id), &a->mem, &conflict,
			  &e) < 0)
		err_clear(&e);
}

/* Both ends and the middle, as the arrows, End and a cursor that stays do. */
static void ask_rows(struct asking *a, const struct pane *pane,
		     const char *filter, const char *sort)
{
	const struct data_ops *ops = a->data.ops;
	const struct shape *shape = ops->shape(a->data.ctx, pane->view);
	struct query *q = calloc(1, sizeof(*q));
	struct rows rows = { 0 };
	struct err e = { 0 };
	int64_t count, at;

	assert_non_null(q);
	a->id[0] = '\0';
	if (query_parse(q, slice_of(filter), &e) < 0 ||
	    (sort && query_sort(q, slice_of(sort), &e) < 0) ||
	    query_defaults(q, shape, &e) < 0 || query_check(q, shape, &e) < 0)
		goto out;	/* the view has no such column */
	if (ops->open(a->data.ctx, shape, q, &rows, &e) < 0)
		fail_msg("%s %s: %s", pane->name, filter, e.msg);
	count = rows.ops->count(rows.ctx);
	for (at = 0; at < count; at += count / 2 + 1)
		assert_int_equal(rows.ops->fetch(rows.ctx, at, 20, keep_id, a,
						 &e), 0);
	at = count > 20 ? count - 20 : 0;
	assert_int_equal(rows.ops->fetch(rows.ctx, at, 20, keep_id, a, &e), 0);
	look_at_row(a, pane);
	if (a->id[0])
		rows.ops->find(rows.ctx, slice_of(a->id), &e);
	rows_close(&rows);
out:
	query_free(q);
	free(q);
}

static void ask_facets(struct asking *a, const struct pane *pane)
{
	const struct data_ops *ops = a->data.ops;
	const struct shape *shape = ops->shape(a->data.ctx, pane->view);

	for (size_t i = 1; i < shape_width(shape); i++) {
		struct query q = { 0 };
		struct err e = { 0 };
		int64_t all = 0;

		if (shape_column(shape, i)->type != CELL_WORD)
			continue;
		if (query_defaults(&q, shape, &e) < 0 ||
		    ops->facet(a->data.ctx, shape, (int)i, &q, pass_value,
			       &all, &e) < 0)
			fail_msg("%s: %s", pane->name, e.msg);
		query_free(&q);
	}
}

static void ask_pane(struct asking *a, const struct pane *pane)
{
	static const char *const filters[] = {
		"", "is:new", "is:starred", "is:disputed", "number",
		"programme:BLR", "state:listed", "ales",
	};

	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		ask_rows(a, pane, filters[i], NULL);
	for (size_t i = 0; i < PANE_COLUMNS && pane->column[i].name; i++)
		if (strcmp(pane->column[i].name, PANE_MARKS) != 0)
			ask_rows(a, pane, "", pane->column[i].name);
	ask_facets(a, pane);
}

static void ask_all(struct kit *k)
{
	static struct source list[] = {
		{ .key = { "news", 4 }, .url = { { "https://x.example/", 18 } },
		  .n_urls = 1, .enabled = true, .period_s = 900 },
	};
	struct sources sources = { .list = list, .n = 1 };
	struct asking a = {
		.ds = { .store = k->s, .sources = &sources,
			.clock = { frozen, k }, .store_file = k->file,
			.who = SLICE("test") },
		.mem = ARENA_INIT(64 << 20),
	};
	struct err e = { 0 };

	a.data = data_store(&a.ds);
	for (size_t i = 0; i < PANE_COUNT; i++)
		ask_pane(&a, panes[i]);
	a.data.ops->changed(a.data.ctx);
	a.data.ops->refreshed_at(a.data.ctx);
	a.data.ops->due_at(a.data.ctx);
	ask_rows(&a, panes[PANE_news], "", NULL);
	assert_true(a.id[0] != '\0');
	assert_int_equal(a.data.ops->mark(a.data.ctx, &(struct slice){ a.id,
			 strlen(a.id) }, 1, SLICE("read"), &e), 0);
	data_store_close(&a.ds);
	arena_free(&a.mem);
}

/* --- their plans --- */

/* Tables in which there is never much. */
static bool is_small(const char *line)
{
	static const char *const small[] = {
		"SCAN source", "SCAN o", "SCAN CONSTANT ROW", "SCAN meta",
		"SCAN property", "SCAN sqlite_schema",
	};

	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		size_t n = strlen(small[i]);

		if (strncmp(line, small[i], n) == 0 &&
		    (line[n] == '\0' || line[n] == ' '))
			return true;
	}
	return false;
}

static bool excused(const char *text, const char *line)
{
	for (size_t i = 0; i < sizeof(excuses) / sizeof(excuses[0]); i++) {
		if (!strstr(text, excuses[i].text) ||
		    (excuses[i].unless && strstr(text, excuses[i].unless)) ||
		    strncmp(line, excuses[i].line,
			    strlen(excuses[i].line)) != 0)
			continue;
		used[i] = true;
		return true;
	}
	return false;
}

static bool is_bad(const char *line)
{
	return strncmp(line, "SCAN", 4) == 0 ||
	       strncmp(line, "USE TEMP B-TREE", 15) == 0 ||
	       strstr(line, "AUTOMATIC") != NULL;
}

/* How many lines of its plan nobody has a reason for. */
static int wrong_in(struct kit *k, const char *text, bool tell)
{
	struct str sql = STR_INIT(1 << 20);
	struct sqlite3_stmt *st;
	struct err e = { 0 };
	int wrong = 0;

	str_addf(&sql, "EXPLAIN QUERY PLAN %s", text);
	st = sql_make(&k->s->q, str_cstr(&sql), &e);
	while (st && sql_step(&k->s->q, st, &e) > 0) {
		struct slice line = sql_col(st, 3);
		char buf[256];

		snprintf(buf, sizeof(buf), "%.*s", SLICE_ARG(line));
		if (!is_bad(buf) || is_small(buf) || excused(text, buf))
			continue;
		if (tell)
			print_error("%s\n  in %.600s\n", buf, text);
		wrong++;
	}
	sql_drop(&st);
	str_free(&sql);
	return wrong;
}

/* A table that a view makes for a moment is gone again. */
static bool has_plan(const char *text)
{
	return (strncmp(text, "SELECT", 6) == 0 ||
		strncmp(text, "WITH", 4) == 0 ||
		strncmp(text, "INSERT", 6) == 0 ||
		strncmp(text, "UPDATE", 6) == 0 ||
		strncmp(text, "DELETE", 6) == 0) &&
	       !strstr(text, "held.shown_");
}

static int wrong_plans(struct kit *k, bool tell)
{
	struct seen *seen = calloc(1, sizeof(*seen));
	int wrong = 0;
	size_t asked = 0;

	assert_non_null(seen);
	sqlite3_trace_v2(k->s->q.db, SQLITE_TRACE_STMT, note, seen);
	ask_all(k);
	sqlite3_trace_v2(k->s->q.db, 0, NULL, NULL);
	assert_true(seen->n < STATEMENTS);
	for (size_t i = 0; i < seen->n; i++) {
		if (has_plan(seen->text[i])) {
			wrong += wrong_in(k, seen->text[i], tell);
			asked++;
		}
		free(seen->text[i]);
	}
	free(seen);
	assert_true(asked > 5 * PANE_COUNT);	/* each asks for some */
	return wrong;
}

static int set_up(void **state)
{
	struct kit *k = malloc(sizeof(*k));

	assert_non_null(k);
	*state = k;
	kit_start(k);
	store_close(&k->s);
	assert_int_equal(remove(k->file), 0);
	open_real(k);
	fill(k, "2025-10-01", MANY);
	fill(k, "2025-10-02", MANY - 20);
	return 0;
}

static void without_statistics(void **state)
{
	assert_int_equal(wrong_plans(*state, true), 0);
}

static void with_statistics(void **state)
{
	struct kit *k = *state;
	struct err e = { 0 };

	assert_int_equal(sql_run(&k->s->q, "ANALYZE main; ANALYZE own", &e), 0);
	assert_int_equal(wrong_plans(k, true), 0);
}

/* Who was let off and does not come any more goes from the list. */
static void no_excuse_is_idle(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(excuses) / sizeof(excuses[0]); i++)
		if (!used[i])
			fail_msg("never needed: %s in \"%s\"", excuses[i].line,
				 excuses[i].text);
}

/* Rows are counted by what is read soonest. */
static void counts_read_little(void **state)
{
	struct kit *k = *state;
	struct sqlite3_stmt *st;
	struct err e = { 0 };

	for (size_t i = 0; i < PANE_COUNT; i++) {
		struct str sql = STR_INIT(1024), want = STR_INIT(1024);

		if (!shown_has(view_find(slice_of(panes[i]->view))))
			continue;
		str_addf(&sql, "EXPLAIN QUERY PLAN SELECT count(*) FROM"
			 " main.shown_%s t", panes[i]->view);
		str_addf(&want, "SCAN shown_%s USING COVERING INDEX"
			 " shown_%s_count", panes[i]->view, panes[i]->view);
		st = sql_make(&k->s->q, str_cstr(&sql), &e);
		assert_int_equal(sql_step(&k->s->q, st, &e), 1);
		if (!slice_eq(sql_col(st, 3), str_slice(&want)))
			fail_msg("%.*s", SLICE_ARG(sql_col(st, 3)));
		sql_drop(&st);
		str_free(&sql);
		str_free(&want);
	}
}

/* The guard sees. */
static void a_lost_index_is_seen(void **state)
{
	struct kit *k = *state;
	struct err e = { 0 };

	assert_int_equal(sql_run(&k->s->q, "DROP INDEX main.shown_news_order",
				 &e), 0);
	assert_true(wrong_plans(k, false) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_statistics),
		cmocka_unit_test(with_statistics),
		cmocka_unit_test(no_excuse_is_idle),
		cmocka_unit_test(counts_read_little),
		cmocka_unit_test(a_lost_index_is_seen),
	};

	return cmocka_run_group_tests(tests, set_up, kit_tear_down);
}
