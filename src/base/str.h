/* Borrowed and owned text.
 *
 * A slice borrows: it is never freed, never kept by the callee, and need not
 * end in NUL. A str owns, grows up to its ceiling, and always ends in NUL.
 * Growing past the ceiling, or running out of memory, makes the str `bad`:
 * further additions do nothing, and str_ok() says so once, at the end.
 */
#ifndef THAW_BASE_STR_H
#define THAW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

struct slice {
	const char *p;
	size_t n;
};

#define SLICE(lit) ((struct slice){ (lit), sizeof(lit) - 1 })
#define SLICE_NONE ((struct slice){ NULL, 0 })
/* For printf: "%.*s", SLICE_ARG(s) */
#define SLICE_ARG(s) (int)((s).n > 4096 ? 4096 : (s).n), (s).p ? (s).p : ""

/* What is asked a hundred times a record stands here, so that it is no call. */

static inline struct slice slice_make(const char *p, size_t n)
{
	return (struct slice){ p, n };
}

/* NULL gives the absent slice. */
static inline struct slice slice_of(const char *cstr)
{
	return cstr ? slice_make(cstr, strlen(cstr)) : SLICE_NONE;
}

static inline bool slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n &&
	       (a.n == 0 || a.p == b.p || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool slice_is(struct slice a, const char *cstr)
{
	return slice_eq(a, slice_of(cstr));
}

bool slice_ieq(struct slice a, const char *cstr);	/* ASCII case only */
bool slice_starts(struct slice a, const char *prefix);
bool slice_ends(struct slice a, const char *suffix);
int slice_cmp(struct slice a, struct slice b);		/* bytes, then length */
struct slice slice_trim(struct slice a);		/* ASCII white space */
bool slice_has_control(struct slice a);		/* of ASCII */
/* Position of `needle` in `a` at or after `from`, or -1. */
ptrdiff_t slice_find(struct slice a, struct slice needle, size_t from);
/* Cuts the text up to `sep` off the front of *rest; false when none is left.
 * "a,b," gives "a", "b", "". */
bool slice_cut(struct slice *rest, char sep, struct slice *piece);
/* Whole text is a decimal number that fits; leaves *out alone otherwise. */
bool slice_int(struct slice a, int64_t *out);
uint64_t slice_hash(struct slice a);	/* for tables in memory, not for disk */
/* The same from a start by chance: nobody can choose texts that fall together. */
uint64_t slice_hash_from(uint64_t start, struct slice a);

struct str {
	char *p;	/* NULL until the first byte */
	size_t n;	/* without the NUL */
	size_t cap;
	size_t max;	/* ceiling in bytes, without the NUL */
	bool bad;
};

#define STR_INIT(ceiling) ((struct str){ .max = (ceiling) })

bool str_room(struct str *s, size_t more);	/* for those below */

static inline void str_add(struct str *s, struct slice a)
{
	if (a.n == 0 || !str_room(s, a.n))
		return;
	memcpy(s->p + s->n, a.p, a.n);
	s->n += a.n;
	s->p[s->n] = '\0';
}

static inline void str_addz(struct str *s, const char *cstr)
{
	str_add(s, slice_of(cstr));
}

static inline void str_addc(struct str *s, char c)
{
	if (s->bad || s->n + 1 >= s->cap || s->n >= s->max)
		if (!str_room(s, 1))
			return;
	s->p[s->n++] = c;
	s->p[s->n] = '\0';
}

void str_addf(struct str *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void str_cut(struct str *s, size_t n);	/* shortens to n bytes */
void str_clear(struct str *s);		/* empty again, memory kept */
void str_free(struct str *s);

static inline const char *str_cstr(const struct str *s)	/* never NULL */
{
	return s->p ? s->p : "";
}

/* Dies at the next addition. */
static inline struct slice str_slice(const struct str *s)
{
	return slice_make(str_cstr(s), s->n);
}

/* 0, or -1 with ERR_LIMIT ("what: longer than ... bytes"). */
int str_ok(const struct str *s, const char *what, struct err *e);
/* Hands the bytes to the caller, who frees them; the str is empty after. */
char *str_take(struct str *s);

/* A table that doubles: returns 0 and room for one more element, or -1 with
 * ERR_LIMIT / ERR_MEMORY and the table as it was. */
int vec_grow(void **items, size_t *cap, size_t used, size_t item_bytes,
	     size_t max_items, struct err *e);

static inline int vec_room(void **items, size_t *cap, size_t used,
			   size_t item_bytes, size_t max_items, struct err *e)
{
	return used < *cap ? 0 : vec_grow(items, cap, used, item_bytes,
					  max_items, e);
}

#endif
