/* Rows of CSV text, header words, and the tables in_csv reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "read/csvrow.h"
#include "recdump.h"

#define LIT(text) { (text), sizeof(text) - 1 }

/* Rows as "a|b/c|d": bars between cells, slashes between rows. */
static void rows_of(struct slice text, struct str *out, struct err *e)
{
	struct input_part part = input_memory(SLICE("t.csv"), text);
	struct csv *csv = NULL;
	struct csv_row row;
	int rc;

	assert_int_equal(csv_open(&csv, &part, 0, e), 0);
	while ((rc = csv_next(csv, &row, e)) == 1) {
		if (row.number > 1)
			str_addc(out, '/');
		for (size_t i = 0; i < row.n; i++) {
			if (i > 0)
				str_addc(out, '|');
			str_add(out, row.field[i]);
		}
	}
	if (rc == 0 && csv_end_mark(csv))
		str_addc(out, '$');
	csv_close(&csv);
}

static const struct {
	const char *text, *rows;
} good[] = {
	{ "a,b\r\nc,d\r\n",           "a|b/c|d" },
	{ "a,b\nc,d",                 "a|b/c|d" },
	{ "a;b\n1,5;2",               "a|b/1,5|2" },
	{ "a\tb\nc\t",                "a|b/c|" },
	{ "\"a,b\",\"c\"\"d\"\n",     "a,b|c\"d" },
	{ "\"a\r\nb\",c\n",           "a\r\nb|c" },
	{ "\n\na,b\n\n\nc,d\n\n",     "a|b/c|d" },
	{ "a \"b\" c,d\n",            "a \"b\" c|d" },
	{ "\"a\" tail,b\n",           "a tail|b" },
	{ ",\n\"\"\n",                "|/" },
	{ "a,-0- \r\n\x1a",           "a|-0- $" },
	{ "a,b\n\x1a\r\n",            "a|b$" },
	{ "a,b\x1a\n",                "a|b\x1a" },
	{ "",                         "" },
	{ "\xEF\xBB\xBF" "a,b\n",     "a|b" },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct str out = STR_INIT(1000);
		struct err e = {0};

		rows_of(slice_of(good[i].text), &out, &e);
		assert_int_equal(e.code, ERR_NONE);
		assert_string_equal(str_cstr(&out), good[i].rows);
		str_free(&out);
	}
}

static const struct {
	struct slice text;
	const char *says;
} bad[] = {
	{ { "a,b\n\"c,d\n", 9 },      "row 2: column 1: the quote opened in "
				      "line 2 never closes" },
	{ { "a,b\nc,\0d\n", 9 },      "row 2: column 2: a NUL byte; this is "
				      "no text file" },
	{ { "a,b\n\x1a" "c,d\n", 9 }, "row 2: text behind the end mark" },
};

static void test_bad_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct str out = STR_INIT(1000);
		struct err e = {0};

		rows_of(bad[i].text, &out, &e);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_string_equal(e.msg, bad[i].says);
		str_free(&out);
	}
}

/* Rows that stand for themselves, through a pipe that gives a few bytes at a
 * time; "!" is one that was given up. */
static void stream_of(struct slice text, const struct csv_bounds *b,
		      struct str *out, struct str *why)
{
	struct input_part part = { .name = SLICE("pipe"), .flows = true };
	struct csv *csv = NULL;
	struct csv_row row;
	struct err e = {0};
	int fd[2], rc;

	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], text.p, text.n), (ssize_t)text.n);
	close(fd[1]);
	part.fd = fd[0];
	assert_int_equal(csv_open_rows(&csv, &part, 0, b, &e), 0);
	while ((rc = csv_next(csv, &row, &e)) != 0) {
		if (out->n > 0)
			str_addc(out, '/');
		if (rc < 0) {
			str_addf(why, "%s\n", e.msg);
			str_addc(out, '!');
			assert_true(csv_give_up(csv, &e));
			err_clear(&e);
		}
		for (size_t i = 0; rc > 0 && i < row.n; i++) {
			str_addz(out, i > 0 ? "|" : "");
			str_add(out, row.field[i]);
		}
	}
	csv_close(&csv);
	close(fd[0]);
}

