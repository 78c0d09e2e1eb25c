/* The file of the name index: what goes in comes out, by any way of making it;
 * what is stale or damaged is never taken for right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "indexkit.h"

enum { FILE_MOST = 8 << 20 };

static int start(void **state)
{
	struct ixkit *k = calloc(1, sizeof(*k));

	assert_non_null(k);
	ix_start(k);
	*state = k;
	return 0;
}

static int stop(void **state)
{
	ix_stop(*state);
	free(*state);
	return 0;
}

static const char some[] =
	"3 p Ales Bialiatski\n"
	"3 p Алесь Бяляцкі\n"
	"3 pw Belyi\n"
	"7 - Trading House Limited Liability Company \"Zarya\"\n"
	"7 -o OOO Zarya 44\n"
	"9 p BIALIATSKI, Ales Viktaravich\n"
	"12 - ...\n"
	"12 p 王小明\n"
	"900000000000 p محمد علي\n";

/* --- what goes in comes out ---------------------------------------------- */

static void told(struct str *out, const struct name *name)
{
	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		str_addf(out, " %.*s/%.*s:%d:%d:%d:%d:%d", SLICE_ARG(w->plain),
			 SLICE_ARG(w->sound), w->role, w->traits, w->given,
			 w->alike, w->surname);
	}
}

static void same_name(const struct name_index *ix, size_t i)
{
	struct str want = STR_INIT(1 << 16), got = STR_INIT(1 << 16);
	struct arena mem = ARENA_INIT(1 << 20);
	struct index_entry entry;
	struct name read, kept;
	struct err e = {0};

	assert_int_equal(index_entry(ix, i, &entry, &e), 0);
	assert_int_equal(index_name(ix, i, &kept, &e), 0);
	name_read(&read, entry.written, entry.flags & INDEX_PERSON, &mem);
	assert_int_equal(kept.person, (entry.flags & INDEX_PERSON) != 0);
	told(&want, &read);
	told(&got, &kept);
	assert_string_equal(str_cstr(&got), str_cstr(&want));
	str_free(&want);
	str_free(&got);
	arena_free(&mem);
}

static void test_all(void **state)
{
	struct ixkit *k = *state;
	struct str lines = STR_INIT(1 << 16);
	struct err e = {0};

	ix_make(k, some, 5);
	assert_int_equal(index_names(k->ix), 9);
	assert_int_equal(index_stamp(k->ix), 5);
	assert_int_equal(index_check(k->ix, &e), 0);
	for (size_t i = 0; i < index_names(k->ix); i++) {
		struct index_entry n;

		assert_int_equal(index_entry(k->ix, i, &n, &e), 0);
		str_addf(&lines, "%lld %s%s%s%s %.*s\n", (long long)n.subject,
			 n.flags & INDEX_PERSON ? "p" : "",
			 n.flags & INDEX_WEAK ? "w" : "",
			 n.flags & INDEX_PAST ? "o" : "",
			 n.flags ? "" : "-", SLICE_ARG(n.written));
		same_name(k->ix, i);
	}
	str_addz(&lines, "");
	/* "-o" is "o". */
	assert_non_null(strstr(str_cstr(&lines), "7 o OOO Zarya 44\n"));
	assert_non_null(strstr(str_cstr(&lines), "3 pw Belyi\n"));
	assert_non_null(strstr(str_cstr(&lines), "900000000000 p محمد علي\n"));
	str_free(&lines);
}

static void test_none(void **state)
{
	struct ixkit *k = *state;
	struct err e = {0};
	struct index_entry n;

	ix_make(k, "", 1);
	assert_int_equal(index_names(k->ix), 0);
	assert_int_equal(index_check(k->ix, &e), 0);
	assert_int_equal(index_entry(k->ix, 0, &n, &e), -1);
	assert_int_equal(e.code, ERR_FORMAT);
}

static void test_many(void **state)
{
	struct ixkit *k = *state;
	struct str lines = STR_INIT(1 << 22);
	struct err e = {0};

	ix_invent(&lines, 2000);
	ix_make(k, str_cstr(&lines), 1);
	assert_int_equal(index_names(k->ix), 2000);
	assert_int_equal(index_check(k->ix, &e), 0);
	for (size_t i = 0; i < 2000; i += 7)
		same_name(k->ix, i);
	str_free(&lines);
}

