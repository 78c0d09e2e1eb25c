#include "read/feed_seen.h"

#include <stdlib.h>

enum { FIRST_ROWS = 256 };

static uint64_t sum_of(struct slice s)
{
	uint64_t h = s.n ? slice_hash(s) : 0;

	return s.n && h == 0 ? 1 : h;
}

/* Where the id is, or where it would be. There is always a free row. */
static struct feed_seen_row *find(const struct feed_seen *s, uint64_t id)
{
	size_t i = (size_t)id & (s->cap - 1);

	while (s->row[i].id && s->row[i].id != id)
		i = (i + 1) & (s->cap - 1);
	return &s->row[i];
}

static int grow(struct feed_seen *s, struct err *e)
{
	size_t cap = s->cap ? 2 * s->cap : FIRST_ROWS;
	struct feed_seen old = *s;

	if (2 * s->n < s->cap)
		return 0;
	s->row = calloc(cap, sizeof(*s->row));
	if (!s->row) {
		s->row = old.row;
		return err_set(e, ERR_MEMORY, "no memory for a feed's ids");
	}
	s->cap = cap;
	for (size_t i = 0; i < old.cap; i++)
		if (old.row[i].id)
			*find(s, old.row[i].id) = old.row[i];
	free(old.row);
	return 0;
}

int feed_seen_note(struct feed_seen *s, struct slice id, struct slice link,
		   struct slice title, struct err *e)
{
	struct feed_seen_row now = { sum_of(id), sum_of(link), sum_of(title),
				     false };
	struct feed_seen_row *r;

	if (now.id == 0 || s->n >= FEED_SEEN)
		return 0;
	if (grow(s, e) < 0)
		return -1;
	r = find(s, now.id);
	if (r->id == 0) {
		*r = now;
		s->n++;
	} else if (r->link != now.link && r->title != now.title) {
		r->clash = true;
	}
	return 0;
}

bool feed_seen_clashes(const struct feed_seen *s, struct slice id)
{
	return s->cap > 0 && id.n > 0 && find(s, sum_of(id))->clash;
}

static size_t told_at(const struct feed_seen *s, uint64_t key)
{
	size_t i = (size_t)key & (s->cap_told - 1);

	while (s->told[i] && s->told[i] != key)
		i = (i + 1) & (s->cap_told - 1);
	return i;
}

static int grow_told(struct feed_seen *s, struct err *e)
{
	size_t cap = s->cap_told ? 2 * s->cap_told : FIRST_ROWS;
	struct feed_seen old = *s;

	if (2 * s->n_told < s->cap_told)
		return 0;
	s->told = calloc(cap, sizeof(*s->told));
	if (!s->told) {
		s->told = old.told;
		return err_set(e, ERR_MEMORY, "no memory for a feed's ids");
	}
	s->cap_told = cap;
	for (size_t i = 0; i < old.cap_told; i++)
		if (old.told[i])
			s->told[told_at(s, old.told[i])] = old.told[i];
	free(old.told);
	return 0;
}

int feed_seen_tell(struct feed_seen *s, struct slice key, struct err *e)
{
	uint64_t sum = sum_of(key);
	size_t i;

	if (s->n_told >= FEED_SEEN)
		return 1;
	if (grow_told(s, e) < 0)
		return -1;
	i = told_at(s, sum);
	if (s->told[i])
		return 0;
	s->told[i] = sum;
	s->n_told++;
	return 1;
}

void feed_seen_free(struct feed_seen *s)
{
	free(s->row);
	free(s->told);
	*s = (struct feed_seen){0};
}
