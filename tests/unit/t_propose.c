/* What could stand where a line is typed, and what a filter that finds nothing
 * could have been: tables of facts. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"
#include "cmd/complete.h"
#include "model/filter_text.h"
#include "model/widen.h"
#include "view/view.h"

/* --- "did you mean" --- */

static void test_nearest(void **state)
{
	static const struct {
		const char *typed, *best;	/* NULL: none */
	} rows[] = {
		{ "rol", "role" },	{ "roel", "role" },
		{ "realesed", "released" }, { "RELEASED", "released" },
		{ "relea", "released" },	/* a front */
		{ "x", NULL },		{ "", NULL },
		{ "quite another thing altogether, and long", NULL },
		{ "lorry", NULL },	{ "name", "name" },
	};
	static const char *const words[] = { "role", "name", "released" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct nearest n = { .typed = slice_of(rows[i].typed) };

		for (size_t k = 0; k < 3; k++)
			nearest_try(&n, words[k]);
		if (rows[i].best) {
			assert_non_null(n.best);
			assert_string_equal(n.best, rows[i].best);
		} else {
			assert_null(n.best);
		}
	}
	assert_int_equal(nearest_off(SLICE("ab"), SLICE("ba"), 9), 1);
	assert_int_equal(nearest_off(SLICE(""), SLICE("abc"), 9), 3);
	assert_int_equal(nearest_off(SLICE("kitten"), SLICE("sitting"), 9), 3);
}

/* --- the filter as text --- */

static void test_filter_text(void **state)
{
	static const struct {
		const char *term, *name, *value;
		bool negate;
	} parts[] = {
		{ "role:hrd", "role", "hrd", false },
		{ "-role:a,b", "role", "a,b", true },
		{ "released>=2025", "released", "2025", false },
		{ "held>2y", "held", "2y", false },
		{ "word", "", "word", false },
		{ "-word", "", "word", true },
		{ "role:", "role", "", false },
		{ ":x", "", ":x", false },
		{ "\"a:b c\"", "", "\"a:b c\"", false },
		{ "-", "", "-", false },
	};
	struct slice f = SLICE("  role:hrd \"two words\"  -is:new ");
	struct str s = STR_INIT(100);

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct filter_part p = filter_part(slice_of(parts[i].term));

		assert_true(slice_is(p.name, parts[i].name));
		assert_true(slice_is(p.value, parts[i].value));
		assert_int_equal(p.negate, parts[i].negate);
	}
	assert_int_equal(filter_terms(f), 3);
	assert_true(slice_is(filter_term(f, 1), "\"two words\""));
	assert_null(filter_term(f, 3).p);
	filter_without(f, 1, &s);
	assert_string_equal(str_cstr(&s), "role:hrd -is:new");
	str_clear(&s);
	filter_replace(f, 0, SLICE("x"), &s);
	assert_string_equal(str_cstr(&s), "x \"two words\" -is:new");
	str_clear(&s);
	filter_quote(&s, SLICE("a \"b\""));
	assert_string_equal(str_cstr(&s), "\"a  b \"");
	str_free(&s);
}

/* --- the filter language --- */

static bool has(const struct proposals *p, const char *word)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_is(p->list[i].word, word))
			return true;
	return false;
}

/* Every word of `want` is offered, none of `not`; they replace what stands
 * behind `from`. */
struct offered {
	const char *view, *line;
	size_t from;
	const char *want, *not, *note;
};

static void check(const struct offered *f, const struct proposals *p)
{
	struct slice rest, one;

	if (p->from != f->from)
		print_error("\"%s\": from %zu\n", f->line, p->from);
	assert_int_equal(p->from, f->from);
	for (rest = slice_of(f->want); slice_cut(&rest, ' ', &one);) {
		char word[64];

		snprintf(word, sizeof(word), "%.*s", SLICE_ARG(one));
		if (!has(p, word))
			print_error("\"%s\": no %s\n", f->line, word);
		assert_true(has(p, word));
	}
	for (rest = slice_of(f->not); slice_cut(&rest, ' ', &one);) {
		char word[64];

		snprintf(word, sizeof(word), "%.*s", SLICE_ARG(one));
		if (has(p, word))
			print_error("\"%s\": %s\n", f->line, word);
		assert_false(has(p, word));
	}
	if (f->note)
		assert_non_null(strstr(p->note.p ? p->note.p : "", f->note));
}

