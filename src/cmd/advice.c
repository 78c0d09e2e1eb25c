#include "cmd/advice.h"

#include <string.h>

#include "base/i18n.h"
#include "cmd/print.h"
#include "model/widen.h"

enum { ADVICE_LINES = 3, ADVICE_BYTES = 4096, FILTER_BYTES = 64 << 10 };

struct counting {
	struct app *app;
	const struct shape *shape;
	const struct given *given;
};

static int64_t count(void *ctx, struct slice filter)
{
	struct counting *c = ctx;
	struct str text = STR_INIT(FILTER_BYTES);
	struct window *w = NULL;
	struct query q = {0};
	struct err e = {0};
	int64_t n = -1;
	char *words[1];

	str_add(&text, filter);
	str_addc(&text, ' ');
	words[0] = text.p;
	if (rows_query(c->app, c->shape, words, 1, c->given, &q, &e) == 0 &&
	    window_open(&w, c->app->store, c->shape, &q, &e) == 0)
		n = window_count(w);
	window_close(&w);
	query_free(&q);
	str_free(&text);
	return n;
}

void advice_print(struct app *app, const struct shape *shape,
		  char *const *filter, size_t n, const struct given *given)
{
	struct counting c = { app, shape, given };
	struct str text = STR_INIT(FILTER_BYTES), line = STR_INIT(ADVICE_BYTES);
	struct widen ways = {0};

	if (app->quiet)
		return;
	for (size_t i = 0; i < n; i++)
		str_addf(&text, "%s%s", i ? " " : "", filter[i]);
	if (!text.bad)
		widen(&ways, shape, str_slice(&text), count, &c);
	for (size_t i = 0; i < ways.n && i < ADVICE_LINES; i++) {
		str_clear(&line);
		widen_say(&ways.way[i], &line);
		print_note(app, "  %s", str_cstr(&line));
	}
	widen_free(&ways);
	str_free(&text);
	str_free(&line);
}
