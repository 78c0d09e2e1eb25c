/* The tables of shown rows: row by row and all at once they hold the same, and
 * what is asked most is found without reading them all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "store/window_keys.h"
#include "storekit.h"

static void add_rows(sqlite3 *db, const char *sql, struct str *out)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(st) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			const char *v = (const char *)
				sqlite3_column_text(st, i);

			str_addf(out, "%s|", v ? v : "-");
		}
		str_addc(out, '\n');
	}
	sqlite3_finalize(st);
}

/* Everything that stands in a table of one of the views. */
static void dump(struct kit *k, struct str *out)
{
	static const char *const sides[] = { "", "_text", "_word" };
	sqlite3 *db;

	assert_int_equal(sqlite3_open(k->file, &db), SQLITE_OK);
	for (const struct shape *const *p = kit_shapes; *p; p++)
		for (size_t i = 0; i < 3; i++) {
			char sql[128];

			snprintf(sql, sizeof(sql), "SELECT * FROM shown_%s%s"
				 " ORDER BY row_key%s", (*p)->name, sides[i],
				 i == 2 ? ", place, value" : "");
			str_addf(out, "%s%s\n", (*p)->name, sides[i]);
			add_rows(db, sql, out);
		}
	add_rows(db, "PRAGMA foreign_key_check", out);
	add_rows(db, "PRAGMA integrity_check", out);
	sqlite3_close(db);
}