/* --- made anew from an older one ----------------------------------------- */

/* In `to`, lines of subjects in `changed` are other names, or none. */
static void edit(struct str *to, const char *lines, size_t step)
{
	struct slice rest = slice_of(lines), line, number;
	size_t i = 0;

	while (rest.n > 0 && slice_cut(&rest, '\n', &line)) {
		struct slice l = line;

		slice_cut(&l, ' ', &number);
		if (++i % step == 0 && i % 2 == 0)
			continue;
		str_add(to, line);
		if (i % step == 0)
			str_addf(to, " Neu%zu", i);
		str_addc(to, '\n');
		if (i % step == 0)
			str_addf(to, "%.*s pw Second%zu Name\n",
				 SLICE_ARG(number), i);
	}
}

static void add_lines(struct index_maker *m, const char *lines,
		      int64_t subject)
{
	struct slice rest = slice_of(lines), line, number, flags;
	struct err e = {0};
	int64_t n = 0;

	while (rest.n > 0 && slice_cut(&rest, '\n', &line)) {
		slice_cut(&line, ' ', &number);
		slice_cut(&line, ' ', &flags);
		if (!slice_int(number, &n) || n != subject)
			continue;
		assert_int_equal(maker_add(m, line, (uint8_t)(
			(memchr(flags.p, 'p', flags.n) ? INDEX_PERSON : 0) |
			(memchr(flags.p, 'w', flags.n) ? INDEX_WEAK : 0)),
			&e), 0);
	}
}

static void read_all(const char *file, struct str *out)
{
	struct err e = {0};

	str_clear(out);
	assert_int_equal(path_read(file, out, NULL, &e), 0);
}

/* By what changed alone it is the same file, byte by byte. */
static void kept(struct ixkit *k, size_t step)
{
	struct str lines = STR_INIT(1 << 22), now = STR_INIT(1 << 22);
	struct str want = STR_INIT(FILE_MOST), got = STR_INIT(FILE_MOST);
	struct index_maker *m;
	struct name_index *ix;
	struct err e = {0};

	ix_invent(&lines, 600);
	edit(&now, str_cstr(&lines), step);
	ix_make(k, str_cstr(&now), 2);
	read_all(k->file, &want);
	ix_make(k, str_cstr(&lines), 1);
	assert_int_equal(maker_open(&m, k->ix, &e), 0);
	for (size_t i = step; i <= 600; i += step) {
		int64_t subject = (int64_t)(3 * (i - 1) + 1);

		assert_int_equal(maker_subject(m, subject, &e), 0);
		add_lines(m, str_cstr(&now), subject);
	}
	assert_int_equal(maker_close(&m, k->file, 2, &ix, &e), 0);
	read_all(k->file, &got);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.p, want.p, want.n);
	index_close(&ix);
	str_free(&lines);
	str_free(&now);
	str_free(&want);
	str_free(&got);
}

static void test_keep(void **state)
{
	static const size_t steps[] = { 1, 2, 3, 50, 599, 600, 601 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		kept(*state, steps[i]);
}

static void test_order(void **state)
{
	struct index_maker *m;
	struct err e = {0};

	(void)state;
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_subject(m, 7, &e), 0);
	assert_int_equal(maker_subject(m, 7, &e), -1);
	maker_drop(&m);
}

/* --- where it is not written --------------------------------------------- */

static void test_places(void **state)
{
	struct ixkit *k = *state;
	struct index_maker *m;
	struct name_index *ix;
	struct stat st;
	struct err e = {0};
	char name[128];
	int fd;

	ix_make(k, some, 1);
	assert_int_equal(stat(k->file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	index_close(&k->ix);
	unlink(k->file);

	/* Another process is at it: this one has its own, and leaves none. */
	snprintf(name, sizeof(name), "%s.new", k->file);
	fd = open(name, O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_close(&m, k->file, 1, &ix, &e), 0);
	assert_int_equal(index_names(ix), 0);
	index_close(&ix);
	assert_int_equal(stat(k->file, &st), -1);
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_close(&m, k->file, 1, NULL, &e), 0);
	assert_int_equal(stat(k->file, &st), -1);
	close(fd);

	/* What a killed one has left is taken over. */
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_close(&m, k->file, 1, NULL, &e), 0);
	assert_int_equal(stat(k->file, &st), 0);
	assert_int_equal(stat(name, &st), -1);

	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_close(&m, "/nowhere/t-names", 1, &ix, &e), 0);
	index_close(&ix);
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	assert_int_equal(maker_close(&m, "/nowhere/t-names", 1, NULL, &e), -1);
	assert_int_equal(e.code, ERR_SYSTEM);
}

