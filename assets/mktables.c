/* Turns assets/ into C tables at build time. Prints to standard output.
 *
 *   mktables assets ROOT NAME...   every NAME under ROOT, byte for byte
 *   mktables vocab FILE.tsv...     the vocabularies, with their keys
 *   mktables fold FOLD SQUEEZE     the letter and the rewrite table
 *   mktables pairs GIVEN COUNTRY   given names, and what states are called
 *   mktables words WORD ALIKE      what words of names are for, and forms
 *   mktables programmes FILE.tsv   programmes of sanctions
 *   mktables entities FILE.tsv     HTML's named characters
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assets/pool.h"
#include "base/path.h"
#include "base/text.h"
#include "model/vocab.h"
#include "names/fold_table.h"

enum { FILE_BYTES = 8 << 20 };

static void give_up(const char *file, const char *why)
{
	fprintf(stderr, "mktables: %s: %s\n", file, why);
	exit(1);
}

static void load(const char *file, struct str *out)
{
	struct err e = {0};

	if (path_read(file, out, NULL, &e) < 0)
		give_up(file, e.msg);
}

/* A C literal: everything that is not plain ASCII as octal. */
static void print_literal(struct slice s)
{
	putchar('"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '?')
			putchar(c);
		else
			printf("\\%03o", c);
	}
	putchar('"');
}

/* Next line that is neither empty nor a comment, cut at tabs. */
static int next_row(struct slice *rest, struct slice *field, int max)
{
	struct slice line;

	while (slice_cut(rest, '\n', &line)) {
		int n = 0;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		while (n < max && slice_cut(&line, '\t', &field[n]))
			n++;
		return n;
	}
	return 0;
}

static void bytes_table(int index, struct slice data)
{
	printf("static const char a%d[] = {", index);
	for (size_t i = 0; i < data.n; i++)
		printf("%s%d,", i % 24 ? "" : "\n", (signed char)data.p[i]);
	printf("\n0};\n");
}

static void do_assets(int argc, char **argv)
{
	printf("#include \"base/asset.h\"\n\n");
	for (int i = 1; i < argc; i++) {
		struct str file = STR_INIT(PATH_BYTES);
		struct str data = STR_INIT(FILE_BYTES);

		str_addf(&file, "%s/%s", argv[0], argv[i]);
		load(str_cstr(&file), &data);
		bytes_table(i, str_slice(&data));
		str_free(&file);
		str_free(&data);
	}
	printf("\nconst struct asset assets[] = {\n");
	for (int i = 1; i < argc; i++)
		printf("\t{ \"%s\", a%d, sizeof(a%d) - 1 },\n", argv[i], i, i);
	printf("\t{ 0 },\n};\n");
}

enum { WORDINGS_MAX = 60000, LISTS_MAX = 64, LIST_BYTES = 64 };

/* The first word of a wording, and which. */
struct wording {
	char *first;
	int list;
	size_t row;
};

static int by_first(const void *a, const void *b)
{
	const struct wording *x = a, *y = b;
	int c = strcmp(x->first, y->first);

	return c ? c : x->row < y->row ? -1 : x->row > y->row;
}

static void add_wording(struct wording *w, size_t *n, size_t row, int list,
			struct slice key)
{
	struct str first = STR_INIT(4096);
	struct slice word;

	if (!slice_cut(&key, ' ', &word) || word.n == 0)
		return;
	str_add(&first, word);
	if (*n == WORDINGS_MAX)
		give_up(str_cstr(&first), "too many wordings");
	w[(*n)++] = (struct wording){ str_take(&first), list, row };
}

static void print_word(struct pool *pool, const char *list, struct slice *f,
		       struct slice key)
{
	printf("\t{ VOCAB_%s, ", list);
	for (int i = 0; i < 3; i++)
		printf("%u, ", (unsigned)pool_add(pool, f[i]));
	printf("%u },\n", (unsigned)pool_add(pool, key));
}

