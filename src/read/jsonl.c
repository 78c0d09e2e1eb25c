#include "read/jsonl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER_FIRST = 256 << 10, BUFFER_MAX = JSON_BYTES + 2 };

struct jsonl {
	struct input_part *part;
	char *buf;		/* of `cap` bytes, and one for a NUL */
	size_t cap;
	size_t at, end;		/* what is not yet given */
	size_t line;
	bool last;		/* all is in the buffer */
	struct jnode *root;
};

int jsonl_open(struct jsonl **l, struct input_part *part, struct err *e)
{
	*l = calloc(1, sizeof(**l));
	if (*l)
		(*l)->buf = malloc(BUFFER_FIRST + 1);
	if (!*l || !(*l)->buf) {
		jsonl_close(l);
		return err_set(e, ERR_MEMORY, "no memory for lines");
	}
	(*l)->part = part;
	(*l)->cap = BUFFER_FIRST;
	return 0;
}

/* Room behind `end`, first by what was given, then by doubling. */
static int make_room(struct jsonl *l, struct err *e)
{
	size_t cap = l->cap * 2;
	char *p;

	if (l->at > 0) {
		memmove(l->buf, l->buf + l->at, l->end - l->at);
		l->end -= l->at;
		l->at = 0;
	}
	if (l->end < l->cap)
		return 0;
	if (cap > BUFFER_MAX)
		cap = BUFFER_MAX;
	if (cap == l->cap)
		return err_set(e, ERR_LIMIT, "longer than %d bytes",
			       JSON_BYTES);
	p = realloc(l->buf, cap + 1);
	if (!p)
		return err_set(e, ERR_MEMORY, "no memory for a line");
	l->buf = p;
	l->cap = cap;
	return 0;
}

static int read_more(struct jsonl *l, struct err *e)
{
	ptrdiff_t n;

	if (make_room(l, e) < 0)
		return -1;
	n = input_read(l->part, l->buf + l->end, l->cap - l->end, e);
	if (n < 0)
		return -1;
	l->last = n == 0;
	l->end += (size_t)n;
	return 0;
}

/* The next line without its end, ending in NUL. 1, 0 at the end, -1. */
static int next_line(struct jsonl *l, struct slice *line, struct err *e)
{
	size_t seen = 0;	/* bytes behind `at` without a line end */
	char *nl;

	l->line++;
	for (;;) {
		char *start = l->buf + l->at;
		size_t have = l->end - l->at;

		nl = memchr(start + seen, '\n', have - seen);
		if (!nl && !l->last) {
			seen = have;
			if (read_more(l, e) < 0)
				return -1;
			continue;
		}
		if (!nl && have == 0)
			return 0;
		*line = slice_make(start, nl ? (size_t)(nl - start) : have);
		start[line->n] = '\0';
		l->at += line->n + (nl != NULL);
		return 1;
	}
}

int jsonl_next(struct jsonl *l, const struct jnode **object, struct err *e)
{
	struct slice line;
	int rc;

	jtree_close(&l->root);
	do {
		rc = next_line(l, &line, e);
	} while (rc > 0 && slice_trim(line).n == 0);
	if (rc == 0)
		return 0;
	if (rc < 0 || jtree_open(&l->root, line, e) < 0)
		return jsonl_in(l, e);
	*object = l->root;
	if (jtree_is_object(l->root))
		return 1;
	err_set(e, ERR_FORMAT, "not a JSON object");
	return jsonl_in(l, e);
}

int jsonl_in(const struct jsonl *l, struct err *e)
{
	char where[32];

	snprintf(where, sizeof(where), "line %zu", l->line);
	return err_in(e, where);
}

void jsonl_close(struct jsonl **l)
{
	if (*l) {
		jtree_close(&(*l)->root);
		free((*l)->buf);
	}
	free(*l);
	*l = NULL;
}