static void test_filter(void **state)
{
	static const struct offered facts[] = {
		{ "releases", "", 0, "name: role: is: sort: as-of: held:",
		  "role:hrd", NULL },
		{ "releases", "ro", 0, "role: role_text:", "name:", NULL },
		{ "releases", "role:hrd ro", 9, "role:", NULL, NULL },
		{ "releases", "-ro", 0, "-role:", "role: sort:", NULL },
		{ "releases", "role:", 5, "hrd journalist", NULL, NULL },
		{ "releases", "role:hrd,jo", 9, "journalist", "hrd", NULL },
		/* By the meaning, in any language. */
		{ "releases", "role:human", 5, "hrd", "journalist", NULL },
		{ "releases", "role:журн", 5, "journalist", "hrd", NULL },
		{ "releases", "journ", 0, "role:journalist", NULL, NULL },
		{ "releases", "is:", 3, "any new disputed", NULL, NULL },
		{ "releases", "is:dis", 3, "disputed", "any", NULL },
		{ "releases", "sort:-rel", 5, "-released", "name", NULL },
		{ "releases", "sort:name,ma", 10, "match", "name", NULL },
		{ "releases", "released>=", 10, NULL, NULL, "a date" },
		{ "releases", "held>", 5, NULL, NULL, "2y" },
		{ "releases", "name:x", 5, NULL, NULL, "any words" },
		{ "releases", "colour:", 7, NULL, NULL, "no such column" },
		{ "releases", "zzz", 0, NULL, NULL, "a word" },
		{ "releases", "disputed:", 9, "true false", NULL, NULL },
		{ "sanctions", "state:eas", 6, "eased_by_licence", "lifted", NULL },
		/* A quote is not closed: the term goes on. */
		{ "releases", "name:\"a ro", 5, NULL, "role:", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct proposals *p = calloc(1, sizeof(*p));

		assert_non_null(p);
		propose_begin(p);
		propose_filter(p, view_find(slice_of(facts[i].view)),
			       slice_of(facts[i].line), 0, NULL, NULL);
		check(&facts[i], p);
		propose_free(p);
		free(p);
	}
}

static void test_common(void **state)
{
	struct proposals *p = calloc(1, sizeof(*p));

	(void)state;
	assert_non_null(p);
	propose_begin(p);
	propose_from(p, SLICE("r"), 0);
	assert_int_equal(propose_common(p).n, 0);
	propose(p, SLICE("role:"), SLICE_NONE, -1, true);
	propose(p, SLICE("role_text:"), SLICE_NONE, -1, true);
	propose(p, SLICE("role:"), SLICE_NONE, -1, true);	/* once */
	assert_int_equal(p->n, 2);
	assert_true(slice_is(propose_common(p), "role"));
	/* Never half a letter. */
	propose_begin(p);
	propose_from(p, SLICE(""), 0);
	propose(p, SLICE("б\xD0\xB0"), SLICE_NONE, -1, false);
	propose(p, SLICE("б\xD0\xB1"), SLICE_NONE, -1, false);
	assert_true(slice_is(propose_common(p), "б"));
	/* A ceiling, told. */
	for (int i = 0; i < PROPOSALS + 5; i++) {
		char word[16];

		snprintf(word, sizeof(word), "w%d", i);
		propose(p, slice_of(word), SLICE_NONE, -1, false);
	}
	assert_int_equal(p->n, PROPOSALS);
	assert_true(p->more);
	propose_free(p);
	free(p);
}

/* --- a command's line --- */

static void test_line(void **state)
{
	static const struct offered facts[] = {
		{ "", "", 0, "list refresh sources help", "--store", NULL },
		{ "", "li", 0, "list", "changes refresh", NULL },
		{ "", "list ", 5, "releases sanctions", "list", NULL },
		{ "", "list rel", 5, "releases", "sanctions", NULL },
		{ "", "list releases ro", 14, "role:", "releases", NULL },
		{ "", "list releases role:hrd sta", 23, NULL, NULL, NULL },
		{ "", "list sanctions state:ea", 21, "eased_by_licence", NULL, NULL },
		{ "", "list releases --", 14, "--format --sort --desk --quiet",
		  NULL, NULL },
		{ "", "list releases --format ", 23, "csv json html", "role:",
		  NULL },
		{ "", "list releases --format csv na", 27, "name:", "csv",
		  NULL },
		{ "", "list releases --sort -rel", 21, "-released", NULL,
		  NULL },
		{ "", "list -- ", 8, "releases", NULL, NULL },
		{ "", "list releases -- --", 17, NULL, "--format", NULL },
		{ "", "sources ", 8, "list add enable disable", "starter",
		  NULL },
		{ "", "sources enable ", 15, "starter news lists", "enable",
		  NULL },
		{ "", "sources list gr", 13, "group:", NULL, NULL },
		{ "", "watch re", 6, "remove", "refresh", NULL },
		{ "", "refresh us-", 8, "us-ofac-sdn", "starter", NULL },
		{ "", "show ", 5, "p-1", NULL, NULL },
		{ "", "mark p-1 ", 9, "read starred note", "p-1", NULL },
		{ "", "help fi", 5, "filter", NULL, NULL },
		{ "", "help li", 5, "list", NULL, NULL },
		{ "", "set p-1 ", 8, "state=", NULL, NULL },
		{ "", "list --desk ", 12, "belarus", "releases", NULL },
		{ "", "import ", 7, NULL, NULL, "import FILE" },
		{ "", "nonsense x", 9, NULL, NULL, NULL },
		{ "", "list --as-of ", 13, NULL, NULL, "DATE" },
	};
	struct app app = { .clock = clock_system() };
	struct err e = {0};

	(void)state;
	assert_int_equal(app_configure(&app, &e), 0);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct proposals *p = calloc(1, sizeof(*p));
		struct complete_at at = { "news", SLICE("p-1"),
					  SLICE("Somebody") };

		assert_non_null(p);
		propose_begin(p);
		complete_line(&app, &at, slice_of(facts[i].line), p);
		check(&facts[i], p);
		propose_free(p);
		free(p);
	}
	app_close(&app);
}

