#include "read/jsonscan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 << 10, KEY_BYTES = 64 };
enum { NOWHERE = JSON_DEPTH + 1 };	/* a depth that no object has */

static const int64_t TOTAL_MOST = 1000000000;

struct jsonscan {
	struct input_part *part;
	char chunk[CHUNK];
	size_t at, n;		/* in the chunk */
	size_t depth;		/* brackets open */
	char kind[JSON_DEPTH + 1];	/* of them: '[' or '{' */
	size_t base;		/* depth at which objects begin: 0 lines, 1 an
				 * array, 2 an array inside an object */
	bool inside;		/* of a string */
	bool escaped;
	bool taking;		/* an object: its bytes go to `object` */
	bool named;		/* it has a "sid": not a wrapper */
	char key[KEY_BYTES];	/* the last string at depth 1, or of a path */
	size_t key_n;
	struct slice path[JSON_PATH];	/* to the array; none: as above */
	size_t path_n;
	size_t along;		/* names of it that lead to here */
	int64_t total;
	struct str object;
	struct jnode *root;
	size_t number;
};

int jsonscan_open(struct jsonscan **s, struct input_part *part,
		  struct err *e)
{
	*s = calloc(1, sizeof(**s));
	if (!*s)
		return err_set(e, ERR_MEMORY, "no memory for JSON");
	(*s)->part = part;
	(*s)->object = STR_INIT(JSON_BYTES);
	(*s)->total = -1;
	input_rewind(part);
	return 0;
}

int jsonscan_open_at(struct jsonscan **s, struct input_part *part,
		     struct slice path, struct err *e)
{
	struct slice name;

	if (jsonscan_open(s, part, e) < 0)
		return -1;
	while (slice_cut(&path, '.', &name) && (*s)->path_n < JSON_PATH)
		(*s)->path[(*s)->path_n++] = slice_trim(name);
	if ((*s)->path_n > 0)
		(*s)->base = NOWHERE;
	return 0;
}

bool jsonscan_found(const struct jsonscan *s)
{
	return s->path_n == 0 || s->along == s->path_n;
}

int64_t jsonscan_total(const struct jsonscan *s)
{
	return s->total;
}

void jsonscan_close(struct jsonscan **s)
{
	if (!*s)
		return;
	jtree_close(&(*s)->root);
	str_free(&(*s)->object);
	free(*s);
	*s = NULL;
}

int jsonscan_in(const struct jsonscan *s, struct err *e)
{
	char where[40];

	snprintf(where, sizeof(where), "object %zu", s->number);
	return err_in(e, where);
}

static int unexpected(const struct jsonscan *s, char c, struct err *e)
{
	return err_set(e, ERR_FORMAT, c > ' ' && c <= '~' ?
		       "\"%c\" behind object %zu, where no JSON object begins"
		       : "byte %d behind object %zu, where no JSON object "
		       "begins", c > ' ' && c <= '~' ? c : (unsigned char)c,
		       s->number);
}

static bool key_is(const struct jsonscan *s, const char *key)
{
	return slice_is(slice_make(s->key, s->key_n), key);
}

/* Where names stand that may lead on. */
static size_t key_depth(const struct jsonscan *s)
{
	return 1 + (s->path_n > 0 ? s->along : 0);
}

/* A string at depth 1 may be the key of what comes next. */
static void end_string(struct jsonscan *s)
{
	s->inside = false;
	if (s->depth == 1 && key_is(s, "sid"))
		s->named = true;
}

static void in_string(struct jsonscan *s, char c)
{
	if (s->escaped) {
		s->escaped = false;
	} else if (c == '\\') {
		s->escaped = true;
	} else if (c == '"') {
		end_string(s);
		return;
	}
	if (s->depth == key_depth(s) && s->key_n < KEY_BYTES)
		s->key[s->key_n++] = c;
}

static int push(struct jsonscan *s, char c, struct err *e)
{
	if (s->depth == JSON_DEPTH)
		return err_set(e, ERR_LIMIT, "JSON nested deeper than %d",
			       (int)JSON_DEPTH);
	s->kind[s->depth++] = c;
	return 0;
}

/* "{"data": [": what was taken for an object is only around them. */
static bool is_wrapper(const struct jsonscan *s)
{
	return s->taking && s->base == 0 && s->depth == 1 && !s->named &&
	       (key_is(s, "data") || key_is(s, "subjects"));
}

/* The object or array that opens is the next one of the path. */
static void go_along(struct jsonscan *s, char c)
{
	if (s->along == s->path_n || s->depth != key_depth(s) ||
	    !slice_eq(slice_make(s->key, s->key_n), s->path[s->along]) ||
	    (c == '[') != (s->along + 1 == s->path_n))
		return;
	s->along++;
	s->key_n = 0;
	if (c == '[')
		s->base = s->depth + 1;
}

