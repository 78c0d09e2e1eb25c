/* Dates to come as a calendar: what RFC 5545 asks of lines and texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "write/writer.h"

enum {
	MEASURE, STATE, EXPIRES, PROGRAMME, TARGET, DOCUMENTS, BY, COLUMNS,
};

static const struct column columns[COLUMNS] = {
	[MEASURE] = { .name = "measure", .title = "Measure",
		      .type = CELL_TEXT, .help = "m" },
	[STATE] = { .name = "state", .title = "State", .type = CELL_WORD,
		    .vocab = VOCAB_measure_state, .width = 16, .help = "s" },
	[EXPIRES] = { .name = "expires", .title = "Expires",
		      .type = CELL_DATE, .help = "e" },
	[PROGRAMME] = { .name = "programme", .title = "Programme",
			.type = CELL_WORD, .list = true, .width = 9,
			.help = "p" },
	[TARGET] = { .name = "target", .title = "Target", .type = CELL_TEXT,
		     .help = "t" },
	[BY] = { .name = "jurisdiction", .title = "By", .type = CELL_WORD,
		 .vocab = VOCAB_jurisdiction, .width = 3, .help = "j" },
	[DOCUMENTS] = { .name = "documents", .title = "Documents",
			.type = CELL_TEXT, .list = true, .help = "d" },
};

static const struct shape shape = {
	.name = "test", .title = "Test", .help = "test", .columns = columns,
	.n = COLUMNS,
};

static void write_one(const struct row *r, struct str *out)
{
	struct out o = { .shape = &shape, .now = 1764079200 };

	out_ics.begin(out, &o);
	out_ics.row(out, &o, r);
	out_ics.end(out, &o);
}

static struct row make_row(const char *expires)
{
	struct row r = {0};

	r.cell[0] = SLICE("m-abc");
	r.cell[1 + MEASURE] = SLICE("EU, Belarus; all \\ of it\nand more");
	r.cell[1 + STATE] = SLICE("extended");
	r.cell[1 + EXPIRES] = slice_of(expires);
	r.cell[1 + PROGRAMME] = SLICE("\x1f" "EU-BLR\x1f");
	r.cell[1 + DOCUMENTS] = SLICE("\x1fhttps://news.example/a;b,c\x1f"
				      "https://news.example/2\x1f");
	return r;
}

/* 1764079200 is 2025-11-25T14:00:00Z. */
static const struct {
	const char *expires, *start, *end;
} dates[] = {
	{ "2027-02-28", "20270228", "20270301" },
	{ "2025-11-25", "20251125", "20251126" },	/* today */
	{ "2028-02", "20280201", "20280301" },
	{ "2027", "20270101", "20280101" },
	{ "2025-11-24", NULL, NULL },
	{ "2021-06-03", NULL, NULL },
	{ "", NULL, NULL },
	{ "soon", NULL, NULL },
};

static void test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct row r = make_row(dates[i].expires);
		struct str out = STR_INIT(1 << 16);
		char want[80];

		write_one(&r, &out);
		if (!dates[i].start) {
			assert_null(strstr(str_cstr(&out), "VEVENT"));
			str_free(&out);
			continue;
		}
		snprintf(want, sizeof(want), "\r\nDTSTART;VALUE=DATE:%s\r\n"
			 "DTEND;VALUE=DATE:%s\r\n", dates[i].start,
			 dates[i].end);
		assert_non_null(strstr(str_cstr(&out), want));
		str_free(&out);
	}
}

static void test_text(void **state)
{
	struct row r = make_row("2027-02-28");
	struct str out = STR_INIT(1 << 16);

	(void)state;
	write_one(&r, &out);
	assert_string_equal(str_cstr(&out),
		"BEGIN:VCALENDAR\r\n"
		"VERSION:2.0\r\n"
		"PRODID:-//thaw//releases and measures//EN\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"BEGIN:VEVENT\r\n"
		"UID:m-abc.expires@thaw\r\n"
		"DTSTAMP:20251125T140000Z\r\n"
		"DTSTART;VALUE=DATE:20270228\r\n"
		"DTEND;VALUE=DATE:20270301\r\n"
		"SUMMARY:EU\\, Belarus\\; all \\\\ of it and more: extended until"
		" then\r\n"
		"DESCRIPTION:EU-BLR\r\n"
		"URL:https://news.example/a;b,c\r\n"
		"TRANSP:TRANSPARENT\r\n"
		"END:VEVENT\r\n"
		"END:VCALENDAR\r\n");
	str_free(&out);
}

/* A whole list is called by whose it is and whom it hits. */
static void test_list(void **state)
{
	struct row r = make_row("2027-02-28");
	struct str out = STR_INIT(1 << 16);

	(void)state;
	r.cell[1 + MEASURE] = SLICE("list");
	r.cell[1 + BY] = SLICE("EU");
	r.cell[1 + TARGET] = SLICE("Belarus (the list)");
	write_one(&r, &out);
	assert_non_null(strstr(str_cstr(&out), "\r\nSUMMARY:EU Belarus (the"
			       " list): extended until then\r\n"));
	str_free(&out);
}

/* No line has more than 75 octets, none is cut inside a character, and
 * unfolded it is what it was. */
static void test_folding(void **state)
{
	static const char *const letters[] = { "a", "\xc3\xa9", "\xe2\x82\xac",
					       "\xf0\x9f\x8c\x8d" };

	(void)state;
	for (size_t k = 0; k < 4; k++)
		for (size_t n = 60; n < 90; n++) {
			struct row r = make_row("2027-02-28");
			struct str long_text = STR_INIT(4096);
			struct str out = STR_INIT(1 << 16);
			struct str flat = STR_INIT(1 << 16);
			struct slice rest, line;

			for (size_t i = 0; i < n; i++)
				str_addz(&long_text, letters[k]);
			r.cell[1 + TARGET] = str_slice(&long_text);
			write_one(&r, &out);
			rest = str_slice(&out);
			while (slice_cut(&rest, '\n', &line)) {
				if (line.n == 0)
					continue;
				assert_int_equal(line.p[line.n - 1], '\r');
				assert_true(line.n - 1 <= 75);
				if (line.p[0] == ' ') {
					str_cut(&flat, flat.n - 1);
					assert_true(((unsigned char)line.p[1] &
						     0xc0) != 0x80);
					line.p++;
					line.n--;
				}
				str_add(&flat, line);
			}
			assert_non_null(strstr(str_cstr(&flat),
					       str_cstr(&long_text)));
			str_free(&long_text);
			str_free(&out);
			str_free(&flat);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
