#include "names/index_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char magic[8] = { 't', 'h', 'a', 'w', 'n', 'a', 'm', 'e' };

enum { ORDER = 0x01020304 };

static const unsigned char row_bytes[INDEX_SECTIONS] = {
	[AT_NAMES] = sizeof(struct name_row),
	[AT_WRITTEN] = 1,
	[AT_ENTRIES] = sizeof(uint32_t),
	[AT_WORDS] = sizeof(struct dict_row),
	[AT_PLAINS] = 1,
	[AT_FRONTS] = 1,
	[AT_KEYS] = sizeof(uint64_t),
	[AT_BY_TAIL] = sizeof(uint32_t),
	[AT_TAIL_FRONTS] = 1,
	[AT_TAIL_KEYS] = sizeof(uint64_t),
	[AT_SOUNDS] = 1,
	[AT_BY_SOUND] = sizeof(uint32_t),
	[AT_SOUND_FRONTS] = 1,
	[AT_SOUND_KEYS] = sizeof(uint64_t),
	[AT_BY_BONES] = sizeof(uint32_t),
	[AT_BONES_FRONTS] = 1,
	[AT_BONES_KEYS] = sizeof(uint64_t),
	[AT_GIVENS] = sizeof(uint32_t),
	[AT_ALIKES] = sizeof(uint32_t),
	[AT_POSTINGS] = sizeof(uint32_t),
};

/* --- the head ------------------------------------------------------------ */

static uint64_t head_sum(const struct index_head *h, const uint64_t *sums)
{
	return summed_head(h, offsetof(struct index_head, sum), sums,
			   h->sums.bytes);
}

void index_seal(struct index_head *h, const uint64_t *sums)
{
	memcpy(h->magic, magic, sizeof(magic));
	h->version = INDEX_VERSION;
	h->order = ORDER;
	h->sum = head_sum(h, sums);
}

/* --- opening ------------------------------------------------------------- */

static int damaged(const struct name_index *ix, const char *what,
		   struct err *e)
{
	/* To be made anew: what else this index says may be as wrong. */
	atomic_store(&((struct name_index *)(uintptr_t)ix)->damaged, true);
	return err_set(e, ERR_FORMAT, "%s: damaged: %s; it is made anew the"
		       " next time", ix->file ? ix->file : "the name index",
		       what);
}

int index_lies(const struct name_index *ix, struct err *e)
{
	return damaged(ix, "what it says makes no sense", e);
}

/* What there is once a word. */
static bool words_fit(const struct name_index *ix)
{
	static const enum index_section of_words[] = {
		AT_FRONTS, AT_KEYS, AT_BY_TAIL, AT_TAIL_FRONTS, AT_TAIL_KEYS,
		AT_BY_SOUND, AT_SOUND_FRONTS, AT_SOUND_KEYS, AT_BY_BONES,
		AT_BONES_FRONTS, AT_BONES_KEYS,
	};
	size_t words = index_count(ix, AT_WORDS);

	if (words == 0 || words - 1 > ENTRY_WORDS)
		return false;
	for (size_t i = 0; i < sizeof(of_words) / sizeof(*of_words); i++)
		if (index_count(ix, of_words[i]) != words - 1)
			return false;
	return true;
}

static bool sections_fit(const struct name_index *ix)
{
	const struct index_head *h = ix->head;

	for (size_t s = 0; s < INDEX_SECTIONS; s++) {
		uint64_t at = h->section[s].at, n = h->section[s].bytes;

		if (at < INDEX_HEAD || at % INDEX_ALIGN != 0 ||
		    at > h->sums.at || n > h->sums.at - at ||
		    n % row_bytes[s] != 0)
			return false;
	}
	return index_count(ix, AT_NAMES) > 0 &&
	       index_count(ix, AT_NAMES) - 1 <= INDEX_NAMES_MOST &&
	       words_fit(ix);
}