static int open_bracket(struct jsonscan *s, char c, struct err *e)
{
	if (s->path_n > 0 && !s->taking)
		go_along(s, c);
	if (c == '{' && !s->taking && s->depth == s->base) {
		s->taking = true;
		s->named = false;
		s->number++;
		str_clear(&s->object);
	} else if (c == '[' && s->depth == 0 && s->path_n == 0) {
		s->base = 1;
	} else if (c == '[' && is_wrapper(s)) {
		s->taking = false;
		s->number--;
		s->base = 2;
	}
	return push(s, c, e);
}

/* Sets *whole when the object that was taken ends here. */
static int close_bracket(struct jsonscan *s, char c, bool *whole,
			 struct err *e)
{
	if (s->depth == 0 ||
	    s->kind[s->depth - 1] != (c == ']' ? '[' : '{'))
		return unexpected(s, c, e);
	s->depth--;
	if (s->taking && s->depth == s->base)
		*whole = true;
	/* What stands behind the array in the object around it is passed
	 * over: no depth of it is the base. */
	if (!s->taking && s->base != NOWHERE && s->base > 1 &&
	    s->depth == s->base - 1)
		s->base = NOWHERE;
	if (s->depth == 0 && s->path_n == 0)
		s->base = 0;
	/* The object that the path led into had no such array. */
	if (s->along > 0 && s->along < s->path_n && s->depth == s->along)
		s->along--;
	return 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Between objects stands nothing but commas. */
static int outside(struct jsonscan *s, char c, struct err *e)
{
	if (s->taking || s->depth != s->base || is_blank(c) ||
	    (c == ',' && s->base > 0))
		return 0;
	return unexpected(s, c, e);
}

static void count_total(struct jsonscan *s, char c)
{
	if (s->depth != 1 || c < '0' || c > '9' || !key_is(s, "total"))
		return;
	s->total = (s->total < 0 ? 0 : s->total) * 10 + (c - '0');
	if (s->total > TOTAL_MOST)
		s->total = TOTAL_MOST;
}

static int step(struct jsonscan *s, char c, bool *whole, struct err *e)
{
	if (s->inside) {
		in_string(s, c);
		return 0;
	}
	count_total(s, c);
	if (c == '{' || (c == '[' && (s->depth != s->base || s->depth == 0 ||
				      s->taking)))
		return open_bracket(s, c, e);
	if (c == '}' || c == ']')
		return close_bracket(s, c, whole, e);
	if (outside(s, c, e) < 0)
		return -1;
	if (c == '"') {
		s->inside = true;
		if (s->depth == key_depth(s))
			s->key_n = 0;
	}
	return 0;
}

static int fill(struct jsonscan *s, struct err *e)
{
	bool first = s->part->at == 0;
	ptrdiff_t n = input_read(s->part, s->chunk, CHUNK, e);

	if (n < 0)
		return -1;
	s->at = first && n >= 3 && memcmp(s->chunk, "\xef\xbb\xbf", 3) == 0 ?
		3 : 0;
	s->n = (size_t)n;
	return n > 0;
}

/* Takes the bytes of the chunk up to where an object ends. */
static int take(struct jsonscan *s, bool *whole, struct err *e)
{
	size_t from = s->at;

	while (s->at < s->n && !*whole) {
		bool taking = s->taking;

		if (step(s, s->chunk[s->at], whole, e) < 0)
			return -1;
		if (!taking && s->taking)
			from = s->at;
		s->at++;
	}
	if (s->taking)
		str_add(&s->object, slice_make(s->chunk + from,
					       s->at - from));
	return str_ok(&s->object, "one object", e);
}

static int at_end(const struct jsonscan *s, struct err *e)
{
	if (s->depth == 0 && !s->inside)
		return 0;
	return err_set(e, ERR_FORMAT, "cut off behind object %zu",
		       s->number);
}

int jsonscan_next(struct jsonscan *s, const struct jnode **object,
		  struct err *e)
{
	bool whole = false;

	jtree_close(&s->root);
	while (!whole) {
		if (s->at == s->n) {
			int rc = fill(s, e);

			if (rc <= 0)
				return rc < 0 ? -1 : at_end(s, e);
		}
		if (take(s, &whole, e) < 0)
			return -1;
	}
	s->taking = false;
	if (jtree_open(&s->root, str_slice(&s->object), e) < 0)
		return jsonscan_in(s, e);
	*object = s->root;
	return 1;
}

bool jsonscan_is(struct input_part *part)
{
	struct err ignored = {0};
	char head[64];
	ptrdiff_t n;
	struct slice s;

	input_rewind(part);
	n = input_read(part, head, sizeof(head), &ignored);
	input_rewind(part);
	s = slice_make(head, n > 0 ? (size_t)n : 0);
	if (slice_starts(s, "\xEF\xBB\xBF"))
		s = slice_make(s.p + 3, s.n - 3);
	s = slice_trim(s);
	return slice_starts(s, "{") || slice_starts(s, "[");
}
