/* What the doctor says of the store: the files, who holds them, and how its
 * sources do. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"
#include "cmd/doctor.h"
#include "flow/namebook.h"
#include "store/copy.h"

enum { HOUR_S = 3600 };

void doctor_store(struct checkup *c)
{
	const char *file = str_cstr(&c->app->store_file);
	struct str words = STR_INIT(16384);
	struct err e = {0};
	struct stat st;
	int rc;

	if (stat(file, &st) < 0) {
		str_addf(&words, _("%s: none yet"), file);
		doctor_say(c, HEALTH_OK, _("store"), str_cstr(&words));
		str_free(&words);
		return;
	}
	str_addf(&words, _("%s, %lld kB%s"), file,
		 (long long)(st.st_size + 1023) / 1024,
		 st.st_mode & 077 ? _(", open to others") : "");
	doctor_say(c, st.st_mode & 077 ? HEALTH_BROKEN : HEALTH_OK,
		   _("store"), str_cstr(&words));
	str_clear(&words);
	rc = app_open(c->app, &e);
	if (rc == 0)
		rc = store_check(c->app->store, &words, &e);
	doctor_say(c, rc == 0 ? HEALTH_OK : HEALTH_BROKEN, _("database"),
		   rc == 0 ? str_cstr(&words) : e.msg);
	str_free(&words);
}

/* Where the data are from, if they were not fetched here. */
void doctor_origin(struct checkup *c)
{
	struct str words = STR_INIT(16384);
	struct arena mem = ARENA_INIT(1 << 20);
	struct origin from;
	struct err e = {0};
	char at[CLOCK_TEXT];

	if (!c->app->store)
		goto out;
	if (store_origin(c->app->store, &mem, &from, &e) < 0) {
		doctor_say(c, HEALTH_BROKEN, _("pulled"), e.msg);
	} else if (from.from.n > 0) {
		str_addz(&words, _("from "));
		text_visible(&words, from.from, false);
		str_addf(&words, _(" at %s"), clock_local(from.at, at));
		doctor_say(c, HEALTH_OK, _("pulled"), str_cstr(&words));
	}
out:
	arena_free(&mem);
	str_free(&words);
}

static void say_names(struct checkup *c, const struct name_index *ix,
		      const char *file)
{
	struct str words = STR_INIT(4096);
	char at[CLOCK_TEXT];
	struct stat st;

	str_addf(&words, _("%s, %zu kB, %zu names of %zu different words"),
		 file, (index_bytes(ix) + 1023) / 1024, index_names(ix),
		 index_words(ix));
	if (stat(file, &st) == 0)
		str_addf(&words, _(", of %s"),
			 clock_local((int64_t)st.st_mtime, at));
	doctor_say(c, HEALTH_OK, _("name index"), str_cstr(&words));
	str_free(&words);
}

/* A cache: that there is none, or that of an older state, is no fault. */
void doctor_names(struct checkup *c)
{
	struct str file = STR_INIT(PATH_BYTES), words = STR_INIT(4096);
	struct name_index *ix = NULL;
	struct err e = {0};

	if (!c->app->store)
		goto out;
	if (namebook_path(&file, str_slice(&c->app->store_file), &e) < 0 ||
	    namebook_check(&ix, c->app->store, str_cstr(&file), &e) < 0) {
		doctor_say(c, HEALTH_BROKEN, _("name index"), e.msg);
	} else if (ix) {
		say_names(c, ix, str_cstr(&file));
	} else {
		str_addf(&words, path_exists(str_cstr(&file)) ?
			 _("%s: of another state; made anew when it is needed") :
			 _("%s: none; made when it is needed"),
			 str_cstr(&file));
		doctor_say(c, HEALTH_OK, _("name index"), str_cstr(&words));
	}
out:
	index_close(&ix);
	str_free(&file);
	str_free(&words);
}

/* Released in November 2026: no clock that is right is before that. */
enum { RELEASED = 1793491200 };

