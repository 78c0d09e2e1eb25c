#include "check/found.h"

#define CHECK_ROW(name) &check_##name,
const struct check *const checks[] = { CHECKS(CHECK_ROW) NULL };
#undef CHECK_ROW

/* Raised when checks find other things: what is kept is then found anew. */
enum { RULES = 1 };

/* A list has a million listings: of those only what differs is looked at. */
static bool wants(enum kind kind)
{
	return kind == KIND_person || kind == KIND_event ||
	       kind == KIND_measure || kind == KIND_news ||
	       kind == KIND_brief || kind == KIND_recommendation;
}

static bool wants_text(enum kind kind)
{
	return kind == KIND_news;
}

/* A conflict has two sides, or it is none. */
static size_t drop_one_sided(struct conflict *list, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (list[i].n > 1)
			list[kept++] = list[i];
	return kept;
}

static size_t run(const struct matter *m, struct arena *mem,
		  struct conflict **out)
{
	struct found to = { .mem = mem };

	to.list = arena_get(mem, CONFLICTS_MOST * sizeof(*to.list));
	*out = to.list;
	if (!to.list || m->n == 0)
		return 0;
	for (size_t i = 0; checks[i]; i++)
		if (checks[i]->kinds & 1u << m->one->kind)
			checks[i]->run(m, &to);
	return drop_one_sided(to.list, to.n);
}

const struct check_rules check_rules = {
	.version = RULES,
	.wants = wants,
	.wants_text = wants_text,
	.run = run,
};
