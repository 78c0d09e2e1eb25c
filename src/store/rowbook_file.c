#include "store/rowbook_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char magic[8] = { 't', 'h', 'a', 'w', 'r', 'o', 'w', 's' };

enum { FORM_NOW = 2, ORDER = 0x01020304 };

static uint64_t head_sum(const struct book_head *h, const uint64_t *sums)
{
	return summed_head(h, offsetof(struct book_head, sum), sums,
			   h->sums.bytes);
}

void rowbook_seal(struct book_head *h, const uint64_t *sums)
{
	memcpy(h->magic, magic, sizeof(magic));
	h->version = FORM_NOW;
	h->order = ORDER;
	h->sum = head_sum(h, sums);
}

int rowbook_lies(struct err *e)
{
	return err_set(e, ERR_FORMAT, "a file of the words of rows is damaged;"
		       " it is made anew the next time");
}

static bool sections_fit(const struct rowbook *b)
{
	const struct book_head *h = b->head;

	for (size_t s = 0; s < BOOK_SECTIONS; s++) {
		uint64_t at = h->section[s].at, n = h->section[s].bytes;

		if (at < SUMMED_HEAD || at % SUMMED_ALIGN != 0 ||
		    at > h->sums.at || n > h->sums.at - at)
			return false;
	}
	return h->rows <= WINDOW_ROWS &&
	       h->section[BOOK_KEYS].bytes == h->rows * sizeof(int64_t) &&
	       h->section[BOOK_PLACES].bytes == h->rows * sizeof(uint32_t);
}

/* 1 it fits, 0 it is another's, -1 damaged. */
static int look_at(const struct rowbook *b, uint64_t rules, uint64_t stamp,
		   struct err *e)
{
	const struct book_head *h = b->head;

	if (b->at.bytes < SUMMED_HEAD ||
	    memcmp(h->magic, magic, sizeof(magic)) != 0)
		return rowbook_lies(e);
	if (h->version != FORM_NOW || h->order != ORDER)
		return 0;
	if (!summed_fits(&b->at, h->sums.at, h->sums.bytes) ||
	    h->sum != head_sum(h, (const uint64_t *)(b->at.map +
						     h->sums.at)) ||
	    !sections_fit(b))
		return rowbook_lies(e);
	return h->rules == rules && h->stamp == stamp;
}

/* Takes it. */
static int start(struct rowbook **out, struct rowbook *b, uint64_t rules,
		 uint64_t stamp, struct err *e)
{
	int rc;

	b->head = (const struct book_head *)b->at.map;
	rc = look_at(b, rules, stamp, e);
	if (rc > 0 && summed_start(&b->at, b->head->sums.at, e) < 0)
		rc = -1;
	if (rc <= 0) {
		rowbook_close(&b);
		return rc;
	}
	b->rows = (uint32_t)b->head->rows;
	b->classes = (size_t)b->head->section[BOOK_CLASSES].bytes /
		     sizeof(struct book_class);
	*out = b;
	return 0;
}

int rowbook_over(struct rowbook **out, struct slice bytes, uint64_t rules,
		 uint64_t stamp, struct err *e)
{
	struct rowbook *b = calloc(1, sizeof(*b));

	*out = NULL;
	if (!b)
		return err_set(e, ERR_MEMORY, "no memory for an index");
	summed_over(&b->at, bytes);
	return start(out, b, rules, stamp, e);
}

int rowbook_open(struct rowbook **out, const char *file, uint64_t rules,
		 uint64_t stamp, struct err *e)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct rowbook *b;

	*out = NULL;
	if (fd < 0)
		return errno == ENOENT ? 0 : err_sys(e, "cannot read %s", file);
	b = calloc(1, sizeof(*b));
	if (!b) {
		close(fd);
		return err_set(e, ERR_MEMORY, "no memory for an index");
	}
	if (summed_map(&b->at, fd, file, e) == 0)
		return start(out, b, rules, stamp, e);
	rowbook_close(&b);
	return -1;
}

void rowbook_close(struct rowbook **b)
{
	if (*b)
		summed_close(&(*b)->at);
	free(*b);
	*b = NULL;
}

const void *rowbook_see(const struct rowbook *b, enum book_section s,
			uint64_t first, uint64_t n, size_t size,
			struct err *e)
{
	uint64_t rows = b->head->section[s].bytes / size;
	const void *p = NULL;

	if (first <= rows && n <= rows - first)
		p = summed_see(&b->at, b->head->section[s].at + first * size,
			       n * size);
	if (!p)
		rowbook_lies(e);
	return p;
}
