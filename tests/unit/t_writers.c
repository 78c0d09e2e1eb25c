/* One small view through every writer: escapes, lists, absent cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "write/json.h"
#include "write/tame.h"
#include "base/i18n.h"
#include "write/writer.h"

static const struct column columns[] = {
	{ .name = "name",  .title = "Name",  .type = CELL_TEXT, .width = -1,
	  .help = "n" },
	{ .name = "roles", .title = "Roles", .type = CELL_WORD, .list = true,
	  .vocab = VOCAB_role, .width = 20, .help = "r" },
	{ .name = "count", .title = "Freed", .type = CELL_NUMBER, .width = 5,
	  .help = "c" },
	{ .name = "unverified", .title = "Unverified", .type = CELL_FLAG,
	  .help = "u" },
	{ .name = "secret", .title = "Secret", .hidden = true, .help = "s" },
	{ .name = "towns", .title = "Towns", .type = CELL_TEXT, .list = true,
	  .joined = true, .help = "t" },
};

static const struct shape shape = {
	.name = "test", .title = "Test", .help = "test", .columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
};

static struct row make_row(void)
{
	struct row r = {0};

	r.cell[0] = SLICE("p-abc");
	r.cell[1] = SLICE("A \"quoted\", \033[31mred\033[0m\tname\nline | two");
	r.cell[2] = SLICE("\x1fhrd\x1fjournalist\x1f");
	r.cell[3] = SLICE("123");
	r.cell[4] = SLICE("true");
	r.cell[5] = SLICE("hidden");
	r.cell[6] = SLICE("\x1f" "Minsk\x1fHomel\x1f");
	r.cell[7] = SLICE("\x1fstarter\x1f");
	r.cell[8] = SLICE("false");
	return r;
}

static void choose(struct out *o, const struct writer *w)
{
	*o = (struct out){ .shape = &shape };
	for (size_t i = 0; i < shape_width(&shape); i++)
		if (w->shows(shape_column(&shape, i)))
			o->column[o->n++] = (int)i;
}

static void write_row(const struct writer *w, struct out *o,
		      const struct row *r, struct str *s)
{
	if (w->measure)
		w->measure(o, r);
	if (w->begin)
		w->begin(s, o);
	w->head(s, o);
	w->row(s, o, r);
	if (w->foot)
		w->foot(s, o);
	if (w->end)
		w->end(s, o);
}

static const struct {
	const struct writer *writer;
	const char *want;
} texts[] = {
	{ &out_json,
	  "{\"id\":\"p-abc\",\"name\":\"A \\\"quoted\\\", \\u001b[31mred"
	  "\\u001b[0m\\tname\\nline | two\",\"roles\":[\"hrd\",\"journalist\"],"
	  "\"count\":123,\"unverified\":true,\"towns\":\"Minsk; Homel\","
	  "\"sources\":[\"starter\"],\"disputed\":false,\"seen\":null}\n" },
	{ &out_csv,
	  "id,name,roles,count,unverified,towns,sources,disputed,seen\r\n"
	  "p-abc,\"A \"\"quoted\"\", ␛[31mred␛[0m\tname\nline | two\","
	  "hrd; journalist,123,true,Minsk; Homel,starter,false,\r\n" },
	/* nothing in this view expires */
	{ &out_ics,
	  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	  "PRODID:-//thaw//releases and measures//EN\r\nCALSCALE:GREGORIAN\r\n"
	  "END:VCALENDAR\r\n" },
	/* without facts nothing is known of who says what */
	{ &out_ftm, "" },
	{ &out_claimreview,
	  "{\"@context\":\"https://schema.org\",\"@graph\":[\n]}\n" },
	{ &out_tsv,
	  "id\tname\troles\tcount\tunverified\ttowns\tsources\tdisputed\tseen\n"
	  "p-abc\tA \"quoted\", ␛[31mred␛[0m\\tname\\nline | two\t"
	  "hrd; journalist\t123\ttrue\tMinsk; Homel\tstarter\tfalse\t\n" },
	{ &out_md,
	  "| Name | Roles | Freed | Sources |\n"
	  "| --- | --- | ---: | --- |\n"
	  "| A \"quoted\", ␛\\[31mred␛\\[0m name line \\| two "
	  "| human rights defender; journalist | 123 | starter |\n" },
	{ &out_table,
	  "   Name                                      "
	  "Roles                              Freed  Sources\n"
	  " ? A \"quoted\", ␛[31mred␛[0m name line | two  "
	  "human rights defender; journalist    123  starter\n" },
};

static void writes(void **state)
{
	struct row r = make_row();

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct str s = STR_INIT(1 << 20);
		struct out o;

		choose(&o, texts[i].writer);
		write_row(texts[i].writer, &o, &r, &s);
		assert_string_equal(str_cstr(&s), texts[i].want);
		str_free(&s);
	}
}

/* Every writer has a text above, a name, and copes with an empty row. */
static void all_writers(void **state)
{
	struct row empty = {0};

	(void)state;
	for (const struct writer *const *w = writers; *w; w++) {
		struct str s = STR_INIT(1 << 20);
		struct out o;
		size_t i = 0, n = sizeof(texts) / sizeof(texts[0]);

		while (i < n && texts[i].writer != *w)
			i++;
		/* whole pages stand in t_report.c */
		assert_true(i < n || *w == &out_html);
		assert_ptr_equal(writer_find(slice_of((*w)->name)), *w);
		choose(&o, *w);
		write_row(*w, &o, &empty, &s);
		assert_false(s.bad);
		str_free(&s);
	}
	assert_null(writer_find(SLICE("nonsense")));
}