/* 1 it is of this machine and these tables, 0 of others, -1 damaged. */
static int look_at(struct name_index *ix, const uint64_t *stamp,
		   struct err *e)
{
	const struct index_head *h = ix->head;

	if (ix->at.bytes < INDEX_HEAD ||
	    memcmp(h->magic, magic, sizeof(magic)) != 0)
		return damaged(ix, "no index of names", e);
	if (h->version != INDEX_VERSION || h->order != ORDER)
		return 0;
	if (!summed_fits(&ix->at, h->sums.at, h->sums.bytes))
		return damaged(ix, "cut short", e);
	if (h->sum != head_sum(h, (const uint64_t *)(ix->at.map + h->sums.at)))
		return damaged(ix, "its head", e);
	if (!sections_fit(ix))
		return damaged(ix, "its sections", e);
	return h->rules == name_rules() && (!stamp || h->stamp == *stamp);
}

static int start(struct name_index **out, struct name_index *ix,
		 const uint64_t *stamp, struct err *e)
{
	int rc;

	ix->head = (const struct index_head *)ix->at.map;
	rc = look_at(ix, stamp, e);
	if (rc > 0 && summed_start(&ix->at, ix->head->sums.at, e) < 0)
		rc = -1;
	if (rc > 0) {
		ix->names = index_count(ix, AT_NAMES) - 1;
		ix->words = index_count(ix, AT_WORDS) - 1;
		*out = ix;
	} else {
		index_close(&ix);
	}
	return rc < 0 ? -1 : 0;
}

int index_over(struct name_index **out, struct slice bytes,
	       const uint64_t *stamp, struct err *e)
{
	struct name_index *ix = calloc(1, sizeof(*ix));

	*out = NULL;
	if (!ix)
		return err_set(e, ERR_MEMORY, "no memory for the name index");
	summed_over(&ix->at, bytes);
	return start(out, ix, stamp, e);
}

int index_map(struct name_index **out, int fd, const char *file,
	      const uint64_t *stamp, struct err *e)
{
	struct name_index *ix = calloc(1, sizeof(*ix));
	int rc;

	*out = NULL;
	if (!ix) {
		close(fd);
		return err_set(e, ERR_MEMORY, "no memory for the name index");
	}
	if (file && !(ix->file = strdup(file))) {
		close(fd);
		rc = err_set(e, ERR_MEMORY, "no memory for the name index");
	} else {
		rc = summed_map(&ix->at, fd, file ? file : "the index", e);
	}
	if (rc == 0)
		return start(out, ix, stamp, e);
	index_close(&ix);
	return -1;
}

int index_open(struct name_index **out, const char *file,
	       const uint64_t *stamp, struct err *e)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return errno == ENOENT ? 0 : err_sys(e, "cannot read %s", file);
	return index_map(out, fd, file, stamp, e);
}

void index_close(struct name_index **out)
{
	struct name_index *ix = *out;

	if (!ix)
		return;
	summed_close(&ix->at);
	free(ix->file);
	free(ix);
	*out = NULL;
}

bool index_damaged(const struct name_index *ix)
{
	return atomic_load(&ix->damaged);
}

uint64_t index_stamp(const struct name_index *ix)
{
	return ix->head->stamp;
}

size_t index_names(const struct name_index *ix)
{
	return ix->names;
}

size_t index_bytes(const struct name_index *ix)
{
	return ix->at.bytes;
}

size_t index_words(const struct name_index *ix)
{
	return ix->words;
}

size_t index_count(const struct name_index *ix, enum index_section s)
{
	return (size_t)ix->head->section[s].bytes / row_bytes[s];
}

/* --- reading ------------------------------------------------------------- */