/* End of the run of wordings that begin as the first does. */
static size_t run_end(const struct wording *w, size_t from, size_t n)
{
	size_t to = from;

	while (to < n && strcmp(w[to].first, w[from].first) == 0)
		to++;
	return to;
}

static void print_first(struct pool *pool, const struct wording *w,
			size_t from, size_t to, char (*list)[LIST_BYTES])
{
	bool has[LISTS_MAX] = {false};

	printf("\t{ %u, 0",
	       (unsigned)pool_add(pool, slice_of(w[from].first)));
	for (size_t i = from; i < to; i++) {
		if (!has[w[i].list])
			printf(" | 1ull << VOCAB_%s", list[w[i].list]);
		has[w[i].list] = true;
	}
	printf(", %zu, %zu },\n", from, to - from);
}

static void print_slots(const struct wording *w, size_t n)
{
	static unsigned slot[VOCAB_SLOTS];
	unsigned index = 0;

	for (size_t from = 0; from < n; from = run_end(w, from, n)) {
		uint32_t at = vocab_hash(w[from].first, strlen(w[from].first));

		while (slot[at & (VOCAB_SLOTS - 1)])
			at++;
		slot[at & (VOCAB_SLOTS - 1)] = ++index;
		if (index > VOCAB_SLOTS / 2)
			give_up(w[from].first, "too many first words");
	}
	printf("const uint16_t vocab_slots[VOCAB_SLOTS] = {");
	for (size_t i = 0; i < VOCAB_SLOTS; i++)
		printf("%s%u,", i % 16 ? "" : "\n", slot[i]);
	printf("\n};\n");
}

static void print_index(struct pool *pool, struct wording *w, size_t n,
			char (*list)[LIST_BYTES])
{
	qsort(w, n, sizeof(*w), by_first);
	printf("const struct vocab_first vocab_firsts[] = {\n");
	for (size_t from = 0; from < n; from = run_end(w, from, n))
		print_first(pool, w, from, run_end(w, from, n), list);
	printf("\t{ 0, 0, 0, 0 },\n};\nconst uint16_t vocab_by_first[] = {");
	for (size_t i = 0; i < n; i++)
		printf("%s%zu,", i % 16 ? "" : "\n", w[i].row);
	printf("\n};\n");
	print_slots(w, n);
}

/* Where the rows of each list begin, and how many they are. */
static void print_lists(const size_t *from, char (*list)[LIST_BYTES], int n)
{
	printf("const struct vocab_list vocab_lists[VOCAB_COUNT] = {\n");
	for (int i = 0; i < n && i < LISTS_MAX; i++)
		printf("\t[VOCAB_%s] = { %zu, %zu },\n", list[i], from[i],
		       from[i + 1] - from[i]);
	printf("};\n");
}

static void do_vocab(int argc, char **argv)
{
	static struct wording wording[WORDINGS_MAX];
	static char list[LISTS_MAX][LIST_BYTES];
	size_t n_wordings = 0, row = 0, from[LISTS_MAX + 1] = {0};
	struct pool pool = {0};

	printf("#include \"model/vocab.h\"\n\n"
	       "const struct vocab_word vocab_words[] = {\n");
	for (int i = 0; i < argc && i < LISTS_MAX; i++) {
		struct str data = STR_INIT(FILE_BYTES);
		const char *slash = strrchr(argv[i], '/');
		struct slice rest, field[3];
		int n;

		sscanf(slash ? slash + 1 : argv[i], "%63[a-z_]", list[i]);
		load(argv[i], &data);
		rest = str_slice(&data);
		while ((n = next_row(&rest, field, 3)) > 0) {
			struct str key = STR_INIT(4096);

			if (n < 3)
				give_up(argv[i], "a row of too few fields");
			text_key(&key, field[2]);
			print_word(&pool, list[i], field, str_slice(&key));
			add_wording(wording, &n_wordings, row++, i,
				    str_slice(&key));
			str_free(&key);
		}
		from[i + 1] = row;
		str_free(&data);
	}
	printf("\t{ VOCAB_NONE, 0, 0, 0, 0 },\n};\n");
	print_lists(from, list, argc);
	print_index(&pool, wording, n_wordings, list);
	pool_print(&pool, "vocab_pool");
	pool_free(&pool);
	for (size_t i = 0; i < n_wordings; i++)
		free(wording[i].first);
}