/* --- stale, and damaged -------------------------------------------------- */

static void test_stale(void **state)
{
	struct ixkit *k = *state;
	struct index_head *h;
	struct str bytes = STR_INIT(FILE_MOST);
	struct name_index *ix;
	uint64_t stamp = 6;
	struct err e = {0};

	assert_int_equal(index_open(&ix, k->file, NULL, &e), 0);
	assert_null(ix);
	ix_make(k, some, 5);
	assert_int_equal(index_open(&ix, k->file, &stamp, &e), 0);
	assert_null(ix);
	stamp = 5;
	assert_int_equal(index_open(&ix, k->file, &stamp, &e), 0);
	assert_non_null(ix);
	index_close(&ix);

	read_all(k->file, &bytes);
	h = (struct index_head *)bytes.p;
	h->rules++;
	index_seal(h, (const uint64_t *)(bytes.p + h->sums.at));
	assert_int_equal(index_over(&ix, str_slice(&bytes), NULL, &e), 0);
	assert_null(ix);
	h->order = 0x04030201;
	assert_int_equal(index_over(&ix, str_slice(&bytes), NULL, &e), 0);
	assert_null(ix);
	str_free(&bytes);
}

/* All that an index can be asked, as a text. */
static int ask_all(const struct name_index *ix, struct str *out,
		   struct err *e)
{
	struct index_seeker *k = seeker_new(ix);
	struct arena mem = ARENA_INIT(1 << 20);
	struct index_hit hit[5];
	uint64_t bits[64] = {0};
	struct name asked;
	size_t n;
	int rc = 0;

