/* Which sources a refresh asks: those that are named, or due, and that no
 * other process refreshes. */
#include <stdio.h>

#include "flow/job.h"

#include "base/i18n.h"

struct choosing {
	struct jobs *to;
	const struct world *w;
	const struct refresh_options *o;
	struct refresh_result *out;
};

bool slice_named(const struct slice *keys, size_t n, struct slice key)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(keys[i], key))
			return true;
	return false;
}

static void tell(const struct choosing *c, struct slice key, enum step step,
		 const char *why)
{
	struct flow_event ev = { .source = key, .step = step, .why = why };

	if (c->w->told)
		c->w->told(c->w->ctx, &ev);
}

static int load(const struct choosing *c, struct job *j, int64_t now,
		struct err *e)
{
	struct store *s = c->w->store;

	if (store_last(s, j->src->key, &j->mem, &j->last, e) < 0 ||
	    store_due(s, j->src->key, &j->mem, &j->due, e) < 0)
		return -1;
	due_attempted(&j->due, j->last.at, j->last.good_at, now);
	j->due.spread = due_spread(j->src->key, c->w->machine);
	return due_repair(&j->due, now) ?
	       store_due_set(s, j->src->key, &j->due, e) : 0;
}

void next_is(struct refresh_result *out, int64_t at)
{
	if (at && (!out->next_at || at < out->next_at))
		out->next_at = at;
}

static void say_gone(const struct choosing *c, const struct source *s)
{
	c->out->failed++;
	tell(c, s->key, STEP_FAILED, _("gone for good (410), so nobody was"
	     " asked: find its new address, or disable it; to try once more,"
	     " give its key and --force"));
}

/* 1: to be asked now. */
static int is_due(const struct choosing *c, struct job *j, bool asked,
		  struct err *e)
{
	int64_t now = clock_now(&c->w->clock), at;

	if (load(c, j, now, e) < 0)
		return -1;
	if (due_is_gone(&j->due, j->src) && !(asked && c->o->force)) {
		if (asked || c->o->force)
			say_gone(c, j->src);
		return 0;
	}
	if (asked || c->o->force)
		return 1;
	at = due_at(&j->due, j->src, now);
	if (at > now)
		next_is(c->out, at);
	return at != 0 && at <= now;
}

static void leave(const struct choosing *c, const struct source *s)
{
	int64_t who = store_turn_who(c->w->store, s->key);
	char why[ERR_MAX];

	if (who > 1)
		snprintf(why, sizeof(why), _("is being refreshed by another"
			 " thaw (process %lld)"), (long long)who);
	else
		snprintf(why, sizeof(why), "%s",
			 _("is being refreshed by another thaw"));
	c->out->busy++;
	tell(c, s->key, STEP_BUSY, why);
}

/* What is due is looked at again once the turn is ours: the one before us may
 * just have asked. */
static int take_turn(const struct choosing *c, struct job *j, bool asked,
		     struct err *e)
{
	bool mine;
	int rc;

	if (store_turn_take(c->w->store, j->src->key, &mine, e) < 0)
		return -1;
	if (!mine) {
		leave(c, j->src);
		return 0;
	}
	rc = is_due(c, j, asked, e);
	if (rc <= 0)
		store_turn_drop(c->w->store, j->src->key);
	return rc;
}

static int add_job(const struct choosing *c, const struct source *src,
		   bool asked, struct err *e)
{
	struct job j = { .src = src, .mem = ARENA_INIT(1 << 20) };
	struct jobs *to = c->to;
	int rc = vec_room((void **)&to->job, &to->cap, to->n, sizeof(j),
			  SOURCES_MAX, e);

	if (rc == 0)
		rc = is_due(c, &j, asked, e);
	if (rc > 0)
		rc = take_turn(c, &j, asked, e);
	if (rc <= 0) {
		arena_free(&j.mem);
		return rc;
	}
	j.was = j.due;
	job_init(&j);
	to->job[to->n++] = j;
	return 0;
}

static int check_names(const struct choosing *c, struct err *e)
{
	for (size_t i = 0; i < c->o->n_only; i++) {
		struct slice key = c->o->only[i];
		const struct source *s = sources_find(c->w->sources, key);

		if (!s)
			return err_set(e, ERR_USAGE, "no source \"%.*s\" in"
				       " sources.conf; see: thaw sources",
				       SLICE_ARG(key));
		if (!s->enabled)
			return err_set(e, ERR_USAGE, "source \"%.*s\" is"
				       " disabled, nobody was contacted; first:"
				       " thaw sources enable %.*s",
				       SLICE_ARG(key), SLICE_ARG(key));
	}
	return 0;
}

int jobs_choose(struct jobs *to, const struct world *w,
		const struct refresh_options *o, struct refresh_result *out,
		struct err *e)
{
	const struct sources *all = w->sources;
	struct choosing c = { to, w, o, out };

	if (check_names(&c, e) < 0)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		const struct source *s = &all->list[i];
		bool asked = slice_named(o->only, o->n_only, s->key);

		if (!s->enabled)
			continue;
		out->enabled += source_uses_network(s);
		if ((o->n_only == 0 || asked) &&
		    add_job(&c, s, asked, e) < 0)
			return -1;
	}
	out->due = to->n;
	return 0;
}
