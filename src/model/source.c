#include "model/source.h"

#include <stdlib.h>

enum { KEY_MAX = 64, PERIOD_MAX = 10 * 366 * 86400 };

const struct source *sources_find(const struct sources *s, struct slice key)
{
	for (size_t i = 0; i < s->n; i++)
		if (slice_eq(s->list[i].key, key))
			return &s->list[i];
	return NULL;
}

void sources_free(struct sources *s)
{
	free(s->list);
	arena_free(&s->mem);
	*s = (struct sources){0};
}

static int64_t unit_seconds(char c)
{
	switch (c) {
	case 'm':
		return 60;
	case 'h':
		return 3600;
	case 'd':
		return 86400;
	case 'w':
		return 7 * 86400;
	default:
		return 0;
	}
}

bool period_parse(struct slice text, int64_t *seconds)
{
	int64_t n, unit;

	if (slice_is(text, "never")) {
		*seconds = SOURCE_NEVER;
		return true;
	}
	if (text.n < 2)
		return false;
	unit = unit_seconds(text.p[text.n - 1]);
	if (unit == 0 || !slice_int(slice_make(text.p, text.n - 1), &n) ||
	    n <= 0 || n > PERIOD_MAX / unit)
		return false;
	*seconds = n * unit;
	return true;
}

void period_text(struct str *out, int64_t seconds)
{
	static const char units[] = "dhm";
	size_t i = 0;

	if (seconds == SOURCE_NEVER) {
		str_addz(out, "never");
		return;
	}
	while (units[i + 1] && seconds % unit_seconds(units[i]) != 0)
		i++;
	str_addf(out, "%lld%c", (long long)(seconds / unit_seconds(units[i])),
		 units[i]);
}

bool source_key_valid(struct slice key)
{
	for (size_t i = 0; i < key.n; i++) {
		char c = key.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		      c == '-'))
			return false;
	}
	return key.n > 0 && key.n <= KEY_MAX;
}

static bool leaves(struct slice url)
{
	return !slice_starts(url, "asset:") && !slice_starts(url, "file:");
}

bool source_uses_network(const struct source *s)
{
	for (size_t i = 0; i < s->n_urls; i++)
		if (leaves(s->url[i]))
			return true;
	return s->index.n && leaves(s->index);
}
