/* A book of the words of rows: it answers as a look at every row does, whatever
 * is asked, and is as none when it is lost, behind or damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "randomkit.h"
#include "store/rowbook_file.h"

enum { ROWS = ROWBOOK_LEAST + 300, TEXT_BYTES = 8 << 20, ASKED = 120 };

/* --- rows --- */

static const char *const words[] = {
	"Ivan", "Petrovich", "Al-Hassani", "al", "Zhuk", "Жук", "Łukasz",
	"Świątek", "Сяргей", "Світлана", "O'Neil", "Żółć", "agat", "AGAT-1",
	"Optics", "общество", "ООО", "“Агат”", "王海东", "Ibn", "de_la_Cruz",
	"Müller", "Mueller", "Schtscherba", "Щерба", "X", "7", "1962-03-04",
};

static const char *some(struct round *c)
{
	return words[random_chance(c, sizeof(words) / sizeof(*words))];
}

static void add_row(struct round *c, struct str *out, unsigned i)
{
	str_addf(out, "k%u native_id=k%u target_kind=person list=l"
		 " name=%s_%s_%d programme=P%d", i, i, some(c), some(c),
		 (int)random_chance(c, 40), (int)random_chance(c, 9));
	if (random_chance(c, 3) == 0)
		str_addf(out, " other_name=%s_%s", some(c), some(c));
	if (random_chance(c, 20) == 0)
		str_addf(out, " other_name=Rare%u", i);
	str_addz(out, ";");
}

static void import_rows(struct kit *k, const char *day, uint64_t seed,
			unsigned n)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct round r = {0}, *c = &r;
	struct err e = {0};

	c->at = seed * 0x9e3779b97f4a7c15u + 1;
	for (unsigned i = 0; i < n; i++)
		add_row(c, &text, i);
	if (kit_import(k, "l", day, true, KIND_designation, str_cstr(&text),
		       NULL, &e) < 0)
		fail_msg("%s", e.msg);
	str_free(&text);
	k->now += 60;
}

static void catch_up(struct kit *k)
{
	struct err e = {0};

	if (store_books(k->s, &e) < 0)
		fail_msg("%s", e.msg);
}

static const char *book_file(const struct kit *k)
{
	static char file[160];

	snprintf(file, sizeof(file), "%s-rows-parties", k->file);
	return file;
}

static int with_rows(void **state)
{
	if (kit_party_set_up(state) < 0)
		return -1;
	import_rows(*state, "2026-01-01", 1, ROWS);
	catch_up(*state);
	return 0;
}

/* --- questions --- */