static void print_pairs(const char *file, const char *row, const char *table)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct slice rest, field[3];

	load(file, &data);
	rest = str_slice(&data);
	printf("const struct %s %s[] = {\n", row, table);
	while (next_row(&rest, field, 3) > 0) {
		struct slice to = slice_is(field[1], "-") ? SLICE("") :
							    field[1];

		printf("\t{ ");
		print_literal(field[0]);
		printf(", ");
		print_literal(to);
		printf(" },\n");
	}
	printf("\t{ NULL, NULL },\n};\n");
	str_free(&data);
}

static void print_words(const char *file)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct slice rest, field[3];

	load(file, &data);
	rest = str_slice(&data);
	printf("const struct word_row word_rows[] = {\n");
	while (next_row(&rest, field, 3) > 0) {
		printf("\t{ ");
		for (int i = 0; i < 3; i++) {
			print_literal(field[i]);
			printf(i < 2 ? ", " : " },\n");
		}
	}
	printf("\t{ NULL, NULL, NULL },\n};\n");
	str_free(&data);
}

/* By letter; those above are few and stand in a list of their own. */
static void print_letters(const char *file)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct slice rest, field[3];
	uint32_t cp;

	load(file, &data);
	rest = str_slice(&data);
	printf("const char *const fold_letters[FOLD_LETTERS] = {\n");
	while (next_row(&rest, field, 3) > 0) {
		text_next(field[0], 0, &cp);
		if (cp >= FOLD_LETTERS)
			continue;
		printf("\t[0x%X] = ", (unsigned)cp);
		print_literal(field[1]);
		printf(",\n");
	}
	printf("};\nconst struct fold_letter fold_others[] = {\n");
	rest = str_slice(&data);
	while (next_row(&rest, field, 3) > 0) {
		text_next(field[0], 0, &cp);
		if (cp < FOLD_LETTERS)
			continue;
		printf("\t{ 0x%X, ", (unsigned)cp);
		print_literal(field[1]);
		printf(" },\n");
	}
	printf("\t{ 0, NULL },\n};\n");
	str_free(&data);
}

static void print_count(const char *table)
{
	printf("const size_t %s_n = sizeof(%s) / sizeof(%s[0]) - 1;\n",
	       table, table, table);
}

enum { PROGRAMME_FIELDS = 7, TOKENS = 3, NAMES_MAX = 4096 };

struct name {
	char *text;
	size_t n, row;
};

static int by_text(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int c = strcmp(x->text, y->text);

	return c ? c : x->row < y->row ? -1 : x->row > y->row;
}

/* Bytes that are no star. */
static size_t letters(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] != '*';
	return n;
}

static size_t add_name(struct name *name, size_t n, struct slice text,
		       size_t row, bool pattern)
{
	struct str copy = STR_INIT(4096);

	if (n == NAMES_MAX || text.n == 0 ||
	    (letters(text) < text.n) != pattern)
		return n;
	str_add(&copy, text);
	for (size_t i = 0; !pattern && i < copy.n; i++)
		if (copy.p[i] >= 'A' && copy.p[i] <= 'Z')
			copy.p[i] = (char)(copy.p[i] - 'A' + 'a');
	name[n] = (struct name){ NULL, letters(text), row };
	name[n].text = str_take(&copy);
	return n + 1;
}