	assert_non_null(k);
	name_read(&asked, SLICE("Alex Belyatsky"), true, &mem);
	rc = index_seek(k, &(struct index_ask){ .name = &asked, .least = 300,
			.most = 5 }, hit, &n, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		str_addf(out, "%lld %d\n", (long long)hit[i].subject,
			 hit[i].score);
	if (rc == 0)
		rc = index_filter(k, SLICE("zary"), bits, &n, e);
	if (rc == 0)
		str_addf(out, "%zu %llx\n", n, (unsigned long long)bits[0]);
	for (size_t i = 0; rc == 0 && i < index_names(ix); i++) {
		struct index_entry entry;
		struct name name;

		rc = index_entry(ix, i, &entry, e);
		if (rc == 0)
			rc = index_name(ix, i, &name, e);
		if (rc == 0) {
			str_addf(out, "%.*s", SLICE_ARG(entry.written));
			told(out, &name);
		}
	}
	seeker_free(&k);
	arena_free(&mem);
	return rc;
}

/* A refusal, or the same answers. */
static void damaged(struct slice bytes, const struct str *want)
{
	struct str got = STR_INIT(1 << 20);
	struct name_index *ix;
	struct err e = {0};

	if (index_over(&ix, bytes, NULL, &e) == 0 && ix &&
	    ask_all(ix, &got, &e) == 0)
		assert_string_equal(str_cstr(&got), str_cstr(want));
	else if (e.code != ERR_NONE)
		assert_int_equal(e.code, ERR_FORMAT);
	index_close(&ix);
	str_free(&got);
}

static void test_damaged(void **state)
{
	struct ixkit *k = *state;
	struct str bytes = STR_INIT(FILE_MOST), want = STR_INIT(1 << 20);
	struct err e = {0};
	size_t refused = 0;

	ix_make(k, some, 5);
	assert_int_equal(ask_all(k->ix, &want, &e), 0);
	assert_non_null(strstr(str_cstr(&want), "Zarya"));
	read_all(k->file, &bytes);
	for (size_t n = 0; n < bytes.n; n += 61)
		damaged(slice_make(bytes.p, n), &want);
	for (size_t i = 0; i < bytes.n; i++) {
		struct name_index *ix;
		struct err why = {0};

		bytes.p[i] = (char)(bytes.p[i] ^ 1 << i % 8);
		damaged(str_slice(&bytes), &want);
		if (index_over(&ix, str_slice(&bytes), NULL, &why) < 0 || !ix ||
		    index_check(ix, &why) < 0)
			refused++;
		index_close(&ix);
		bytes.p[i] = (char)(bytes.p[i] ^ 1 << i % 8);
	}
	/* What lies between the head and the first block says nothing. */
	assert_true(refused >= bytes.n - INDEX_HEAD +
			       sizeof(struct index_head));
	damaged(str_slice(&bytes), &want);
	str_free(&bytes);
	str_free(&want);
}

/* Sums that are right of bytes that are not. */
static void seal(struct str *bytes)
{
	struct index_head *h = (struct index_head *)bytes->p;
	uint64_t *sums = (uint64_t *)(bytes->p + h->sums.at);
	size_t data = (size_t)h->sums.at - INDEX_HEAD;

	for (size_t i = 0; i * INDEX_BLOCK < data; i++) {
		size_t from = i * INDEX_BLOCK;
		size_t n = data - from < INDEX_BLOCK ? data - from :
						       INDEX_BLOCK;

		sums[i] = summed_sum(bytes->p + INDEX_HEAD + from, n, i);
	}
	index_seal(h, sums);
}

/* One number of a section is another: refused where it is used, and never
 * made into a new index. */
static void test_lies(void **state)
{
	static const struct {
		enum index_section s;
		size_t at;		/* in it */
		uint32_t to;
	} lies[] = {
		{ AT_NAMES, offsetof(struct name_row, written), 1u << 30 },
		{ AT_NAMES, offsetof(struct name_row, entry), 1u << 30 },
		{ AT_ENTRIES, 0, ENTRY_WORDS - 1 },
		{ AT_WORDS, offsetof(struct dict_row, plain), 1u << 30 },
		{ AT_WORDS, offsetof(struct dict_row, sound), 1u << 30 },
		{ AT_BY_SOUND, 0, 1 },	/* a word twice, another not at all */
		{ AT_BY_TAIL, 4, 1u << 30 },
	};
	struct ixkit *k = *state;
	struct str good = STR_INIT(FILE_MOST), bytes = STR_INIT(FILE_MOST);

	ix_make(k, "1 p Aa Bb\n2 p Cc Dd\n3 p Ee Ff\n", 5);
	read_all(k->file, &good);
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct name_index *ix, *next = NULL;
		struct index_maker *m = NULL;
		struct err e = {0};
		int rc;

		str_clear(&bytes);
		str_add(&bytes, str_slice(&good));
		memcpy(bytes.p + ((struct index_head *)bytes.p)
			       ->section[lies[i].s].at + lies[i].at,
		       &lies[i].to, sizeof(lies[i].to));
		seal(&bytes);
		assert_int_equal(index_over(&ix, str_slice(&bytes), NULL, &e),
				 0);
		assert_non_null(ix);
		rc = maker_open(&m, ix, &e);
		if (rc == 0)
			rc = maker_close(&m, NULL, 6, &next, &e);
		if (rc == 0)
			fail_msg("lie %zu was believed", i);
		assert_int_equal(e.code, ERR_FORMAT);
		assert_true(index_damaged(ix));
		index_close(&ix);
	}
	str_free(&good);
	str_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all, start, stop),
		cmocka_unit_test_setup_teardown(test_damaged, start, stop),
		cmocka_unit_test_setup_teardown(test_keep, start, stop),
		cmocka_unit_test_setup_teardown(test_lies, start, stop),
		cmocka_unit_test_setup_teardown(test_many, start, stop),
		cmocka_unit_test_setup_teardown(test_none, start, stop),
		cmocka_unit_test_setup_teardown(test_order, start, stop),
		cmocka_unit_test_setup_teardown(test_places, start, stop),
		cmocka_unit_test_setup_teardown(test_stale, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