/* No line of a table is wider than the screen, down to two columns. */
static void fits(void **state)
{
	struct row r = make_row();

	(void)state;
	for (int screen = 20; screen < 120; screen += 7) {
		struct str s = STR_INIT(1 << 20);
		struct slice rest, line;
		struct out o;

		choose(&o, &out_table);
		o.screen = screen;
		o.ascii = true;
		write_row(&out_table, &o, &r, &s);
		rest = str_slice(&s);
		while (slice_cut(&rest, '\n', &line))
			assert_true((int)line.n <= screen + 4); /* 2 ␛ of 3 bytes */
		str_free(&s);
	}
}

/* A date, a number or a word is whole or not there, and what is not there is
 * named: "2025-1..." would hide the day, and a lost column a doubt. */
static void whole_or_named(void **state)
{
	static const struct column some[] = {
		{ .name = "target", .title = "Target", .type = CELL_TEXT,
		  .width = -1, .help = "t" },
		{ .name = "state", .title = "State", .type = CELL_WORD,
		  .width = 16, .help = "s" },
		{ .name = "since", .title = "Since", .type = CELL_DATE,
		  .width = 11, .help = "d" },
		{ .name = "listed", .title = "Listed", .type = CELL_NUMBER,
		  .width = 6, .help = "n" },
		{ .name = "news", .title = "News", .type = CELL_TEXT,
		  .width = 20, .help = "n" },
	};
	static const struct shape of = {
		.name = "s", .title = "S", .help = "s", .columns = some,
		.n = 5,
	};
	static const struct {
		int screen;
		const char *want;
	} facts[] = {
		{ 75, "   Target                      State             Since"
		      "       Listed  News\n"
		      "   A factory of potash at a …  eased_by_licence  "
		      "2025-12-15       3  lifted\n" },
		{ 57, "   Target    State             Since       Listed"
		      "  News\n"
		      "   A facto…  eased_by_licence  2025-12-15       3"
		      "  lifted\n" },
		{ 53, "   Target        State             Since       Listed\n"
		      "   A factory o…  eased_by_licence  2025-12-15       3\n"
		      "   no room for news; --columns takes them\n" },
		{ 41, "   Target    State             Since\n"
		      "   A facto…  eased_by_licence  2025-12-15\n"
		      "   no room for listed, news; --columns ta\n" },
	};

	(void)state;
	i18n_hush(true);	/* as English on the command line is */
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct row r = {0};
		struct str s = STR_INIT(1 << 20);
		struct out o = { .shape = &of, .screen = facts[i].screen,
				 .n = 5, .column = { 1, 2, 3, 4, 5 } };

		r.cell[1] = SLICE("A factory of potash at a place in the"
				  " south of the country");
		r.cell[2] = SLICE("eased_by_licence");
		r.cell[3] = SLICE("2025-12-15");
		r.cell[4] = SLICE("3");
		r.cell[5] = SLICE("lifted");
		write_row(&out_table, &o, &r, &s);
		assert_string_equal(str_cstr(&s), facts[i].want);
		str_free(&s);
	}
	i18n_hush(false);
}

static void numbers(void **state)
{
	static const struct {
		const char *in, *want;
	} facts[] = {
		{ "0", "0" }, { "123", "123" }, { "-4", "-4" },
		{ "1.5", "1.5" }, { "007", "\"007\"" }, { "1e5", "\"1e5\"" },
		{ "-", "\"-\"" }, { "", "\"\"" }, { "1.", "\"1.\"" },
		{ "12 000", "\"12 000\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct str s = STR_INIT(256);

		json_number(&s, slice_of(facts[i].in));
		assert_string_equal(str_cstr(&s), facts[i].want);
		str_free(&s);
	}
}

static void tames(void **state)
{
	static const struct {
		const char *in, *json;
	} facts[] = {
		{ "Алесь", "\"Алесь\"" },
		{ "a\x01z", "\"a\\u0001z\"" },
		{ "\xc2\x9b" "31m", "\"\\u009b31m\"" },
		{ "a\xe2\x80\xae" "b", "\"a\\u202eb\"" },
		{ "bad \xff byte", "\"bad \xef\xbf\xbd byte\"" },
		{ "cut \xe2\x80", "\"cut \xef\xbf\xbd\xef\xbf\xbd\"" },
		{ "\\ \"", "\"\\\\ \\\"\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct str s = STR_INIT(256), t = STR_INIT(256);

		json_text(&s, slice_of(facts[i].in));
		assert_string_equal(str_cstr(&s), facts[i].json);
		text_tame(&t, slice_of(facts[i].in));
		assert_null(strpbrk(str_cstr(&t), "\x01\x1b\x7f"));
		assert_null(strstr(str_cstr(&t), "\xe2\x80\xae"));
		str_free(&s);
		str_free(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes),
		cmocka_unit_test(all_writers),
		cmocka_unit_test(fits),
		cmocka_unit_test(whole_or_named),
		cmocka_unit_test(numbers),
		cmocka_unit_test(tames),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
