#include "cmd/hits.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"

enum { SINGLY_MOST = 20, LINE_BYTES = 1 << 20 };

struct telling {
	struct app *app;
	bool lines;
	char watch[WATCH_NAME + 1];	/* of the last hit */
	int64_t of_watch;		/* hits of it so far */
	struct err *e;
	int rc;
};

static void add_clean(struct str *to, struct slice text)
{
	text_visible(to, text, false);
}

/* "watch NAME: who, view, state, source" */
static void hit_line(struct str *to, const struct hit *h)
{
	struct slice sources = h->sources, one;
	const char *sep = ", ";

	add_clean(to, h->watch);
	str_addz(to, ": ");
	add_clean(to, h->subject);
	str_addf(to, ", %.*s", SLICE_ARG(h->view));
	if (h->state.n) {
		str_addz(to, ", ");
		add_clean(to, h->state);
	}
	while (slice_cut(&sources, LIST_SEP, &one)) {
		if (!one.n)
			continue;
		str_addz(to, sep);
		add_clean(to, one);
		sep = " ";
	}
}

static void print(struct telling *t, struct str *line)
{
	if (t->rc == 0)
		t->rc = print_out(t->app, line, t->e);
}

static void say_rest(struct telling *t)
{
	struct str line = STR_INIT(LINE_BYTES);
	char n[PRINT_NUMBER];

	if (t->of_watch > SINGLY_MOST && !t->lines) {
		str_addf(&line, _("watch %s: %s more: thaw list watches "
				  "'watch:\"%s\"'\n"), t->watch,
			 print_number(t->of_watch - SINGLY_MOST, n),
			 t->watch);
		print(t, &line);
	}
	str_free(&line);
	t->of_watch = 0;
}

static void tell(void *ctx, const struct hit *h)
{
	struct telling *t = ctx;
	struct str line = STR_INIT(LINE_BYTES);

	if (!slice_is(h->watch, t->watch))
		say_rest(t);
	snprintf(t->watch, sizeof(t->watch), "%.*s", SLICE_ARG(h->watch));
	t->of_watch++;
	if (t->lines) {
		/* the fields of a source's line, with no source */
		str_addz(&line, "\thit\t0\t0\t1\t");
		hit_line(&line, h);
	} else if (t->of_watch <= SINGLY_MOST) {
		str_addz(&line, _("watch "));
		hit_line(&line, h);
	}
	if (line.n > 0) {
		str_addc(&line, '\n');
		print(t, &line);
	}
	str_free(&line);
}

static void say(void *ctx, bool bad, const char *what)
{
	struct telling *t = ctx;

	if (bad)
		print_error("%s", what);
	else
		print_note(t->app, "%s", what);
}

int hits_look(struct app *app, bool lines, bool (*stop)(void *ctx),
	      struct err *e)
{
	struct telling t = { .app = app, .lines = lines, .e = e };
	struct world w = app_world(app);
	struct alert_result res;

	w.hit = tell;
	w.watched = say;
	if (stop)
		w.stop = stop;
	w.ctx = &t;
	if (flow_alert(&w, &res, e) < 0)
		return -1;
	say_rest(&t);
	return t.rc < 0 || res.failed > 0 ? -1 : 0;
}
