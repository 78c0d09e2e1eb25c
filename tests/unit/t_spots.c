/* Which letters of a text are shown as those that a filter found. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/spots.h"
#include "view/view.h"

static void seek(struct sought *s, const char *filter)
{
	struct query q = { 0 };
	struct err e = { 0 };

	assert_int_equal(query_parse(&q, slice_of(filter), &e), 0);
	assert_int_equal(query_check(&q, &view_releases, &e), 0);
	sought_set(s, &view_releases, &q);
	query_free(&q);
}

/* The text with brackets around each run of letters that is in a spot. */
static void bracket(const struct sought *s, int column, struct slice text,
		    struct str *out)
{
	struct spots spots = { .n = 0 };
	bool in = false;

	spots_find(&spots, s, column, text, 0);
	for (size_t i = 0; i <= text.n; i++) {
		bool here = false;

		for (size_t k = 0; k < spots.n; k++)
			here |= i >= spots.at[k].from && i < spots.at[k].end;
		if (here != in)
			str_addc(out, here ? '[' : ']');
		in = here;
		if (i < text.n)
			str_addc(out, text.p[i]);
	}
}

static const struct {
	const char *filter, *shown;
} rows[] = {
	/* The letters typed, wherever they are */
	{ "bial", "Ales [Bial]iatski" },
	{ "IATSK", "Ales Bial[iatsk]i" },
	{ "a", "[A]les Bi[a]li[a]tski" },
	{ "bialiatski", "Ales [Bialiatski]" },
	{ "\"les bia\"", "A[les Bia]liatski" },
	/* What stands for them, from the start of a word */
	{ "б", "Ales [B]ialiatski" },
	{ "бя", "Ales [Bia]liatski" },
	{ "бял", "Ales [Bial]iatski" },
	{ "бяля", "Ales [Bialia]tski" },
	{ "бяляц", "Ales [Bialiats]ki" },
	{ "бяляцк", "Ales [Bialiatski]" },	/* -i is no sound */
	{ "бяляцкі", "Ales [Bialiatski]" },
	{ "БЕЛЯЦКИЙ", "Ales [Bialiatski]" },
	{ "belyat", "Ales [Bialiats]ki" },
	{ "bialac", "Ales [Bialiats]ki" },
	{ "Białac", "Ales [Bialiats]ki" },
	{ "bialiats", "Алесь [Бяляц]кі" },
	{ "chern", "Michaił [Čarn]oŭ" },
	{ "c", "Иван [Ч]ернов" },
	{ "k", "[Х]атин" },
	{ "szcz", "[Щ]ербаков" },
	{ "щ", "[Schtsch]erbakow, [Szcz]erba, [Shch]arbakou" },
	{ "ль", "[L]ida" },
	{ "lida", "[Лида]" },
	{ "алесь бял", "[Ales] [Bial]iatski, [Ales]" },
	{ "\"алесь бял\"", "[Ales Bial]iatski, Ales" },
	{ "\"алесь б\"", "[Алесь-Б]арыс" },
	{ "яцк", "Ales Bialiatski" },
	{ "o'hara", "Ihar [Ohara], [O'Hara]" },
	{ "огара", "Ihar [O'Hara]-Kazłoŭski" },
	{ "казл", "Ihar O'Hara-[Kazł]oŭski" },
	{ "ф", "[Фф] [f] é" },
	{ "zzz", "Zoja [zzz] zoo" },
	/* Marks and width */
	{ "kolesni", "[Kólésni]kova" },
	{ "le\xCC\x81", "A[le]s A[le\xCC\x81]s é" },
	{ "山田", "x [山田] 花子" },
	{ "aß", "Str[ass]e, Str[aß]e" },
	/* Nothing that was not sought */
	{ "", "Ales" }, { "-ales", "Ales" }, { "custody:released", "released" },
	{ "is:disputed", "disputed" }, { "released>2020", "2020" },
	{ "x", "Ales" },
};

