/* The screen in other languages: every pane as a golden file, and no word cut
 * that is whole in English. THAW_GOLDEN_WRITE=1 rewrites the files. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tests/lib/canned_picture.h"
#include "tests/lib/screenkit.h"

static const struct {
	const char *name, *keys, *typed;
	bool more;	/* over the data of the pictures */
} ways[] = {
	{ "releases", "", "", false },
	{ "sanctions", "2", "", false },
	{ "recommendations", "3", "", false },
	{ "news", "4", "", false },
	{ "changes", "5", "", false },
	{ "conflicts", "6", "", false },
	{ "sources", "7", "", false },
	{ "designations", "8", "", false },
	{ "events", "9", "", false },
	{ "watches", "0", "", false },
	{ "brief", "B", "", false },
	{ "help", "?", "", false },
	{ "facet", "f Down Enter", "", false },
	{ "detail", "Down Enter", "", false },
	{ "conflict", "6 Enter", "", false },
	{ "inquiry", "c", "bialiatski", false },
	{ "empty", "/", "nobodyatall", false },
	{ "timeline", "t", "", true },
	{ "pictures", "p", "", true },
	{ "desks", "b", "", false },
	{ "beside", "w Down", "", false },
	{ "command", ":", "", false },
	{ "filter", "/", "role:", false },
};

static const struct {
	int rows, cols;
	const char *name;
} sizes[] = {
	{ 24, 80, "80x24" }, { 40, 120, "120x40" }, { 50, 200, "200x50" },
};

enum { SIZES = sizeof(sizes) / sizeof(*sizes) };

/* Those that are looked at; the others are held to the widths below. */
static const char *const looked_at[] = { "be", "de" };

static void begin(struct fixture *f, bool more, int rows, int cols)
{
	static struct canned_picture picture;

	memset(f, 0, sizeof(*f));
	if (more)
		fix_over(f, canned_picture(&picture, &f->canned), rows, cols,
			 false);
	else
		fix_begin(f, rows, cols, false);
}

static void draw_one(const char *language, size_t way, size_t size)
{
	char name[128];
	struct fixture f;

	snprintf(name, sizeof(name), "%s-%s-%s", language, ways[way].name,
		 sizes[size].name);
	begin(&f, ways[way].more, sizes[size].rows, sizes[size].cols);
	if (ways[way].keys[0])
		fix_keys(&f, ways[way].keys);
	fix_type(&f, ways[way].typed);
	fix_shown(&f, false);
	golden_check(name, str_slice(&f.dump));
	fix_end(&f);
}

static void test_golden(void **state)
{
	(void)state;
	for (size_t l = 0; l < sizeof(looked_at) / sizeof(*looked_at); l++) {
		fix_speak(looked_at[l]);
		for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
			for (size_t k = 0; k < SIZES; k++)
				draw_one(looked_at[l], i, k);
		i18n_end();
	}
}

/* --- widths --- */

struct fit {
	const char *language, *pane;
	int bad;
};

static void fits(struct fit *f, const char *english, const char *said,
		 int cells)
{
	int whole = text_width(slice_of(english));

	if (whole > cells || text_width(slice_of(said)) <= cells)
		return;
	print_error("%s: pane %s: \"%s\" for \"%s\" does not fit %d cells\n",
		    f->language, f->pane, said, english, cells);
	f->bad++;
}

/* The first row of each value is its label. */
static void fit_words(struct fit *f, enum vocab list, int cells)
{
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(w[i].value, w[i - 1].value) != 0)
			fits(f, w[i].text,
			     vocab_said(list, slice_of(w[i].value)), cells);
}