static void forget_shapes(struct kit *k)
{
	sqlite3 *db;

	store_close(&k->s);
	assert_int_equal(sqlite3_open(k->file, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "DELETE FROM meta WHERE name LIKE"
				      " 'shape %'", NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(db);
	kit_open(k);
}

/* What the rows are after these fetches, they are when made anew. */
static void check_rebuild(struct kit *k)
{
	struct str was = STR_INIT(16 << 20), is = STR_INIT(16 << 20);

	dump(k, &was);
	forget_shapes(k);
	dump(k, &is);
	if (strcmp(str_cstr(&was), str_cstr(&is)) != 0)
		fail_msg("%s\nmade anew:\n%s", str_cstr(&was), str_cstr(&is));
	str_free(&was);
	str_free(&is);
}

static const struct step {
	const char *source, *evidence;
	bool complete;
	enum kind kind;
	const char *text;
} steps[] = {
	{ "l", "2025-01-01", true, KIND_designation,
	  "a name=A other_name=Aa other_name=Ab programme=X programme=Y;"
	  "b name=B programme=X role=r; c name=C; d name=D; e name=E" },
	{ "l", "2025-03-01", true, KIND_designation,	/* words come and go */
	  "a name=A other_name=Ac programme=Y programme=Z;"
	  "b name=B2 role=s; c name=C; d name=D programme=x" },
	{ "l", "2025-02-01", true, KIND_designation,	/* in between */
	  "a name=A; b name=B; d name=D; e name=E programme=W" },
	{ "s", NULL, false, KIND_person,
	  "news:n1 title=Freed url=https://x.example/1 published=2025-12-14;"
	  "event:ev date=2025-12-13;"
	  "p1 name=Ales custody=freed event=ev doc=n1;"
	  "p2 name=Maria event=ev doc=n1; p3 subject=p1 name=Ales" },
	{ "t", NULL, false, KIND_person,
	  "news:m title=Again url=https://x.example/1" },
	{ "s", NULL, false, KIND_person,	/* leaves, moves */
	  "p2 name=Maria doc=n1; p3 subject=p2 name=Maria_K" },
};

static void rows_made_anew_are_the_same(void **state)
{
	struct kit k;

	(void)state;
	kit_start(&k);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct step *s = &steps[i];
		struct err e = {0};

		if (kit_import(&k, s->source, s->evidence, s->complete,
			       s->kind, s->text, NULL, &e) < 0)
			fail_msg("%zu: %s", i, e.msg);
		check_rebuild(&k);
	}
	kit_expect(&k, &kit_parties, "programme:x is:any", "name", "D");
	kit_expect(&k, &kit_parties, "programme:w is:any", "name", "E");
	kit_stop(&k);
}

/* So many that the index of the order is made after them. */
static void many_rows_at_once(void **state)
{
	struct str text = STR_INIT(1 << 20), plan = STR_INIT(1 << 20);
	struct kit k;
	sqlite3 *db;

	(void)state;
	kit_start(&k);
	for (int version = 0; version < 3; version++) {
		char date[32];

		str_clear(&text);
		for (int i = 0; i < 1500; i++)
			str_addf(&text, "%d name=N%d programme=P%d;", i,
				 i * 7919 % 1500, version == 2 && i > 1400 ?
				 9 : i % 5);
		snprintf(date, sizeof(date), "2025-0%d-01", version + 1);
		kit_list_version(&k, date, str_cstr(&text), NULL);
		check_rebuild(&k);
	}
	assert_int_equal(sqlite3_open(k.file, &db), SQLITE_OK);
	add_rows(db, "SELECT count(*) FROM sqlite_schema"
		 " WHERE name = 'shown_parties_order'", &plan);
	add_rows(db, "SELECT count(*) FROM public", &plan);
	sqlite3_close(db);
	assert_string_equal(str_cstr(&plan), "1|\n1500|\n");
	str_free(&text);
	str_free(&plan);
	kit_stop(&k);
}

/* --- plans --- */

/* What a filter must be answered with, and what it must not touch. */
static const struct { const char *query, *with, *without; } filters[] = {
	{ "", "SCAN t USING COVERING INDEX shown_parties_order", "TEMP" },
	{ "state:listed", "USING COVERING INDEX shown_parties_order",
	  "TEMP" },
	{ "list:cons", "USING COVERING INDEX shown_parties_order", "_text" },
	{ "is:disputed", "USING COVERING INDEX shown_parties_order", "TEMP" },
	{ "-state:listed", "USING COVERING INDEX shown_parties_order",
	  "TEMP" },
	{ "programme:BELARUS", "SEARCH t USING INTEGER PRIMARY KEY",
	  "SCAN" },
	{ "programme:BELARUS state:listed",
	  "SEARCH t USING INTEGER PRIMARY KEY", "SCAN" },
	{ "programme:BELARUS,RUSSIA",
	  "shown_parties_word USING PRIMARY KEY (place=? AND value=?)",
	  "SCAN" },
	{ "programme:BELARUS*", "shown_parties_word USING PRIMARY KEY"
	  " (place=? AND value>? AND value<?)", "SCAN" },
	{ "source:l", "USING PRIMARY KEY (place=? AND value=?)", "_text" },
	{ "ales", "shown_parties_text", "SCAN t" },
	{ "name:ales", "shown_parties_text", "SCAN t" },
	/* Only rows that match are ranked, each by its own text. */
	{ "ales sort:match", "SEARCH x USING INTEGER PRIMARY KEY", "SCAN t" },
	{ "sort:match", "USING COVERING INDEX shown_parties_order", "TEMP" },
	{ "listed>=2024", "SCAN t;", "_text" },
};

static void plan_of(struct kit *k, const char *sql, struct str *out)
{
	struct str text = STR_INIT(1 << 20);
	struct sqlite3_stmt *st;
	struct err e = {0};

	str_addf(&text, "EXPLAIN QUERY PLAN %s", sql);
	st = sql_make(&k->s->q, str_cstr(&text), &e);
	if (!st)
		fail_msg("%s: %s", sql, e.msg);
	while (sql_step(&k->s->q, st, &e) > 0)
		str_addf(out, "%.*s; ", SLICE_ARG(sql_col(st, 3)));
	sql_drop(&st);
	str_free(&text);
}

static void check_filter(struct kit *k, size_t i)
{
	struct str sql = STR_INIT(1 << 20), plan = STR_INIT(1 << 20);
	struct query *q = calloc(1, sizeof(*q));
	struct where w;
	struct err e = {0};

	assert_non_null(q);
	assert_int_equal(query_parse(q, slice_of(filters[i].query), &e), 0);
	assert_int_equal(query_defaults(q, &kit_parties, &e), 0);
	assert_int_equal(query_check(q, &kit_parties, &e), 0);
	assert_int_equal(where_make(&w, k->s, &kit_parties,
				    "main.shown_parties", q, &e), 0);
	window_text(&sql, &kit_parties, "main.shown_parties", &w, q);
	plan_of(k, str_cstr(&sql), &plan);
	if (!strstr(str_cstr(&plan), filters[i].with) ||
	    strstr(str_cstr(&plan), filters[i].without))
		fail_msg("%s: %s\n%s", filters[i].query, str_cstr(&plan),
			 str_cstr(&sql));
	where_free(&w);
	query_free(q);
	free(q);
	str_free(&sql);
	str_free(&plan);
}

static const struct { const char *sql, *index[4]; } questions[] = {
	{ "SELECT r.id, c.id, s.id FROM record r"
	  " LEFT JOIN content c ON c.record = r.id AND c.hash = ?3"
	  " LEFT JOIN span s ON s.content = c.id AND s.to_fetch IS NULL"
	  " WHERE r.source = ?1 AND r.key = ?2",
	  { "COVERING INDEX sqlite_autoindex_record_1",
	    "COVERING INDEX sqlite_autoindex_content_1",
	    "COVERING INDEX span_content (content=? AND to_fetch=?)" } },
	{ "SELECT subject FROM public WHERE public >= 'd-1'"
	  " AND public < 'd-1~' ORDER BY public",
	  { "PRIMARY KEY (public>? AND public<?)" } },
	{ "SELECT c.id FROM content c JOIN span s ON s.content = c.id"
	  " WHERE c.subject = 1",
	  { "content_subject (subject=?)", "span_content (content=?)" } },
	{ "SELECT content FROM ref WHERE prop = 'event' AND value = 'x'",
	  { "ref_value (prop=? AND value=?)" } },
};

static void plans_use_indices(void **state)
{
	struct kit k;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", "a name=A programme=X", NULL);
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		check_filter(&k, i);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]);
	     i++) {
		struct str plan = STR_INIT(1 << 20);

		plan_of(&k, questions[i].sql, &plan);
		for (size_t n = 0; questions[i].index[n]; n++)
			if (!strstr(str_cstr(&plan), questions[i].index[n]) ||
			    strstr(str_cstr(&plan), "SCAN"))
				fail_msg("%s\n%s", questions[i].sql,
					 str_cstr(&plan));
		str_free(&plan);
	}
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_made_anew_are_the_same),
		cmocka_unit_test(many_rows_at_once),
		cmocka_unit_test(plans_use_indices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