static void test_letters(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str plain = STR_INIT(4096), got = STR_INIT(4096);
		struct sought s = { .n = 0 };

		for (const char *p = rows[i].shown; *p; p++)
			if (*p != '[' && *p != ']')
				str_addc(&plain, *p);
		seek(&s, rows[i].filter);
		bracket(&s, -1, str_slice(&plain), &got);
		if (strcmp(str_cstr(&got), rows[i].shown) != 0) {
			print_error("%s: %s, wanted %s\n", rows[i].filter,
				    str_cstr(&got), rows[i].shown);
			bad++;
		}
		sought_free(&s);
		str_free(&plain);
		str_free(&got);
	}
	assert_int_equal(bad, 0);
}

/* A word of a column is shown there, and where the column looks besides. */
static void test_columns(void **state)
{
	static const struct {
		const char *filter, *column;
		bool shown;
	} cases[] = {
		{ "ales", "name", true }, { "ales", "role_text", true },
		{ "name:ales", "name", true },
		{ "name:ales", "other_names", true },
		{ "name:ales", "role_text", false },
		{ "role:ales", "role_text", true },
		{ "role:ales", "name", false },
		{ "name:x,ales", "name", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int at = shape_find(&view_releases, slice_of(cases[i].column));
		struct spots spots = { .n = 0 };
		struct sought s = { .n = 0 };

		assert_true(at >= 0);
		seek(&s, cases[i].filter);
		assert_int_equal(spots_find(&spots, &s, at, SLICE("Ales"), 7),
				 cases[i].shown);
		if (cases[i].shown)
			assert_int_equal(spots.at[0].from, 7);
		sought_free(&s);
	}
}

static void test_much(void **state)
{
	struct str text = STR_INIT(1 << 20), filter = STR_INIT(1 << 16);
	struct spots spots = { .n = 0 };
	struct sought s = { .n = 0 };

	(void)state;
	for (int i = 0; i < 60000; i++)
		str_addz(&text, i % 7 ? "b" : "b ");
	str_addz(&filter, "name:");
	for (int i = 0; i < 31; i++)
		str_addf(&filter, "b%d,", i);
	str_addz(&filter, "b б б б б б б б б б б б б б б б б б б б б б б");
	seek(&s, str_cstr(&filter));
	assert_true(spots_find(&spots, &s, -1, str_slice(&text), 0));
	assert_int_equal(spots.n, SPOTS);
	sought_free(&s);
	str_free(&text);
	str_free(&filter);
}

/* In cells: wide letters, marks, ASCII only, and where the text is cut. */
static void test_paint(void **state)
{
	static const struct {
		const char *text, *filter;
		int cells;
		bool ascii;
		const char *shown, *roles;
	} paints[] = {
		{ "Ales Bialiatski", "бял", 20, false, "Ales Bialiatski",
		  ".....mmmm" },
		{ "Ales Bialiatski", "бяляцкі", 8, false, "Ales Bi…",
		  ".....mm" },
		{ "Ales Bialiatski", "бяляцкі", 5, false, "Ales…", "" },
		{ "Ales Bialiatski", "бяляцкі", 8, true, "Ales Bi~",
		  ".....mm" },
		{ "山田 花子", "花", 9, false, "山田 花子", ".....mm" },
		{ "山田 花子", "田", 4, false, "山…", "" },
		{ "A\xCC\x81les", "le", 4, false, "A\xCC\x81les", ".mm" },
		{ "Алесь Бял", "bia", 9, true, "????? ???", "......mm" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(paints) / sizeof(paints[0]); i++) {
		struct slice text = slice_of(paints[i].text);
		struct str got = STR_INIT(4096), want = STR_INIT(4096);
		struct spots spots = { .n = 0 };
		struct sought s = { .n = 0 };
		struct surface f = { 0 };
		struct err e = { 0 };

		seek(&s, paints[i].filter);
		assert_int_equal(surface_open(&f, 1, 30, paints[i].ascii, &e),
				 0);
		spots_find(&spots, &s, -1, text, 0);
		surface_text(&f, 0, 0, paints[i].cells, text, ROLE_TEXT);
		spots_paint(&spots, &f, 0, 0, paints[i].cells, text);
		surface_dump(&f, true, &got);
		str_addf(&want, "%s\n%s\n", paints[i].shown, paints[i].roles);
		assert_string_equal(str_cstr(&got), str_cstr(&want));
		surface_free(&f);
		sought_free(&s);
		str_free(&got);
		str_free(&want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_much),
		cmocka_unit_test(test_paint),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