static void fit_pane(struct fit *f, const struct data *d,
		     const struct pane *p)
{
	const struct shape *shape = d->ops->shape(d->ctx, p->view);

	f->pane = p->name;
	for (size_t i = 0; shape && i < PANE_COLUMNS && p->column[i].name;
	     i++) {
		const struct pane_column *c = &p->column[i];
		int at = shape_find(shape, slice_of(c->name));
		const struct column *column = at < 0 ? NULL :
			shape_column(shape, (size_t)at);

		if (!column || c->width < 0)
			continue;
		fits(f, c->title ? c->title : column->title,
		     _(c->title ? c->title : column->title), c->width);
		if (column->vocab != VOCAB_NONE &&
		    column->vocab != VOCAB_jurisdiction)
			fit_words(f, column->vocab, c->width);
	}
}

static void test_widths(void **state)
{
	const char *list = getenv("LINGUAS");
	struct slice rest = slice_of(list ? list : "be de pl"), one;
	struct fit f = { NULL, NULL, 0 };
	struct canned canned;
	struct data d = canned_data(&canned);
	char language[16];

	(void)state;
	while (slice_cut(&rest, ' ', &one)) {
		snprintf(language, sizeof(language), "%.*s", SLICE_ARG(one));
		f.language = language;
		fix_speak(language);
		for (size_t i = 0; i < PANE_COUNT; i++)
			fit_pane(&f, &d, panes[i]);
		i18n_end();
	}
	assert_int_equal(f.bad, 0);
}

/* Of today the hour alone is said, however a day is written there. */
static void test_next(void **state)
{
	const char *list = getenv("LINGUAS");
	struct slice rest = slice_of(list ? list : "be de pl"), one;
	struct str want = STR_INIT(200);
	char language[16];

	(void)state;
	while (slice_cut(&rest, ' ', &one)) {
		struct fixture f;

		snprintf(language, sizeof(language), "%.*s", SLICE_ARG(one));
		fix_speak(language);
		fix_begin(&f, 30, 200, false);
		f.screen.due_at = clock_now(&f.data.clock) + 3600;
		screen_draw(&f.screen, &f.surface);
		str_clear(&want);
		str_addf(&want, _(", next %s"), "13:00");
		fix_has(&f, str_cstr(&want));
		fix_end(&f);
		i18n_end();
	}
	str_free(&want);
}

/* --- the last line --- */

/* What is on it, without what stands at its right; true where it is cut. */
static bool foot(const char *language, size_t way, char *out, size_t size)
{
	const char *at, *end;
	struct fixture f;
	bool cut;

	fix_speak(language);
	begin(&f, ways[way].more, 24, 80);
	if (ways[way].keys[0])
		fix_keys(&f, ways[way].keys);
	fix_type(&f, ways[way].typed);
	at = fix_shown(&f, false);
	end = at + strlen(at);
	while (end > at && end[-1] == '\n')
		end--;
	while (end > at && end[-1] != '\n')
		end--;
	snprintf(out, size, "%s", end);
	cut = strstr(end, "…") != NULL;
	fix_end(&f);
	i18n_end();
	return cut;
}

static void test_feet(void **state)
{
	static const char *const all[] = { "be", "de", "pl", "ru", "uk" };
	char text[1000];
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		assert_false(foot("en", i, text, sizeof(text)));
		for (size_t l = 0; l < sizeof(all) / sizeof(*all); l++) {
			if (!foot(all[l], i, text, sizeof(text)))
				continue;
			print_error("%s, %s: cut: %s\n", all[l],
				    ways[i].name, text);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

/* The words between the names and numbers are in the language. */
static void test_headline(void **state)
{
	static const char *const languages[] = { "be", "ru", "uk", "pl", "de" };
	static const char *const english[] = {
		"freed", "in force", "eased", "person", "still held",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		struct fixture f;

		fix_speak(languages[i]);
		fix_begin(&f, 50, 200, false);
		for (size_t k = 0; k < sizeof(english) / sizeof(*english); k++)
			assert_null(strstr(str_cstr(&f.screen.headline),
					   english[k]));
		assert_non_null(strstr(str_cstr(&f.screen.headline), "EU: "));
		fix_end(&f);
		i18n_end();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_feet),
		cmocka_unit_test(test_headline),
	};

	setlocale(LC_ALL, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
