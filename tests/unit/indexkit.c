#include "indexkit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"

void ix_start(struct ixkit *k)
{
	*k = (struct ixkit){ .dir = "/tmp/thaw-index-XXXXXX" };
	assert_non_null(mkdtemp(k->dir));
	snprintf(k->file, sizeof(k->file), "%s/t.db-names", k->dir);
}

void ix_stop(struct ixkit *k)
{
	char name[128];

	index_close(&k->ix);
	unlink(k->file);
	snprintf(name, sizeof(name), "%s.new", k->file);
	unlink(name);
	assert_int_equal(rmdir(k->dir), 0);
}

static uint8_t flags_of(struct slice word)
{
	uint8_t flags = 0;

	for (size_t i = 0; i < word.n; i++)
		flags |= word.p[i] == 'p' ? INDEX_PERSON :
			 word.p[i] == 'w' ? INDEX_WEAK :
			 word.p[i] == 'o' ? INDEX_PAST : 0;
	return flags;
}

static void take(struct index_maker *m, struct slice line, int64_t *last)
{
	struct slice number, flags;
	struct err e = {0};
	int64_t subject = 0;

	assert_true(slice_cut(&line, ' ', &number));
	assert_true(slice_cut(&line, ' ', &flags));
	assert_true(slice_int(number, &subject));
	if (subject != *last)
		assert_int_equal(maker_subject(m, subject, &e), 0);
	*last = subject;
	assert_int_equal(maker_add(m, line, flags_of(flags), &e), 0);
}

void ix_make(struct ixkit *k, const char *lines, uint64_t stamp)
{
	struct slice rest = slice_of(lines), line;
	struct index_maker *m;
	struct err e = {0};
	int64_t last = -1;

	index_close(&k->ix);
	assert_int_equal(maker_open(&m, NULL, &e), 0);
	while (rest.n > 0 && slice_cut(&rest, '\n', &line))
		if (line.n > 0)
			take(m, line, &last);
	assert_int_equal(maker_close(&m, k->file, stamp, &k->ix, &e), 0);
	assert_non_null(k->ix);
}

/* --- invented names ------------------------------------------------------ */

static uint64_t mix(uint64_t n)
{
	n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9u;
	n = (n ^ n >> 27) * 0x94d049bb133111ebu;
	return n ^ n >> 31;
}

static void coin(struct str *out, uint64_t seed, size_t syllables)
{
	static const char *const part[] = {
		"ba", "do", "gri", "ka", "lu", "mo", "ni", "pa", "ras", "shi",
		"ten", "vol", "zar", "khu", "chi", "yan", "fe", "ron", "sul",
		"tsa",
	};

	for (size_t i = 0; i < syllables; i++)
		str_addz(out, part[mix(seed * 8 + i) % 20]);
}

static void invent(struct str *out, size_t i)
{
	static const char *const given[] = {
		"Ivan", "Mohammed", "Maria", "John", "Sergei", "Ali", "Siarhei",
		"Fatima", "Иван", "محمد", "Olga", "Ibrahim",
	};
	static const char *const legal[] = { "LLC", "OOO", "Trading Ltd" };
	uint64_t r = mix(i + 1);

	if (r % 5 == 0) {
		coin(out, r, 3);
		str_addf(out, " %s", legal[r / 5 % 3]);
		return;
	}
	if (r % 5 == 1) {
		coin(out, r / 7 % 400, 2 + r / 8 % 2);
		str_addz(out, ", ");
		str_addz(out, given[r / 9 % 12]);
		return;
	}
	str_addf(out, "%s ", given[r / 9 % 12]);
	if (r % 5 == 2) {
		coin(out, r / 16 % 40, 2);
		str_addz(out, "ovich ");
	}
	coin(out, r / 7 % 400, 2 + r / 8 % 2);
}

void ix_invent(struct str *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		str_addf(out, "%zu %s ", 3 * i + 1,
			 mix(i + 1) % 5 == 0 ? "-" : "p");
		invent(out, i);
		str_addc(out, '\n');
	}
}

void ix_alter(struct str *out, const char *lines, size_t i, size_t way)
{
	struct slice rest = slice_of(lines), line = SLICE_NONE, word;
	size_t half, from = out->n;

	for (size_t k = 0; k <= i; k++)
		assert_true(slice_cut(&rest, '\n', &line));
	slice_cut(&line, ' ', &word);
	slice_cut(&line, ' ', &word);
	half = line.n / 2;
	switch (way % IX_WAYS) {
	case 1:		/* words turned */
		if (slice_cut(&line, ' ', &word) && line.n > 0) {
			str_add(out, line);
			str_addc(out, ' ');
			str_add(out, word);
			return;
		}
		break;
	case 2:		/* a letter less */
		str_add(out, slice_make(line.p, line.n - 2));
		str_add(out, slice_make(line.p + line.n - 1, 1));
		return;
	case 3:		/* a letter twice */
		str_add(out, slice_make(line.p, half));
		str_add(out, slice_make(line.p + half - 1, line.n - half + 1));
		return;
	case 4:		/* another letter */
		str_add(out, line);
		out->p[from + line.n - 2] = 'e';
		return;
	case 5:		/* words joined, of one script */
		for (size_t k = 0; k < line.n; k++)
			if ((unsigned char)line.p[k] >= 0x80) {
				str_add(out, line);
				return;
			}
		while (line.n > 0 && slice_cut(&line, ' ', &word))
			str_add(out, word);
		return;
	case 6:		/* a word apart */
		str_add(out, slice_make(line.p, line.n - 3));
		str_addc(out, ' ');
		str_add(out, slice_make(line.p + line.n - 3, 3));
		return;
	case 7:		/* the first word alone an initial */
		if (slice_cut(&line, ' ', &word) && line.n > 0) {
			str_add(out, slice_make(word.p, 1));
			str_addz(out, ". ");
		}
		break;
	}
	str_add(out, line);
}
