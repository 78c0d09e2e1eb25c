/* Puts words in their order, and all sections into a file. */
#include "names/index_make.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

enum { BUFFER = 64 * INDEX_BLOCK };

/* --- bytes to the file, a block summed at a time ------------------------- */

struct out {
	int fd;
	struct index_head head;
	unsigned char *buf;
	size_t n;		/* bytes in it */
	uint64_t at;		/* in the file, of the end of the buffer */
	uint64_t *sum;
	size_t sums, cap_sums;
	struct err *e;
	bool bad;
};

/* All whole blocks; with `last`, what is left too. */
static void flush(struct out *o, bool last)
{
	size_t n = last ? o->n : o->n / INDEX_BLOCK * INDEX_BLOCK;

	for (size_t i = 0; i < n && !o->bad; i += INDEX_BLOCK) {
		size_t size = n - i < INDEX_BLOCK ? n - i : INDEX_BLOCK;

		o->bad |= vec_room((void **)&o->sum, &o->cap_sums, o->sums,
				   sizeof(*o->sum), INDEX_BYTES_MOST /
				   INDEX_BLOCK, o->e) < 0;
		if (!o->bad) {
			o->sum[o->sums] = index_sum(o->buf + i, size, o->sums);
			o->sums++;
		}
	}
	if (o->bad)
		return;
	o->bad = path_write_all(o->fd, slice_make((char *)o->buf, n),
				o->e) < 0;
	memmove(o->buf, o->buf + n, o->n - n);
	o->n -= n;
}

static void put(struct out *o, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	o->at += n;
	while (n > 0 && !o->bad) {
		size_t part = n < BUFFER - o->n ? n : BUFFER - o->n;

		memcpy(o->buf + o->n, p, part);
		o->n += part;
		p += part;
		n -= part;
		if (o->n == BUFFER)
			flush(o, false);
	}
}

static void begin(struct out *o, enum index_section s)
{
	o->head.section[s].at = o->at;
}

static void end(struct out *o, enum index_section s)
{
	static const char zero[INDEX_ALIGN];

	o->head.section[s].bytes = o->at - o->head.section[s].at;
	put(o, zero, (size_t)(-o->at % INDEX_ALIGN));
}

static void put_all(struct out *o, enum index_section s, const void *bytes,
		    size_t n)
{
	begin(o, s);
	put(o, bytes, n);
	end(o, s);
}

/* --- the order of words -------------------------------------------------- */

struct placed {
	uint64_t key;		/* the first letters */
	const struct made_word *w;
};

static uint64_t place_key(struct slice s)
{
	uint64_t key = 0;

	for (size_t i = 0; i < 8; i++)
		key = key << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
	return key;
}

static int by_plain(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	const struct word *v = &a->w->word, *w = &b->w->word;
	int c;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	c = slice_cmp(v->plain, w->plain);
	if (c == 0)
		c = slice_cmp(v->sound, w->sound);
	if (c == 0)
		c = (int)v->given - (int)w->given;
	if (c == 0)
		c = (int)v->alike - (int)w->alike;
	return c ? c : (int)v->traits - (int)w->traits;
}

/* Those of one sound as they stand by letters. */
static int by_sound(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int c;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	c = slice_cmp(a->w->word.sound, b->w->word.sound);
	return c ? c : a->w < b->w ? -1 : 1;
}

/* The words that a name has, as they follow each other in the file. */
struct order {
	struct made_word *word;
	uint32_t *sound;	/* in the order of sounds */
	size_t n;
};

static void order_free(struct order *o)
{
	free(o->word);
	free(o->sound);
}

static void sort_words(struct order *o, struct index_maker *m,
		       struct placed *list)
{
	for (size_t i = 0; i < m->words; i++)
		if (m->word[i].names > 0)
			list[o->n++] = (struct placed){
				place_key(m->word[i].word.plain), &m->word[i] };
	if (o->n > 1)
		qsort(list, o->n, sizeof(*list), by_plain);
	for (size_t i = 0; i < o->n; i++) {
		o->word[i] = *list[i].w;
		m->word[list[i].w - m->word].number = (uint32_t)i;
	}
	for (size_t i = 0; i < o->n; i++)
		list[i] = (struct placed){
			place_key(o->word[i].word.sound), &o->word[i] };
	if (o->n > 1)
		qsort(list, o->n, sizeof(*list), by_sound);
	for (size_t i = 0; i < o->n; i++)
		o->sound[i] = (uint32_t)(list[i].w - o->word);
}