const void *index_rows(const struct name_index *ix, enum index_section s,
		       uint64_t first, uint64_t n, struct err *e)
{
	uint64_t row = row_bytes[s], rows = index_count(ix, s);
	uint64_t at = ix->head->section[s].at + first * row;
	const void *p;

	if (first > rows || n > rows - first) {
		index_lies(ix, e);
		return NULL;
	}
	p = summed_see(&ix->at, at, n * row);
	if (!p)
		damaged(ix, "bytes have changed", e);
	return p;
}

int index_word(const struct name_index *ix, uint32_t at, struct word *out,
	       struct err *e)
{
	const struct dict_row *w = index_rows(ix, AT_WORDS, at, 2, e);
	const char *plain, *sound;

	if (!w)
		return -1;
	if (w[1].plain <= w[0].plain || w[1].plain - w[0].plain > WORD_BYTES + 1)
		return index_lies(ix, e);
	plain = index_rows(ix, AT_PLAINS, w->plain, w[1].plain - w->plain, e);
	sound = index_rows(ix, AT_SOUNDS, w->sound, w->sound_n, e);
	if (!plain || !sound)
		return -1;
	*out = (struct word){
		.plain = { plain, w[1].plain - w->plain - 1 },
		.sound = { sound, w->sound_n },
		.given = w->given, .alike = w->alike, .traits = w->traits,
	};
	return 0;
}

const uint32_t *index_postings(const struct name_index *ix, uint32_t word,
			       size_t *n, struct err *e)
{
	const struct dict_row *w = index_rows(ix, AT_WORDS, word, 2, e);

	if (!w)
		return NULL;
	if (w[1].posting < w[0].posting) {
		index_lies(ix, e);
		return NULL;
	}
	*n = w[1].posting - w[0].posting;
	return index_rows(ix, AT_POSTINGS, w->posting, *n, e);
}

const uint32_t *index_entries(const struct name_index *ix, size_t name,
			      size_t *n, struct err *e)
{
	const struct name_row *r = index_rows(ix, AT_NAMES, name, 2, e);

	if (!r)
		return NULL;
	if (r[1].entry < r[0].entry ||
	    r[1].entry - r[0].entry > 2 * NAME_WORDS) {
		index_lies(ix, e);
		return NULL;
	}
	*n = r[1].entry - r[0].entry;
	return index_rows(ix, AT_ENTRIES, r->entry, *n, e);
}

int index_entry(const struct name_index *ix, size_t i,
		struct index_entry *out, struct err *e)
{
	const struct name_row *r = index_rows(ix, AT_NAMES, i, 2, e);
	const char *p;

	if (!r)
		return -1;
	if (r[1].written < r[0].written)
		return index_lies(ix, e);
	p = index_rows(ix, AT_WRITTEN, r->written,
		       r[1].written - r[0].written, e);
	if (!p)
		return -1;
	*out = (struct index_entry){
		.subject = (int64_t)(r->subject >> NAME_FLAG_BITS),
		.written = { p, r[1].written - r[0].written },
		.flags = r->subject & ((1 << NAME_FLAG_BITS) - 1),
	};
	return 0;
}

int index_name(const struct name_index *ix, size_t i, struct name *out,
	       struct err *e)
{
	const struct name_row *r = index_rows(ix, AT_NAMES, i, 1, e);
	size_t n;
	const uint32_t *entry = r ? index_entries(ix, i, &n, e) : NULL;

	if (!entry)
		return -1;
	out->person = (r->subject & INDEX_PERSON) != 0;
	out->n = 0;
	for (size_t k = 0; k < n; k++) {
		unsigned role = entry_role(entry[k]);
		struct word *w = &out->word[out->n];

		if (role == ENTRY_SPELT)
			continue;
		if (out->n == NAME_WORDS || role >= WORD_ROLES)
			return index_lies(ix, e);
		if (index_word(ix, entry_word(entry[k]), w, e) < 0)
			return -1;
		w->role = (uint8_t)role;
		w->surname = entry[k] >> (ENTRY_WORD_BITS + ENTRY_ROLE_BITS);
		out->n++;
	}
	return 0;
}
