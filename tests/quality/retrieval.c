#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "names/fold.h"
#include "names/index.h"
#include "quality/quality.h"

enum { HITS = 32, KEY_BYTES = 4096, RIGHT = 1 << 16, SOUNDS = 4096 };

/* The words of a name in any order: "SURNAME, Given" is the form "Given
 * Surname". By their letters, whatever the case; or by their sound. */
static uint64_t key_by(struct slice text,
		       void (*spell)(struct str *out, struct slice text))
{
	struct str key = STR_INIT(KEY_BYTES);
	struct slice word[NAME_WORDS], rest;
	size_t n = 0;
	uint64_t sum = 0;

	spell(&key, text);
	rest = str_slice(&key);
	while (n < NAME_WORDS && slice_cut(&rest, ' ', &word[n]))
		n++;
	/* A sum does not mind the order. */
	for (size_t i = 0; i < n; i++)
		sum += slice_hash(word[i]) * 0x9E3779B97F4A7C15u;
	str_free(&key);
	return sum + n;
}

static uint64_t key_of(struct slice text)
{
	return key_by(text, text_key);
}

static uint64_t sound_of(struct slice text)
{
	return key_by(text, fold_name);
}

struct book {
	struct name_index *ix;
	struct index_seeker *seeker;
	uint64_t *key, *sound;	/* of each name */
	int64_t *subject;
	size_t n;
	uint64_t left_out;	/* key of the form that is asked for */
};

static void end(const char *why)
{
	fprintf(stderr, "%s\n", why);
	exit(2);
}

static void book_open(struct book *b, const char *file)
{
	struct err e = { 0 };

	if (index_open(&b->ix, file, NULL, &e) < 0 || !b->ix)
		end(e.msg[0] ? e.msg : "no index");
	b->seeker = seeker_new(b->ix);
	b->n = index_names(b->ix);
	b->key = calloc(b->n + 1, sizeof(*b->key));
	b->sound = calloc(b->n + 1, sizeof(*b->sound));
	b->subject = calloc(b->n + 1, sizeof(*b->subject));
	if (!b->seeker || !b->key || !b->sound || !b->subject)
		end("no memory");
	for (size_t i = 0; i < b->n; i++) {
		struct index_entry entry;

		if (index_entry(b->ix, i, &entry, &e) < 0)
			end(e.msg);
		b->key[i] = key_of(entry.written);
		b->sound[i] = sound_of(entry.written);
		b->subject[i] = entry.subject;
	}
	printf("%zu names, %zu bytes each\n", b->n,
	       index_bytes(b->ix) / (b->n ? b->n : 1));
}

static void book_close(struct book *b)
{
	seeker_free(&b->seeker);
	index_close(&b->ix);
	free(b->key);
	free(b->sound);
	free(b->subject);
}

static bool is_own_form(void *ctx, uint32_t name)
{
	const struct book *b = ctx;

	return b->key[name] == b->left_out;
}

static size_t seek(struct book *b, struct slice text, int least, bool skip,
		   struct index_hit *out)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct err e = { 0 };
	struct name name;
	struct index_ask ask = {
		.name = &name, .least = least, .most = HITS,
		.skip = skip ? is_own_form : NULL, .ctx = b,
	};
	size_t n = 0;

	b->left_out = skip ? key_of(text) : 0;
	if (name_read(&name, text, true, &mem) &&
	    index_seek(b->seeker, &ask, out, &n, &e) < 0)
		end(e.msg);
	arena_free(&mem);
	return n;
}

static struct slice written(const struct book *b, uint32_t name)
{
	struct index_entry entry = { 0 };
	struct err e = { 0 };

	index_entry(b->ix, name, &entry, &e);
	return entry.written;
}

/* --- who is right --- */

struct right {
	int64_t subject[RIGHT];
	size_t n;
};

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Subjects that bear a name of one of the sounds. */
static void find_right(const struct book *b, const uint64_t *sound, size_t n,
		       struct right *out)
{
	out->n = 0;
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < n; k++)
			if (b->sound[i] == sound[k] && out->n < RIGHT)
				out->subject[out->n++] = b->subject[i];
	qsort(out->subject, out->n, sizeof(*out->subject), by_number);
}

static bool is_right(const struct right *r, int64_t subject)
{
	return bsearch(&subject, r->subject, r->n, sizeof(subject), by_number);
}

struct ranks {
	double one;
	size_t five, of;
};

/* Ties at the top count by how many of them are right. */
static void rank(struct ranks *r, const struct right *right,
		 const struct index_hit *hit, size_t n, const struct book *b,
		 struct slice query)
{
	size_t ties = 0, good = 0, found = 0;