static bool is_front(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* A piece of a word, of whole letters. */
static void add_piece(struct round *c, struct str *out)
{
	const char *w = some(c);
	size_t n = strlen(w), from = random_chance(c, 3) ? 0 :
			random_chance(c, n);
	size_t end = from + 1 + random_chance(c, n - from);

	while (!is_front(w[from]) || w[from] == '_')
		from--;
	while (end < n && !is_front(w[end]))
		end++;
	while (end > from + 1 && w[end - 1] == '_')
		end--;
	for (size_t i = from; i < end; i++)
		str_addc(out, w[i] == '_' ? ' ' : w[i]);
}

static void add_quoted(struct round *c, struct str *out)
{
	str_addc(out, '"');
	add_piece(c, out);
	if (random_chance(c, 4) == 0) {
		str_addc(out, ' ');
		add_piece(c, out);
	}
	str_addc(out, '"');
}

static void add_term(struct round *c, struct str *out)
{
	static const char *const cells[] = {
		"programme:P1", "programme:P2,P3", "state:listed",
		"list:L", "list:none", "state:delisted",
	};
	static const char *const fields[] = { "", "", "", "name:", "others:" };

	if (random_chance(c, 5) == 0)
		str_addz(out, "-");
	if (random_chance(c, 4) == 0) {
		str_addz(out, cells[random_chance(c, 6)]);
		return;
	}
	str_addz(out, fields[random_chance(c, 5)]);
	add_quoted(c, out);
	if (random_chance(c, 5) == 0) {
		str_addc(out, ',');
		add_quoted(c, out);
	}
}

static void make_question(struct round *c, struct str *out)
{
	unsigned n = 1 + (unsigned)random_chance(c, 3);

	str_clear(out);
	str_addz(out, random_chance(c, 2) ? "sort:match" : "is:any");
	for (unsigned i = 0; i < n; i++) {
		str_addc(out, ' ');
		add_term(c, out);
	}
}

static void make_query(struct query *q, const char *text)
{
	struct err e = {0};

	*q = (struct query){0};
	if (query_parse(q, slice_of(text), &e) < 0 ||
	    query_check(q, &kit_parties, &e) < 0 ||
	    query_defaults(q, &kit_parties, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
}

/* What the book says: false where it cannot tell. */
static bool ask_book(struct kit *k, const char *text, int64_t *n)
{
	struct rowset *set = NULL;
	struct query q;
	struct err e = {0};
	int rc;

	make_query(&q, text);
	rc = rowbook_count(k->s, &kit_parties, &q, n, &set, &e);
	if (rc < 0)
		fail_msg("%s: %s", text, e.msg);
	rowset_free(&set);
	query_free(&q);
	return rc > 0;
}

static int add_id(void *ctx, const struct shape *shape, const struct row *r,
		  struct err *e)
{
	(void)shape;
	(void)e;
	str_add(ctx, r->cell[0]);
	str_addc(ctx, ' ');
	return 0;
}

static int add_value(void *ctx, struct slice value, int64_t rows,
		     struct err *e)
{
	(void)e;
	str_addf(ctx, "%.*s %lld\n", SLICE_ARG(value), (long long)rows);
	return 0;
}

/* Every row in its order, from a window that reads all and from one that reads
 * some: where its row in the middle stands, before others were asked for. */
static void add_rows(struct kit *k, const struct query *q, bool shown,
		     struct str *out)
{
	struct str middle = STR_INIT(64);
	struct window *w = NULL;
	struct err e = {0};
	int64_t n;

	if ((shown ? window_show : window_open)(&w, k->s, &kit_parties, q,
						&e) < 0)
		fail_msg("%s", e.msg);
	n = window_count(w);
	window_fetch(w, n / 2, 1, add_id, &middle, &e);
	window_close(&w);
	if ((shown ? window_show : window_open)(&w, k->s, &kit_parties, q,
						&e) < 0)
		fail_msg("%s", e.msg);
	str_addf(out, "%lld rows, %lld: ", (long long)n, n == 0 ? 0LL :
		 (long long)window_find(w, slice_trim(str_slice(&middle)), &e));
	window_fetch(w, 0, n, add_id, out, &e);
	window_close(&w);
	str_free(&middle);
}

/* Rows, and how many have each value. */
static char *answer(struct kit *k, const char *text)
{
	static const char *const columns[] = { "programme", "list", "state" };
	struct str out = STR_INIT(TEXT_BYTES), shown = STR_INIT(TEXT_BYTES);
	struct query q;
	struct err e = {0};

	make_query(&q, text);
	add_rows(k, &q, false, &out);
	add_rows(k, &q, true, &shown);
	assert_string_equal(str_cstr(&shown), str_cstr(&out));
	for (size_t i = 0; i < 3; i++)
		if (store_facet(k->s, &kit_parties,
				shape_find(&kit_parties, slice_of(columns[i])),
				&q, add_value, &out, &e) < 0)
			fail_msg("%s: %s", text, e.msg);
	assert_false(out.bad);
	query_free(&q);
	str_free(&shown);
	return str_take(&out);
}

/* What chance would not ask: blanks that are none, or stand for nothing. */
static const char *const odd[] = {
	"\"\xC2\xA0\"", "-\"\xC2\xA0\"", "\"\xE2\x80\x83 zhuk\"", "name:\"-\"",
};

static void ask_next(struct round *c, size_t i, struct str *out)
{
	str_clear(out);
	if (i < sizeof(odd) / sizeof(*odd))
		str_addz(out, odd[i]);
	else
		make_question(c, out);
}

/* As many as there are, each asked with the book and without. */
static void it_answers_as_the_rows_do(void **state)
{
	struct kit *k = *state;
	struct str text = STR_INIT(4096);
	char *of_book[ASKED];
	struct round r = {0}, *c = &r;
	size_t told = 0, some_rows = 0;

	c->at = 2 * 0x9e3779b97f4a7c15u + 1;
	for (size_t i = 0; i < ASKED; i++) {
		int64_t n = 0;

		ask_next(c, i, &text);
		told += ask_book(k, str_cstr(&text), &n);
		some_rows += n > 0 && n < ROWS;
		of_book[i] = answer(k, str_cstr(&text));
	}
	/* Phrases in very many rows are left to SQL. */
	assert_true(told > ASKED * 9 / 10);
	assert_true(some_rows > ASKED / 3);
	assert_int_equal(unlink(book_file(k)), 0);
	store_close(&k->s);
	kit_open(k);
	c->at = 2 * 0x9e3779b97f4a7c15u + 1;
	for (size_t i = 0; i < ASKED; i++) {
		int64_t n;
		char *of_rows;

		ask_next(c, i, &text);
		assert_false(ask_book(k, str_cstr(&text), &n));
		of_rows = answer(k, str_cstr(&text));
		if (strcmp(of_rows, of_book[i]) != 0)
			fail_msg("%s: %.300s... with the book, %.300s..."
				 " without", str_cstr(&text), of_book[i],
				 of_rows);
		free(of_rows);
		free(of_book[i]);
	}
	str_free(&text);
}

/* --- when it does not fit --- */

static void one_that_is_behind_is_not_asked(void **state)
{
	struct kit *k = *state;
	int64_t n;

	assert_true(ask_book(k, "zebra", &n));
	assert_int_equal(n, 0);
	kit_listed(k, "m", "2026-01-05", "z name=Zebra_Crossing list=m");
	assert_false(ask_book(k, "zebra", &n));
	kit_expect(k, &kit_parties, "zebra", "name", "Zebra Crossing");
	catch_up(k);
	assert_true(ask_book(k, "zebra", &n));
	assert_int_equal(n, 1);
	kit_expect(k, &kit_parties, "zebra", "name", "Zebra Crossing");
}

/* It is made again when the store is opened to be written and refreshed. */
static void few_rows_have_none(void **state)
{
	struct kit *k = *state;
	int64_t n;

	import_rows(k, "2026-01-01", 1, 20);
	catch_up(k);
	assert_false(path_exists(book_file(k)));
	assert_false(ask_book(k, "zebra", &n));
	import_rows(k, "2026-01-02", 1, ROWS);
	catch_up(k);
	assert_true(path_exists(book_file(k)));
}

static void a_purge_leaves_none(void **state)
{
	struct kit *k = *state;
	struct err e = {0};

	assert_true(path_exists(book_file(k)));
	assert_int_equal(store_purge(k->s, false, &e), 0);
	assert_false(path_exists(book_file(k)));
	kit_expect(k, &kit_parties, "zhuk", "name", "");
}

static void spoil(const char *file, long at, int by)
{
	FILE *f = fopen(file, "r+");
	int c;

	assert_non_null(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	c = fgetc(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	fputc(c ^ by, f);
	fclose(f);
}

/* Each block in turn: the answer stays, and the file goes where the block was
 * asked for. */
static void a_damaged_one_goes(void **state)
{
	struct kit *k = *state;
	char *before = answer(k, "agat");
	struct stat st;
	int gone = 0;

	assert_int_equal(stat(book_file(k), &st), 0);
	for (long at = 100; at < st.st_size; at += SUMMED_BLOCK) {
		char *now;

		store_close(&k->s);
		spoil(book_file(k), at, 0x10);
		kit_open(k);
		now = answer(k, "agat");
		assert_string_equal(now, before);
		free(now);
		if (path_exists(book_file(k))) {
			spoil(book_file(k), at, 0x10);
			continue;
		}
		gone++;
		catch_up(k);
	}
	assert_true(gone > 0);
	free(before);
}

static void a_word_may_be_long(void **state)
{
	struct kit *k = *state;
	struct str text = STR_INIT(TEXT_BYTES);
	int64_t n;

	str_addz(&text, "z list=m name=");
	for (int i = 0; i < 100000; i++)
		str_addc(&text, i == 50000 ? 'q' : 'z');
	kit_listed(k, "m", "2026-01-05", str_cstr(&text));
	catch_up(k);
	assert_true(ask_book(k, "zqz", &n));
	assert_int_equal(n, 1);
	kit_expect(k, &kit_parties, "zzqzz", "list", "m");
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_answers_as_the_rows_do,
						with_rows, kit_tear_down),
		cmocka_unit_test_setup_teardown(one_that_is_behind_is_not_asked,
						with_rows, kit_tear_down),
		cmocka_unit_test_setup_teardown(few_rows_have_none,
						kit_set_up, kit_tear_down),
		cmocka_unit_test_setup_teardown(a_purge_leaves_none,
						with_rows, kit_tear_down),
		cmocka_unit_test_setup_teardown(a_damaged_one_goes,
						with_rows, kit_tear_down),
		cmocka_unit_test_setup_teardown(a_word_may_be_long,
						with_rows, kit_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