static int order_make(struct order *o, struct index_maker *m, struct err *e)
{
	struct placed *list = malloc((m->words + 1) * sizeof(*list));

	o->word = malloc((m->words + 1) * sizeof(*o->word));
	o->sound = malloc((m->words + 1) * sizeof(*o->sound));
	if (list && o->word && o->sound)
		sort_words(o, m, list);
	else
		err_set(e, ERR_MEMORY, "no memory to sort words");
	free(list);
	return o->word && o->sound && list ? 0 : -1;
}

/* --- sections ------------------------------------------------------------ */

static void put_names(struct out *o, struct index_maker *m)
{
	struct name_row last = { .written = (uint32_t)m->written.n,
				 .entry = (uint32_t)m->entries };

	begin(o, AT_NAMES);
	put(o, m->row, m->n * sizeof(*m->row));
	put(o, &last, sizeof(last));
	end(o, AT_NAMES);
	put_all(o, AT_WRITTEN, str_cstr(&m->written), m->written.n);
}

static void put_entries(struct out *o, struct index_maker *m)
{
	for (size_t i = 0; i < m->entries; i++) {
		uint32_t *x = &m->entry[i];

		*x = (*x & ~(ENTRY_WORDS - 1)) | m->word[entry_word(*x)].number;
	}
	put_all(o, AT_ENTRIES, m->entry, m->entries * sizeof(*m->entry));
}

/* Words of one sound share its bytes: where each has them, by its `last`. */
static void put_sounds(struct out *o, const struct order *order)
{
	struct slice before = SLICE_NONE;
	uint32_t at = 0, next = 0;

	begin(o, AT_SOUNDS);
	for (size_t i = 0; i < order->n; i++) {
		struct made_word *w = &order->word[order->sound[i]];

		if (i == 0 || !slice_eq(before, w->word.sound)) {
			put(o, w->word.sound.p, w->word.sound.n);
			at = next;
			next += (uint32_t)w->word.sound.n;
		}
		before = w->word.sound;
		w->last = at;
	}
	end(o, AT_SOUNDS);
	put_all(o, AT_BY_SOUND, order->sound,
		order->n * sizeof(*order->sound));
}

static void put_words(struct out *o, const struct order *order)
{
	struct dict_row row = {0};

	begin(o, AT_WORDS);
	for (size_t i = 0; i < order->n; i++) {
		const struct made_word *w = &order->word[i];

		row.sound = w->last;
		row.given = w->word.given;
		row.alike = w->word.alike;
		row.traits = w->word.traits;
		row.sound_n = (uint8_t)w->word.sound.n;
		put(o, &row, sizeof(row));
		row.plain += (uint32_t)w->word.plain.n + 1;
		row.posting += w->names;
	}
	row = (struct dict_row){ .plain = row.plain, .posting = row.posting };
	put(o, &row, sizeof(row));
	end(o, AT_WORDS);
}

static void put_plains(struct out *o, const struct order *order)
{
	begin(o, AT_PLAINS);
	for (size_t i = 0; i < order->n; i++) {
		put(o, order->word[i].word.plain.p,
		    order->word[i].word.plain.n);
		put(o, "", 1);
	}
	end(o, AT_PLAINS);
}

static unsigned char common(struct slice a, struct slice b)
{
	unsigned char n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n] && n < UINT8_MAX)
		n++;
	return n;
}

static void put_fronts(struct out *o, const struct order *order,
		       enum index_section s)
{
	struct slice before = SLICE_NONE;