static void print_names(struct slice rest, const char *table, bool pattern)
{
	static struct name name[NAMES_MAX];
	struct slice field[PROGRAMME_FIELDS], one;
	size_t n = 0;

	for (size_t row = 0; next_row(&rest, field, PROGRAMME_FIELDS) > 0;
	     row++) {
		n = add_name(name, n, field[0], row, pattern);
		while (slice_cut(&field[TOKENS], '|', &one))
			n = add_name(name, n, one, row, pattern);
	}
	if (!pattern)
		qsort(name, n, sizeof(*name), by_text);
	printf("const struct programme_name %s[] = {\n", table);
	for (size_t i = 0; i < n; i++) {
		printf("\t{ ");
		print_literal(slice_of(name[i].text));
		printf(", %zu, %zu },\n", name[i].n, name[i].row);
		free(name[i].text);
	}
	printf("\t{ NULL, 0, 0 },\n};\n");
	print_count(table);
}

static void print_programme(struct slice *field, int n)
{
	printf("\t{ ");
	for (int i = 0; i < n; i++) {
		print_literal(slice_is(field[i], "-") ? SLICE("") : field[i]);
		printf(", ");
	}
	printf("},\n");
}

static void do_programmes(const char *file)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct slice rest, field[PROGRAMME_FIELDS];
	int n;

	load(file, &data);
	rest = str_slice(&data);
	printf("#include \"model/programme.h\"\n\n"
	       "const struct programme programmes[] = {\n");
	while ((n = next_row(&rest, field, PROGRAMME_FIELDS)) > 0) {
		if (n < PROGRAMME_FIELDS)
			give_up(file, "a row of too few fields");
		print_programme(field, n);
	}
	printf("\t{ NULL, NULL, NULL, NULL, NULL, NULL, NULL },\n};\n");
	print_names(str_slice(&data), "programme_words", false);
	print_names(str_slice(&data), "programme_patterns", true);
	str_free(&data);
}

static void print_points(struct slice points)
{
	struct str text = STR_INIT(64);
	struct slice one;

	while (slice_cut(&points, ' ', &one)) {
		char hex[16] = "";

		if (one.n < sizeof(hex))
			memcpy(hex, one.p, one.n);
		text_put(&text, (uint32_t)strtoul(hex, NULL, 16));
	}
	print_literal(str_slice(&text));
	str_free(&text);
}

static void do_entities(const char *file)
{
	struct str data = STR_INIT(FILE_BYTES);
	struct slice rest, field[3];

	load(file, &data);
	rest = str_slice(&data);
	printf("#include \"read/entity.h\"\n\n"
	       "const struct entity entities[] = {\n");
	while (next_row(&rest, field, 3) == 3) {
		printf("\t{ ");
		print_literal(field[0]);
		printf(", ");
		print_points(field[1]);
		printf(", %d },\n", slice_is(field[2], "open"));
	}
	printf("\t{ NULL, NULL, 0 },\n};\n");
	print_count("entities");
	str_free(&data);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "assets") == 0) {
		do_assets(argc - 2, argv + 2);
	} else if (strcmp(what, "vocab") == 0) {
		do_vocab(argc - 2, argv + 2);
	} else if (strcmp(what, "programmes") == 0) {
		do_programmes(argv[2]);
	} else if (strcmp(what, "entities") == 0) {
		do_entities(argv[2]);
	} else if (strcmp(what, "fold") == 0 && argc > 3) {
		printf("#include \"names/fold_table.h\"\n\n");
		print_letters(argv[2]);
		print_pairs(argv[3], "fold_row", "fold_squeezes");
	} else if (strcmp(what, "pairs") == 0 && argc > 3) {
		printf("#include \"names/pair_table.h\"\n\n");
		print_pairs(argv[2], "pair_row", "pair_givens");
		print_pairs(argv[3], "pair_row", "pair_countries");
		print_count("pair_givens");
		print_count("pair_countries");
	} else if (strcmp(what, "words") == 0 && argc > 3) {
		printf("#include \"names/pair_table.h\"\n"
		       "#include \"names/word_table.h\"\n\n");
		print_words(argv[2]);
		print_pairs(argv[3], "pair_row", "pair_alikes");
		print_count("word_rows");
		print_count("pair_alikes");
	} else {
		fprintf(stderr, "usage: mktables assets|vocab|programmes|"
			"entities|fold|pairs|words ...\n");
		return 2;
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