/* --- what would find something --- */

/* Rows that a filter would find: of a made-up table. */
static int64_t rows_of(void *ctx, struct slice filter)
{
	int *asked = ctx;

	++*asked;
	if (slice_is(filter, "stop"))
		return WIDEN_STOP;
	if (slice_find(filter, SLICE("zzz"), 0) >= 0)
		return 0;
	if (slice_find(filter, SLICE("rol:"), 0) >= 0)
		return -1;
	if (slice_find(filter, SLICE("role:hrd"), 0) >= 0)
		return slice_find(filter, SLICE("is:starred"), 0) >= 0 ? 0 : 3;
	return filter.n == 0 ? 21 : 7;
}

static void test_widen(void **state)
{
	static const struct {
		const char *view, *filter;
		const char *says[4];
	} rows[] = {
		{ "releases", "zzz", { "without a filter: 21 rows" } },
		{ "releases", "role:hrd zzz", { "without zzz: 3 rows",
		  "without a filter: 21 rows" } },
		{ "releases", "role:hrd is:starred", {
		  "without role:hrd: 7 rows", "without is:starred: 3 rows",
		  "without a filter: 21 rows" } },
		/* A sort leaves nothing out. */
		{ "releases", "zzz sort:name", {
		  "without zzz: 7 rows", "without a filter: 21 rows" } },
		{ "releases", "rol:hrd", { "did you mean role:hrd? 3 rows",
		  "without a filter: 21 rows" } },
		{ "releases", "Freed:2025", { "did you mean released:2025? "
		  "7 rows" } },
		{ "sanctions", "state:liftd", { "did you mean state:lifted? "
		  "7 rows" } },
		{ "releases", "", { NULL } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct widen w = {0};
		int asked = 0;

		widen(&w, view_find(slice_of(rows[i].view)),
		      slice_of(rows[i].filter), rows_of, &asked);
		for (size_t k = 0; k < 4 && rows[i].says[k]; k++) {
			struct str said = STR_INIT(200);

			assert_true(k < w.n);
			widen_say(&w.way[k], &said);
			assert_string_equal(str_cstr(&said), rows[i].says[k]);
			str_free(&said);
		}
		if (!rows[i].says[0])
			assert_int_equal(w.n, 0);
		widen_free(&w);
	}
}

/* A key has come: no more is asked. */
static void test_widen_stops(void **state)
{
	struct widen w = {0};
	int asked = 0;

	(void)state;
	widen(&w, &view_releases, SLICE("stop zzz role:hrd"), rows_of,
	      &asked);
	assert_false(w.given_up);
	asked = 0;
	widen(&w, &view_releases, SLICE("zzz stop"), rows_of, &asked);
	assert_true(w.given_up);
	assert_int_equal(asked, 1);	/* without zzz: "stop" */
	widen_free(&w);
}

static void test_widen_named(void **state)
{
	struct widen w = {0};
	struct str said = STR_INIT(200);
	int asked = 0;

	(void)state;
	widen(&w, &view_releases, SLICE("zzz role:hrd"), rows_of, &asked);
	widen_named(&w, SLICE("zzz role:hrd"), SLICE("Maria Kalesnikava"),
		    rows_of, &asked);
	assert_true(w.n > 1);
	assert_int_equal(w.way[0].kind, WIDEN_NAMED);
	assert_true(slice_is(w.way[0].filter,
			     "role:hrd \"Maria Kalesnikava\""));
	widen_say(&w.way[0], &said);
	assert_string_equal(str_cstr(&said),
			    "did you mean Maria Kalesnikava? 3 rows");
	str_free(&said);
	widen_free(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_filter_text),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_common),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_widen),
		cmocka_unit_test(test_widen_stops),
		cmocka_unit_test(test_widen_named),
	};

	setlocale(LC_ALL, "C.UTF-8");
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
