/* What the user's watches find after a refresh or an import. Hits are held
 * until the store has noted them: what is told was kept before. */
#include <inttypes.h>
#include <stdlib.h>

#include "flow/flow.h"
#include "flow/hand_over.h"
#include "write/json.h"
#include "write/writer.h"

enum {
	MEM_BYTES = 256 << 20,
	JSON_BYTES = 64 << 20,	/* handed to the command at once */
	HITS_MOST = WATCHES_MAX * WATCH_HITS,
	SAID_MOST = 2 * WATCHES_MAX * WATCH_VIEWS,
};

struct said {
	bool bad;
	struct slice what;
};

struct alert {
	const struct world *w;
	struct arena mem;
	struct hit *hit;
	size_t n, cap;
	struct said *said;
	size_t n_said, cap_said;
	struct str json, line;
	int64_t left_out;	/* for want of room there */
};

/* --- while the store looks --- */

/* As `list --format json` has it, led by what found it. */
static void add_json(struct alert *a, const struct hit *h,
		     const struct shape *shape, const struct row *r)
{
	struct out o = { .shape = shape };
	struct str row = STR_INIT(JSON_BYTES);

	for (size_t i = 0; i < shape_width(shape); i++)
		if (column_is_public(shape_column(shape, i)))
			o.column[o.n++] = (int)i;
	out_json.row(&row, &o, r);
	str_clear(&a->line);
	str_addc(&a->line, '{');
	json_member(&a->line, "watch", h->watch, true);
	json_member(&a->line, "filter", h->filter, true);
	json_member(&a->line, "view", h->view, true);
	str_addc(&a->line, ',');
	/* without its opening bracket */
	if (row.n > 0)
		str_add(&a->line, slice_make(row.p + 1, row.n - 1));
	if (a->line.bad || row.bad || a->json.n + a->line.n > JSON_BYTES)
		a->left_out++;
	else
		str_add(&a->json, str_slice(&a->line));
	str_free(&row);
}

static int take_hit(void *ctx, const struct hit *h, const struct shape *shape,
		    const struct row *r, struct err *e)
{
	struct alert *a = ctx;
	struct hit *kept;

	if (vec_room((void **)&a->hit, &a->cap, a->n, sizeof(*a->hit),
		     HITS_MOST, e) < 0)
		return -1;
	kept = &a->hit[a->n++];
	*kept = *h;
	kept->watch = arena_slice(&a->mem, h->watch);
	kept->filter = arena_slice(&a->mem, h->filter);
	kept->id = arena_slice(&a->mem, h->id);
	kept->subject = arena_slice(&a->mem, h->subject);
	kept->state = arena_slice(&a->mem, h->state);
	kept->sources = arena_slice(&a->mem, h->sources);
	if (a->w->settings->on_match)
		add_json(a, h, shape, r);
	return arena_ok(&a->mem, "hits", e);
}

static void say_later(struct alert *a, bool bad, struct slice what)
{
	struct err ignored = {0};

	if (vec_room((void **)&a->said, &a->cap_said, a->n_said,
		     sizeof(*a->said), SAID_MOST, &ignored) < 0)
		return;
	a->said[a->n_said++] = (struct said){ bad, what };
}

static void take_more(void *ctx, const struct watch *w,
		      const struct shape *shape, int64_t rows)
{
	struct alert *a = ctx;

	say_later(a, false, arena_fmt(&a->mem, "watch %.*s: %" PRId64 " more"
		  " rows match in %s than are told singly; see them all:"
		  " thaw list %s, with the filter of the watch",
		  SLICE_ARG(w->name), rows, shape->name, shape->name));
}

static void take_bad(void *ctx, const struct watch *w, const char *why)
{
	struct alert *a = ctx;

	say_later(a, true, arena_fmt(&a->mem, "watch %.*s was not looked at:"
		  " %s; remove it and add it anew", SLICE_ARG(w->name),
		  why));
}

/* --- when it has noted them --- */

static void say(const struct alert *a, bool bad, const char *what)
{
	if (a->w->watched)
		a->w->watched(a->w->ctx, bad, what);
}

static void tell_all(struct alert *a, struct alert_result *out)
{
	for (size_t i = 0; i < a->n && a->w->hit; i++)
		a->w->hit(a->w->ctx, &a->hit[i]);
	for (size_t i = 0; i < a->n_said; i++) {
		out->failed += a->said[i].bad;
		if (a->said[i].what.p)
			say(a, a->said[i].bad, a->said[i].what.p);
	}
	out->hits = (int64_t)a->n;
}

static void run_command(struct alert *a, struct alert_result *out)
{
	const struct settings *set = a->w->settings;
	const struct hand_over h = {
		.words = set->on_match, .text = str_slice(&a->json),
		.limit_ms = set->on_match_timeout_s * 1000,
		.stop = a->w->stop, .ctx = a->w->ctx,
	};
	struct str why = STR_INIT(2 * ERR_MAX);
	struct err e = {0};

	if (a->left_out > 0) {
		str_addf(&why, "on_match was not given %" PRId64 " of the hits,"
			 " which are together longer than %d MB; pane 0 has"
			 " them", a->left_out, JSON_BYTES >> 20);
		say(a, false, str_cstr(&why));
		str_clear(&why);
	}
	if (hand_over(&h, &e) < 0) {
		out->failed++;
		str_addf(&why, "on_match: %s; the hits stay in pane 0 and in"
			 " thaw list watches", e.msg);
		say(a, true, str_cstr(&why));
	}
	str_free(&why);
}

int flow_alert(const struct world *w, struct alert_result *out,
	       struct err *e)
{
	struct alert a = { .w = w, .mem = ARENA_INIT(MEM_BYTES),
			   .json = STR_INIT(JSON_BYTES),
			   .line = STR_INIT(JSON_BYTES) };
	const struct watch_told to = { take_hit, take_more, take_bad, &a };
	int rc = own_watch_look(w->store, &to, e);

	*out = (struct alert_result){0};
	if (rc == 0) {
		tell_all(&a, out);
		if (a.n > 0 && w->settings->on_match)
			run_command(&a, out);
	}
	free(a.hit);
	free(a.said);
	str_free(&a.json);
	str_free(&a.line);
	arena_free(&a.mem);
	return rc;
}
