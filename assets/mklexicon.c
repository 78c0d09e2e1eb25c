/* Turns the lexicon and some vocabularies into one sorted C table at build
 * time. Prints to standard output.
 *
 *   mklexicon lexicon.tsv NAME.tsv...
 *
 * Rows of the first file: class, value, language, wordings with '|' between.
 * Rows of a vocabulary: value, language, one wording; its name is the class.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assets/pool.h"
#include "base/path.h"
#include "base/text.h"

enum { FILE_BYTES = 8 << 20, ROWS = 32000, WORD_BYTES = 400 };

struct row {
	struct slice key, rest, cls, value, lang;
	bool open, capitals;
};

static struct row rows[ROWS];
static size_t n_rows;

static void fail(const char *file, const char *why, struct slice what)
{
	fprintf(stderr, "mklexicon: %s: %s: %.*s\n", file, why,
		SLICE_ARG(what));
	exit(1);
}

static struct slice keep(struct slice s)
{
	char *p = malloc(s.n + 1);

	if (!p)
		exit(1);
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return slice_make(p, s.n);
}

/* As text_key(), and ў as у, since they change places in Belarusian. */
static void fold_word(struct slice word, struct str *out)
{
	size_t at = out->n;

	text_key(out, word);
	for (; at + 1 < out->n; at++)
		if (memcmp(out->p + at, "\xD1\x9E", 2) == 0)
			memcpy(out->p + at, "\xD1\x83", 2);
}

/* "re-listed* .. by" is "re listed* .. by". */
static void fold(struct slice wording, struct str *out)
{
	struct slice word;

	while (slice_cut(&wording, ' ', &word)) {
		bool open = slice_ends(word, "*");
		size_t before = out->n, at;

		if (out->n)
			str_addc(out, ' ');
		at = out->n;
		if (slice_is(word, ".."))
			str_addz(out, "..");
		else
			fold_word(word, out);
		if (out->n == at)
			str_cut(out, before);
		else if (open)
			str_addc(out, '*');
	}
}

static bool is_capitals(struct slice s)
{
	return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' &&
	       s.p[1] <= 'Z';
}

static void add(const char *file, struct slice cls, struct slice value,
		struct slice lang, struct slice wording)
{
	struct str key = STR_INIT(WORD_BYTES);
	struct slice rest, first;
	struct row *r = &rows[n_rows];

	fold(wording, &key);
	if (key.bad || n_rows == ROWS)
		fail(file, "no room", wording);
	if (key.n == 0) {	/* a sign, which is no word */
		str_free(&key);
		return;
	}
	rest = keep(str_slice(&key));
	str_free(&key);
	slice_cut(&rest, ' ', &first);
	*r = (struct row){ .key = first, .rest = rest, .cls = keep(cls),
			   .value = keep(value), .lang = keep(lang),
			   .capitals = is_capitals(wording) };
	if (slice_ends(first, "*")) {
		r->open = true;
		r->key.n--;
	}
	if (r->key.n == 0 || r->key.n > 255)
		fail(file, "a word of no length", wording);
	n_rows++;
}

static void read_rows(const char *file, struct slice text, struct slice cls)
{
	struct slice line, field[4], wording;

	while (slice_cut(&text, '\n', &line)) {
		size_t n = 0, want = cls.n ? 3 : 4;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		while (n < want && slice_cut(&line, '\t', &field[n]))
			n++;
		if (n != want || field[cls.n ? 1 : 2].n < 2)
			fail(file, "too few fields", field[0]);
		if (cls.n) {
			add(file, cls, field[0], field[1], field[2]);
			continue;
		}
		while (slice_cut(&field[3], '|', &wording))
			add(file, field[0], field[1], field[2], wording);
	}
}

static void load(const char *file, bool vocabulary)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct err e = {0};
	const char *slash = strrchr(file, '/');
	char name[64] = "";

	if (path_read(file, &data, NULL, &e) < 0)
		fail(file, e.msg, SLICE(""));
	if (vocabulary)
		sscanf(slash ? slash + 1 : file, "%63[a-z_]", name);
	read_rows(file, str_slice(&data), slice_of(name));
	str_free(&data);
}

/* Of one key the longer wordings come later, so that they are met first. */
static int in_order(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = slice_cmp(x->key, y->key);

	if (!c)
		c = (x->rest.n > y->rest.n) - (x->rest.n < y->rest.n);
	if (!c)
		c = slice_cmp(x->rest, y->rest);
	if (!c)
		c = slice_cmp(x->cls, y->cls);
	if (!c)
		c = slice_cmp(x->lang, y->lang);
	return c ? c : slice_cmp(x->value, y->value);
}

static int up_of(size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (rows[k].key.n <= rows[i].key.n &&
		    memcmp(rows[k].key.p, rows[i].key.p, rows[k].key.n) == 0)
			return (int)k;
	return -1;
}

static bool is_cyrillic(struct slice key)
{
	uint32_t cp = 0;

	text_next(key, 0, &cp);
	return cp >= 0x400 && cp < 0x530;
}

static void print_row(struct pool *pool, size_t i)
{
	const struct row *r = &rows[i];

	printf("\t{ %u, %zu, %d, %d, LEX_%.*s, %d, ",
	       (unsigned)pool_add(pool, r->key), r->key.n, r->open,
	       r->capitals, SLICE_ARG(r->cls), up_of(i));
	printf("%u, %u, %d, %d },\n",
	       (unsigned)pool_add(pool, r->rest),
	       (unsigned)pool_add(pool, r->value),
	       slice_is(r->lang, "mul") ? 0 : r->lang.p[0] << 8 | r->lang.p[1],
	       is_cyrillic(r->key));
}

int main(int argc, char **argv)
{
	struct pool pool = {0};

	for (int i = 1; i < argc; i++)
		load(argv[i], i > 1);
	qsort(rows, n_rows, sizeof(*rows), in_order);
	printf("#include \"model/lexicon.h\"\n\n"
	       "const struct lex_row lexicon[] = {\n");
	for (size_t i = 0; i < n_rows; i++)
		print_row(&pool, i);
	printf("};\n\nconst int lexicon_n = %zu;\n", n_rows);
	pool_print(&pool, "lexicon_pool");
	pool_free(&pool);
	return fflush(stdout) == 0 ? 0 : 1;
}
