#include "ui/marked.h"

#include <stdlib.h>

#include "base/i18n.h"

/* Where it stands, or would. */
static size_t place_of(const struct marked *m, struct slice id, bool *there)
{
	size_t from = 0, to = m->n;

	*there = false;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = slice_cmp(slice_of(m->id[mid]), id);

		if (order == 0) {
			*there = true;
			return mid;
		}
		if (order < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool marked_has(const struct marked *m, struct slice id)
{
	bool there;

	place_of(m, id, &there);
	return there;
}

static void take_out(struct marked *m, size_t at)
{
	free(m->id[at]);
	m->n--;
	memmove(m->id + at, m->id + at + 1, (m->n - at) * sizeof(*m->id));
}

int marked_turn(struct marked *m, struct slice id, struct err *e)
{
	void *items = m->id;
	bool there;
	size_t at = place_of(m, id, &there);
	struct str text = STR_INIT(1 << 16);

	if (there) {
		take_out(m, at);
		return 0;
	}
	if (m->n == MARKED_MOST)
		return err_set(e, ERR_LIMIT, "%d rows are marked, no more can"
			       " be: act on them, or Esc takes all marks away",
			       MARKED_MOST);
	if (vec_room(&items, &m->cap, m->n, sizeof(*m->id), MARKED_MOST,
		     e) < 0)
		return -1;
	m->id = items;
	str_add(&text, id);
	if (str_ok(&text, _("the mark"), e) < 0)
		return -1;
	memmove(m->id + at + 1, m->id + at, (m->n - at) * sizeof(*m->id));
	m->id[at] = str_take(&text);
	m->n++;
	return 0;
}

void marked_free(struct marked *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->id[i]);
	free(m->id);
	*m = (struct marked){ 0 };
}