static const struct {
	struct slice text;
	const char *rows, *says;
	bool lines;
} streams[] = {
	{ LIT("a,b\nc,d\n"), "a|b/c|d", "", false },
	{ LIT("\xEF\xBB\xBF" "a;b\r\nc;d"), "a|b/c|d", "", false },
	{ LIT("\xFF\xFE" "a\0,\0b\0"), "a|b", "", false },
	{ LIT(""), "", "", false },
	{ LIT("\xEF\xBB\xBF"), "", "", false },
	{ LIT("name\nB, A\n\"C, D\"\n"), "name/B, A/C, D", "", false },
	{ LIT("B, A\n\"C\" D\n"), "B, A/\"C\" D", "", true },
	{ LIT("a,b\n\xE9,d\ne,f"), "a|b/\xE9|d/e|f", "", false },
	{ LIT("a,b\n\"c,d\ne,f\ng,h\n"), "a|b/!/e|f/g|h",
	  "row 2: column 1: the quote opened in line 2 never closes\n",
	  false },
	{ LIT("a,b\n\n\n\"c,d\n\ne,f"), "a|b/!/e|f",
	  "row 2: column 1: the quote opened in line 4 never closes\n",
	  false },
	{ LIT("a,b\n\"c\nd\n,e\ng,h\n\"i\",j\n"), "a|b/!/d/|e/g|h/i|j",
	  "row 2: column 1: the quote opened in line 2 does not close within"
	  " 3 lines\n", false },
	{ LIT("a,b\n\"c\nd\",e\nf,g"), "a|b/c\nd|e/f|g", "", false },
	{ LIT("a,b\nc,\0d\ne,f\n"), "a|b/!/e|f",
	  "row 2: column 2: a NUL byte; this is no text file\n", false },
	{ LIT("a,b\n0123456789012345678901234567890123456789,c\nd,e\n"),
	  "a|b/!/d|e", "row 2: column 1: longer than 32 bytes\n", false },
	{ LIT("a,b\n\"c\n\"d\n\"e\nf,g\n"), "a|b/c\nd/!/f|g",
	  "row 3: column 1: the quote opened in line 4 never closes\n",
	  false },
};

static void test_given_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(streams) / sizeof(*streams); i++) {
		struct csv_bounds b = { 32, 3, streams[i].lines };
		struct str out = STR_INIT(1000), why = STR_INIT(1000);

		stream_of(streams[i].text, &b, &out, &why);
		assert_string_equal(str_cstr(&out), streams[i].rows);
		assert_string_equal(str_cstr(&why), streams[i].says);
		str_free(&out);
		str_free(&why);
	}
}

/* What follows a row that is too long is read, however long it is, and what is
 * kept of it has a ceiling. */
static void test_long_rows_given_up(void **state)
{
	struct str text = STR_INIT(60000);
	struct csv_bounds b = { 4096, 20, false };
	struct str out = STR_INIT(1000), why = STR_INIT(1000);

	(void)state;
	str_addz(&text, "name,b\n");
	for (int i = 0; i < 800; i++)
		str_addz(&text, "long and longer ");
	str_addz(&text, "\nc,d\n\"");
	for (int i = 0; i < 800; i++)
		str_addz(&text, "quoted \"\"name\"\" ");
	str_addz(&text, "\",x\ne,f\n");
	for (int i = 0; i < 20000; i++)
		str_addc(&text, i == 0 ? 'g' : '\r');
	str_addz(&text, "\nh,i");
	stream_of(str_slice(&text), &b, &out, &why);
	assert_string_equal(str_cstr(&out), "name|b/!/c|d/!/e|f/!/h|i");
	str_free(&text);
	str_free(&out);
	str_free(&why);
}

/* One field and one row of any size end at their ceilings. */
static void test_ceilings(void **state)
{
	struct str text = STR_INIT(64u << 20), out = STR_INIT(64u << 20);
	struct err e = {0};

	(void)state;
	for (int i = 0; i < CSV_FIELD_BYTES / 64 + 1; i++)
		str_addf(&text, "%064d", i);
	rows_of(str_slice(&text), &out, &e);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_non_null(strstr(e.msg, "row 1: column 1: longer than"));
	err_clear(&e);
	str_clear(&text);
	for (int i = 0; i < CSV_FIELDS + 1; i++)
		str_addc(&text, ',');
	rows_of(str_slice(&text), &out, &e);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "row 1: more than 1024 columns");
	err_clear(&e);
	str_clear(&text);
	for (int i = 0; i < CSV_ROW_BYTES / 1000; i++)
		str_addf(&text, "%01023d%s", i, i % 1000 == 999 ? "," : "");
	rows_of(str_slice(&text), &out, &e);
	assert_int_equal(e.code, ERR_LIMIT);
	str_free(&text);
	str_free(&out);
}