	begin(o, s);
	for (size_t i = 0; i < order->n; i++) {
		struct slice now = s == AT_FRONTS ?
			order->word[i].word.plain :
			order->word[order->sound[i]].word.sound;
		unsigned char n = common(before, now);

		put(o, &n, 1);
		before = now;
	}
	end(o, s);
}

/* Counted, then placed: names come in their order, so that those of a word
 * are in it too. A word that stands twice in a name has it once. */
static void place_postings(struct index_maker *m, const struct order *order,
			   uint32_t *list)
{
	for (size_t i = 0; i < m->n; i++) {
		size_t until = i + 1 < m->n ? m->row[i + 1].entry : m->entries;

		for (size_t k = m->row[i].entry; k < until; k++) {
			struct made_word *w =
				&order->word[entry_word(m->entry[k])];

			if (w->last == (uint32_t)i + 1)
				continue;
			list[w->number++] = (uint32_t)i;
			w->last = (uint32_t)i + 1;
		}
	}
}

static void put_postings(struct out *o, struct index_maker *m,
			 const struct order *order)
{
	size_t n = 0;
	uint32_t *list;

	for (size_t i = 0; i < order->n; i++) {
		order->word[i].number = (uint32_t)n;	/* where it goes on */
		order->word[i].last = 0;
		n += order->word[i].names;
	}
	list = malloc((n + 1) * sizeof(*list));
	if (!list) {
		o->bad = true;
		err_set(o->e, ERR_MEMORY, "no memory for the name index");
		return;
	}
	place_postings(m, order, list);
	put_all(o, AT_POSTINGS, list, n * sizeof(*list));
	free(list);
}

static int by_number(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* Words by a number that they have, but 0. */
static void put_groups(struct out *o, const struct order *order,
		       uint64_t *list, enum index_section s)
{
	size_t n = 0;

	for (size_t i = 0; i < order->n; i++) {
		const struct word *w = &order->word[i].word;
		uint64_t group = s == AT_GIVENS ? w->given : w->alike;

		if (group)
			list[n++] = group << 32 | i;
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), by_number);
	begin(o, s);
	for (size_t i = 0; i < n; i++) {
		uint32_t word = (uint32_t)list[i];

		put(o, &word, sizeof(word));
	}
	end(o, s);
}

static void put_bones(struct out *o, const struct order *order,
		      uint64_t *list)
{
	for (size_t i = 0; i < order->n; i++)
		list[i] = (uint64_t)order->word[i].bones << 32 | i;
	if (order->n > 1)
		qsort(list, order->n, sizeof(*list), by_number);
	begin(o, AT_BY_BONES);
	for (size_t i = 0; i < order->n; i++) {
		struct bone_row row = { (uint32_t)(list[i] >> 32),
					(uint32_t)list[i] };

		put(o, &row, sizeof(row));
	}
	end(o, AT_BY_BONES);
}

static void put_views(struct out *o, const struct order *order)
{
	uint64_t *list = malloc((order->n + 1) * sizeof(*list));

	if (!list) {
		o->bad = true;
		err_set(o->e, ERR_MEMORY, "no memory for the name index");
		return;
	}
	put_groups(o, order, list, AT_GIVENS);
	put_groups(o, order, list, AT_ALIKES);
	put_bones(o, order, list);
	free(list);
}

/* The head comes last: before, the file is none. */
static int put_head(struct out *o, uint64_t stamp, struct err *e)
{
	unsigned char first[INDEX_HEAD] = {0};
	struct slice sums = { (char *)o->sum, o->sums * sizeof(*o->sum) };

	o->head.rules = name_rules();
	o->head.stamp = stamp;
	o->head.sums.at = o->at;
	o->head.sums.bytes = sums.n;
	index_seal(&o->head, o->sum);
	memcpy(first, &o->head, sizeof(o->head));
	if (path_write_all(o->fd, sums, e) < 0)
		return -1;
	if (lseek(o->fd, 0, SEEK_SET) != 0)
		return err_sys(e, "cannot write");
	return path_write_all(o->fd, slice_make((char *)first, INDEX_HEAD), e);
}