void doctor_clock(struct checkup *c)
{
	int64_t now = clock_now(&c->app->clock), newest = 0;
	struct str words = STR_INIT(4096);
	enum health health = HEALTH_OK;
	char at[CLOCK_TEXT];
	struct err e = {0};

	str_addz(&words, clock_iso(now, at));
	if (c->app->store && store_newest(c->app->store, &newest, &e) < 0)
		newest = 0;
	if (now < RELEASED || now / HOUR_S / 24 / 366 > 150) {
		health = HEALTH_BROKEN;
		str_addz(&words, _(": that cannot be; set it, or no"
				   " certificate and no date will be right"));
	} else if (newest > now + HOUR_S) {
		health = HEALTH_BROKEN;
		str_addf(&words, _(": behind the last refresh, of %s; set it,"
				   " or refresh once if it was wrong then"),
			 clock_local(newest, at));
	}
	doctor_say(c, health, _("clock"), str_cstr(&words));
	str_free(&words);
}

struct rota {
	size_t due, failing, gone;
	int64_t next_at;
};

static void say_failing(struct checkup *c, const struct source_state *st,
			const struct due *d)
{
	char at[CLOCK_TEXT];

	str_addf(&c->text, "%-7s ", _("note"));
	text_visible(&c->text, st->key, false);
	str_addf(&c->text, _(": the version of %s was not taken: "),
		 clock_local(st->attempt_at, at));
	text_visible(&c->text, st->why, false);
	str_addz(&c->text, _("; what was known before stays"));
	if (d->failures > 1)
		str_addf(&c->text, _("; failing since %s, %lld times"),
			 clock_local(d->failing_since, at),
			 (long long)d->failures);
	str_addc(&c->text, '\n');
}

static int note_failing(void *ctx, struct slice key, int64_t rows,
			struct err *e)
{
	struct checkup *c = ctx;
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st;
	struct due d;
	int rc = store_source_state(c->app->store, key, SLICE_NONE, &mem, &st,
				    e);

	(void)rows;
	if (rc == 0)
		rc = store_due(c->app->store, key, &mem, &d, e);
	if (rc == 0 && source_failing(&st))
		say_failing(c, &st, &d);
	arena_free(&mem);
	return rc;
}

static int tally(struct rota *t, struct app *app, const struct source *src,
		 struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	int64_t now = clock_now(&app->clock), at;
	struct source_state st;
	struct due d;
	int rc = store_source_state(app->store, src->key, SLICE_NONE, &mem,
				    &st, e);

	if (rc == 0)
		rc = store_due(app->store, src->key, &mem, &d, e);
	if (rc == 0) {
		due_attempted(&d, st.attempt_at, st.good_at, now);
		at = due_at(&d, src, now);
		t->due += at != 0 && at <= now;
		t->failing += source_failing(&st);
		t->gone += due_is_gone(&d, src);
		if (at > now && (!t->next_at || at < t->next_at))
			t->next_at = at;
	}
	arena_free(&mem);
	return rc;
}

static int tally_all(struct rota *t, struct app *app, struct err *e)
{
	for (size_t i = 0; i < app->sources.n; i++)
		if (app->sources.list[i].enabled &&
		    tally(t, app, &app->sources.list[i], e) < 0)
			return -1;
	return 0;
}

/* A source that fails is no fault of this machine. */
void doctor_schedule(struct checkup *c)
{
	struct str words = STR_INIT(4096);
	struct rota t = {0};
	char at[CLOCK_TEXT];
	struct err e = {0};

	if (!c->app->store)
		return;
	if (store_source_keys(c->app->store, note_failing, c, &e) < 0 ||
	    tally_all(&t, c->app, &e) < 0) {
		doctor_say(c, HEALTH_BROKEN, _("schedule"), e.msg);
		return;
	}
	str_addf(&words, _("%zu due, %zu failing, %zu gone"), t.due,
		 t.failing, t.gone);
	if (t.next_at)
		str_addf(&words, _("; the next is due %s"),
			 clock_local(t.next_at, at));
	doctor_say(c, HEALTH_OK, _("schedule"), str_cstr(&words));
	str_free(&words);
}

void doctor_locks(struct checkup *c)
{
	struct str words = STR_INIT(1 << 16);
	struct store *s = c->app->store;

	if (!s)
		return;
	str_addz(&words, store_busy(s) ? _("another thaw is writing") :
					 _("nobody is writing"));
	for (size_t i = 0; i < c->app->sources.n; i++) {
		const struct source *src = &c->app->sources.list[i];
		int64_t who = store_turn_who(s, src->key);

		if (who > 0)
			str_addf(&words, _(", %.*s is being refreshed by"
					   " process %lld"),
				 SLICE_ARG(src->key), (long long)who);
	}
	doctor_say(c, HEALTH_OK, _("locks"), str_cstr(&words));
	str_free(&words);
}