static const struct {
	const char *text;
	enum err_code code;
	const char *says;
} refused[] = {
	/* a measure's day is no release */
	{ "measure_id,target,date,state,note\na,b,2025-12-15,lifted,c\n",
	  ERR_FORMAT, "t.csv: row 1: no table is known " },
	{ "colour,size\nred,1\n", ERR_FORMAT, "t.csv: row 1: no table is known "
	  "with these columns: colour, size" },
	{ "Name,Role\nA,b,c\n", ERR_FORMAT,
	  "t.csv: row 2: 3 columns, but the header has 2" },
	{ "Name,Role\n,b\n", ERR_FORMAT, "t.csv: row 2: no name" },
	{ "date,count\nsoon,1\n", ERR_FORMAT,
	  "t.csv: row 2: date: \"soon\" is no date" },
	{ "date,count\n,1\n", ERR_FORMAT, "t.csv: row 2: date: empty" },
	{ "date,count\n2026,many\n", ERR_FORMAT,
	  "t.csv: row 2: count: \"many\" is no number" },
	{ "date,count,type\n2026,1,magic\n", ERR_FORMAT,
	  "t.csv: row 2: type: \"magic\" is not in the vocabulary" },
	{ "measure,state\nx,melted\n", ERR_FORMAT,
	  "t.csv: row 2: state: \"melted\" is not in the vocabulary" },
	{ "measure,state\n,lifted\n", ERR_FORMAT,
	  "t.csv: row 2: measure: empty" },
	{ "Recommendation,Impact\n,b\n", ERR_FORMAT, "t.csv: row 2: no text" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "csv", "t.csv",
				 slice_of(refused[i].text), &e), -1);
		assert_int_equal(e.code, refused[i].code);
		if (strncmp(e.msg, refused[i].says,
			    strlen(refused[i].says)) != 0)
			fail_msg("%s", e.msg);
		recdump_free(&d);
	}
}

static int read_mapped(struct recdump *d, const char *mapping,
		       const char *text, struct err *e)
{
	struct input in = { .n = 1, .mapping = slice_of(mapping) };

	in.part[0] = input_memory(SLICE("t.csv"), slice_of(text));
	return reader_find(SLICE("csv"))->read(&in, recdump_emit, d, e);
}

static void test_mapping(void **state)
{
	static const char text[] = "Wer,Name,Geburt\nJan Kowal,x,1970\n";
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	assert_int_equal(read_mapped(&d, "WER = person.name;Geburt=person.born",
				     text, &e), 0);
	assert_true(recdump_has(&d, "\tname = Jan Kowal\n"));
	assert_true(recdump_has(&d, "\tborn = 1970\n"));
	assert_false(recdump_has(&d, "= x"));
	assert_int_equal(read_mapped(&d, "Wer=person.shoe", text, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	assert_non_null(strstr(e.msg, "\"person.shoe\" is no column"));
	recdump_free(&d);
}

/* The compiled-in starter tables are read whole. */
static void test_starter(void **state)
{
	static const struct {
		const char *file;
		enum kind kind;
		size_t n;
	} starter[] = {
		{ "releases.csv", KIND_event,   21 },
		{ "measures.csv", KIND_measure, 13 },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct str text = STR_INIT(1 << 20);
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};
		char path[PATH_BYTES];

		snprintf(path, sizeof(path), "%s/assets/starter/%s",
			 test_srcdir(), starter[i].file);
		assert_int_equal(path_read(path, &text, NULL, &e), 0);
		if (recdump_text(&d, "csv", starter[i].file, str_slice(&text),
				 &e) < 0)
			fail_msg("%s", e.msg);
		assert_true(d.of_kind[starter[i].kind] >= starter[i].n);
		recdump_free(&d);
		str_free(&text);
	}
}

/* A name twice in a table: one subject, two records. */
static void test_many_rows(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	(void)state;
	str_addz(&text, "Name,Role\n");
	for (int i = 0; i < 1000; i++)
		str_addf(&text, "Person %d,nurse\n", i / 2);
	assert_int_equal(recdump_text(&d, "csv", "t.csv", str_slice(&text),
				      &e), 0);
	assert_int_equal(d.n, 1000);
	assert_true(recdump_has(&d, "person person/person 499\n"));
	assert_true(recdump_has(&d, "person person/person 499/2\n"
				    "\tabout person/person 499\n"));
	recdump_free(&d);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_long_rows_given_up),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_mapping),
		cmocka_unit_test(test_starter),
		cmocka_unit_test(test_many_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