static int put_sections(struct out *o, struct index_maker *m,
			struct order *order, uint64_t stamp, struct err *e)
{
	o->at = INDEX_HEAD;
	if (lseek(o->fd, INDEX_HEAD, SEEK_SET) != INDEX_HEAD)
		return err_sys(e, "cannot write");
	put_names(o, m);
	put_entries(o, m);
	put_sounds(o, order);
	put_words(o, order);
	put_plains(o, order);
	put_fronts(o, order, AT_FRONTS);
	put_fronts(o, order, AT_SOUND_FRONTS);
	put_views(o, order);
	put_postings(o, m, order);
	flush(o, true);
	return o->bad ? -1 : put_head(o, stamp, e);
}

int index_write(struct index_maker *m, int fd, uint64_t stamp, struct err *e)
{
	struct out o = { .fd = fd, .e = e, .buf = malloc(BUFFER) };
	struct order order = {0};
	int rc = -1;

	if (!o.buf)
		err_set(e, ERR_MEMORY, "no memory for the name index");
	else if (order_make(&order, m, e) == 0)
		rc = put_sections(&o, m, &order, stamp, e);
	order_free(&order);
	free(o.sum);
	free(o.buf);
	return rc;
}

/* --- the file ------------------------------------------------------------ */

int index_new_name(const char *file, char *name, size_t bytes,
		   struct err *e)
{
	if (snprintf(name, bytes, "%s.new", file) >= (int)bytes)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...", file);
	return 0;
}

/* FILE.new, ours alone until it is closed; *busy: another process is making
 * it. What a killed one left is taken over. */
static int claim(const char *file, char name[PATH_BYTES], bool *busy,
		 struct err *e)
{
	struct stat a, b;
	int fd;

	*busy = false;
	if (index_new_name(file, name, PATH_BYTES, e) < 0)
		return -1;
	for (;;) {
		fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
			  0600);
		if (fd < 0)
			return err_sys(e, "cannot create %s", name);
		*busy = flock(fd, LOCK_EX | LOCK_NB) < 0;
		if (!*busy && fstat(fd, &a) == 0 && stat(name, &b) == 0 &&
		    a.st_ino == b.st_ino && a.st_dev == b.st_dev)
			return fd;
		/* It was renamed between the two. */
		close(fd);
		if (*busy)
			return -1;
	}
}

/* Where the folder cannot be written, or another process is at it, the index
 * is for this one alone. */
static int open_file(const char *file, char name[PATH_BYTES], bool needed,
		     bool *busy, struct err *e)
{
	int fd = file ? claim(file, name, busy, e) : -1;

	if (fd >= 0)
		return fd;
	name[0] = '\0';
	if (!needed)
		return -1;
	err_clear(e);
	return path_spool(e);
}

static int finish(struct index_maker *m, int fd, const char *file,
		  const char *name, uint64_t stamp, struct err *e)
{
	if (maker_keep(m, e) < 0)
		return -1;
	if (ftruncate(fd, 0) < 0)
		return err_sys(e, "cannot write %s", name);
	if (index_write(m, fd, stamp, e) < 0)
		return name[0] ? err_in(e, name) : -1;
	if (name[0] && fsync(fd) < 0)
		return err_sys(e, "cannot sync %s", name);
	if (name[0] && rename(name, file) < 0)
		return err_sys(e, "cannot replace %s", file);
	return 0;
}

int maker_close(struct index_maker **out, const char *file, uint64_t stamp,
		struct name_index **ix, struct err *e)
{
	char name[PATH_BYTES] = "";
	bool busy = false;
	int fd, rc = -1;

	if (ix)
		*ix = NULL;
	fd = open_file(file, name, ix != NULL, &busy, e);
	if (fd >= 0)
		rc = finish(*out, fd, file, name, stamp, e);
	else if (busy && !ix)
		rc = 0;
	if (rc < 0 && name[0])
		unlink(name);
	maker_drop(out);
	if (rc == 0 && ix)
		return index_map(ix, fd, name[0] ? file : NULL, &stamp, e);
	if (fd >= 0)
		close(fd);
	return rc;
}
