#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool slice_ieq(struct slice a, const char *cstr)
{
	size_t n = strlen(cstr);

	return a.n == n && (n == 0 || strncasecmp(a.p, cstr, n) == 0);
}

bool slice_starts(struct slice a, const char *prefix)
{
	size_t n = strlen(prefix);

	return a.n >= n && (n == 0 || memcmp(a.p, prefix, n) == 0);
}

bool slice_ends(struct slice a, const char *suffix)
{
	size_t n = strlen(suffix);

	return a.n >= n && (n == 0 || memcmp(a.p + a.n - n, suffix, n) == 0);
}

int slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool slice_has_control(struct slice a)
{
	for (size_t i = 0; i < a.n; i++)
		if ((unsigned char)a.p[i] < ' ' || a.p[i] == 0x7F)
			return true;
	return false;
}

struct slice slice_trim(struct slice a)
{
	while (a.n > 0 && is_space(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && is_space(a.p[a.n - 1]))
		a.n--;
	return a;
}

ptrdiff_t slice_find(struct slice a, struct slice needle, size_t from)
{
	const char *at;

	if (from > a.n || needle.n > a.n - from)
		return -1;
	if (needle.n == 0)
		return (ptrdiff_t)from;
	if (needle.n == 1)
		at = memchr(a.p + from, needle.p[0], a.n - from);
	else
		at = memmem(a.p + from, a.n - from, needle.p, needle.n);
	return at ? at - a.p : -1;
}

bool slice_cut(struct slice *rest, char sep, struct slice *piece)
{
	const char *at;

	if (!rest->p)
		return false;
	at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!at) {
		*piece = *rest;
		*rest = SLICE_NONE;
		return true;
	}
	*piece = slice_make(rest->p, (size_t)(at - rest->p));
	rest->n -= piece->n + 1;
	rest->p = at + 1;
	return true;
}

bool slice_int(struct slice a, int64_t *out)
{
	bool minus = a.n > 0 && a.p[0] == '-';
	size_t i = minus ? 1 : 0;
	int64_t v = 0;

	if (i == a.n)
		return false;
	for (; i < a.n; i++) {
		if (a.p[i] < '0' || a.p[i] > '9')
			return false;
		if (v > (INT64_MAX - 9) / 10)
			return false;
		v = v * 10 + (a.p[i] - '0');
	}
	*out = minus ? -v : v;
	return true;
}

uint64_t slice_hash_from(uint64_t start, struct slice a)
{
	for (size_t i = 0; i < a.n; i++)
		start = (start ^ (unsigned char)a.p[i]) * 0x100000001b3u;
	return start;
}

uint64_t slice_hash(struct slice a)
{
	return slice_hash_from(0xcbf29ce484222325u, a);
}

/* Room for `more` bytes and the NUL. */
bool str_room(struct str *s, size_t more)
{
	size_t want, cap;
	char *p;

	if (s->bad || s->n > s->max || more > s->max - s->n) {
		s->bad = true;
		return false;
	}
	want = s->n + more + 1;
	if (want <= s->cap)
		return true;
	cap = s->cap ? s->cap : 64;
	while (cap < want)
		cap += cap / 2 + 32;
	if (cap > s->max + 1)
		cap = s->max + 1;
	p = realloc(s->p, cap);
	if (!p) {
		s->bad = true;
		return false;
	}
	s->p = p;
	s->cap = cap;
	return true;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !str_room(s, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(s->p + s->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	s->n += (size_t)n;
}

void str_cut(struct str *s, size_t n)
{
	if (n < s->n) {
		s->n = n;
		s->p[n] = '\0';
	}
}

void str_clear(struct str *s)
{
	s->bad = false;
	str_cut(s, 0);
}

void str_free(struct str *s)
{
	free(s->p);
	*s = STR_INIT(s->max);
}

int str_ok(const struct str *s, const char *what, struct err *e)
{
	if (!s->bad)
		return 0;
	return err_set(e, ERR_LIMIT, "%s: longer than %zu bytes, or no memory",
		       what, s->max);
}

char *str_take(struct str *s)
{
	char *p = s->p ? s->p : calloc(1, 1);

	*s = STR_INIT(s->max);
	return p;
}

int vec_grow(void **items, size_t *cap, size_t used, size_t item_bytes,
	     size_t max_items, struct err *e)
{
	size_t want;
	void *p;

	if (used >= max_items)
		return err_set(e, ERR_LIMIT, "more than %zu entries",
			       max_items);
	want = *cap ? *cap * 2 : 16;
	if (want > max_items)
		want = max_items;
	p = reallocarray(*items, want, item_bytes);
	if (!p)
		return err_set(e, ERR_MEMORY, "no memory for %zu entries",
			       want);
	*items = p;
	*cap = want;
	return 0;
}