	for (size_t i = 0; i < n && hit[i].score / 10 == hit[0].score / 10;
	     i++) {
		ties++;
		good += is_right(right, hit[i].subject);
	}
	for (size_t i = 0; i < n && i < 5 && !found; i++)
		found = is_right(right, hit[i].subject);
	r->of++;
	r->five += found;
	if (ties > 0 && good == ties)
		r->one += 1;
	else if (good > 0)
		r->one += 0.5;
	if (ties > 0 && good == ties)
		return;
	printf("%s %.*s:", good ? "tied  " : "missed", SLICE_ARG(query));
	for (size_t i = 0; i < n && i < 4; i++)
		printf(" | %d%s %.*s", hit[i].score,
		       is_right(right, hit[i].subject) ? "+" : "",
		       SLICE_ARG(written(b, hit[i].name)));
	printf("\n");
}

static bool tell(const char *what, const struct ranks *r, double rank1,
		 double rank5)
{
	double one = r->one / (double)(r->of ? r->of : 1);
	double five = (double)r->five / (double)(r->of ? r->of : 1);

	printf("%s: rank 1 %.4f, floor %.4f; rank 5 %.4f, floor %.4f; of %zu\n",
	       what, one, rank1, five, rank5, r->of);
	return one >= rank1 && five >= rank5;
}

/* The same person stands on several lists, in more forms than are labelled:
 * who bears one name with a right one is right. */
static void widen(const struct book *b, struct right *right)
{
	static uint64_t sound[SOUNDS];
	size_t n = 0;

	for (size_t i = 0; i < b->n && n < SOUNDS; i++)
		if (is_right(right, b->subject[i]))
			sound[n++] = b->sound[i];
	find_right(b, sound, n, right);
}

bool quality_forms(const char *index, const char *file, double rank1,
		   double rank5)
{
	static struct right right;
	struct index_hit hit[HITS];
	struct ranks r = { 0 };
	struct book b = { 0 };
	struct cells t;
	size_t person, name;

	book_open(&b, index);
	table_read(&t, file);
	person = table_column(&t, "person_id");
	name = table_column(&t, "name");
	for (size_t i = 0; i < t.rows; i++) {
		struct slice query = table_cell(&t, i, name);
		uint64_t sound[64];
		size_t n = 0;

		for (size_t k = 0; k < t.rows && n < 64; k++)
			if (slice_eq(table_cell(&t, k, person),
				     table_cell(&t, i, person)))
				sound[n++] = sound_of(table_cell(&t, k,
								 name));
		find_right(&b, sound, n, &right);
		widen(&b, &right);
		n = seek(&b, query, 0, true, hit);
		rank(&r, &right, hit, n, &b, query);
	}
	table_free(&t);
	book_close(&b);
	return tell("forms", &r, rank1, rank5);
}

bool quality_altered(const char *index, const char *file, double rank1)
{
	static struct right right;
	struct index_hit hit[HITS];
	struct ranks r = { 0 };
	struct book b = { 0 };
	struct cells t;
	size_t query, listed;

	book_open(&b, index);
	table_read(&t, file);
	query = table_column(&t, "query");
	listed = table_column(&t, "listed");
	for (size_t i = 0; i < t.rows; i++) {
		uint64_t sound = sound_of(table_cell(&t, i, listed));
		size_t n;

		find_right(&b, &sound, 1, &right);
		widen(&b, &right);
		n = seek(&b, table_cell(&t, i, query), 0, false, hit);
		rank(&r, &right, hit, n, &b, table_cell(&t, i, query));
	}
	table_free(&t);
	book_close(&b);
	return tell("altered", &r, rank1, 0);
}

bool quality_negatives(const char *index, const char *file, double most)
{
	struct index_hit hit[HITS];
	struct book b = { 0 };
	struct cells t;
	size_t name, hits = 0;

	book_open(&b, index);
	table_read(&t, file);
	name = table_column(&t, "name");
	for (size_t i = 0; i < t.rows; i++) {
		struct slice query = table_cell(&t, i, name);

		if (seek(&b, query, MATCH_HIT, false, hit) == 0)
			continue;
		hits++;
		printf("hit    %4d %.*s | %.*s\n", hit[0].score,
		       SLICE_ARG(query),
		       SLICE_ARG(written(&b, hit[0].name)));
	}
	printf("negatives: %zu of %zu with a hit, %.4f, at most %.4f\n", hits,
	       t.rows, (double)hits / (double)t.rows, most);
	most *= (double)t.rows;
	table_free(&t);
	book_close(&b);
	return (double)hits <= most;
}
