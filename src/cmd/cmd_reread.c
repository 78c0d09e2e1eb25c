/* What articles say, by the rules of today, without fetching them again. */
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/hits.h"
#include "cmd/print.h"
#include "cmd/refreshing.h"
#include "cmd/rounds.h"
#include "flow/reread.h"

enum { SOURCES_MOST = 4096 };

struct asked {
	struct arena mem;
	struct slice key[SOURCES_MOST];
	size_t n;
	bool named;		/* by the user, one by one */
	struct refreshing say;
	int64_t documents;
	size_t failed, without;
};

static int add_key(void *ctx, struct slice key, int64_t rows, struct err *e)
{
	struct asked *a = ctx;

	(void)rows;
	if (a->n == SOURCES_MOST)
		return err_set(e, ERR_LIMIT, "more than %d sources",
			       (int)SOURCES_MOST);
	a->key[a->n++] = arena_slice(&a->mem, key);
	return arena_ok(&a->mem, _("the sources"), e);
}

/* Those that the user names must be known. */
static int only_named(struct asked *a, const struct line *line, struct err *e)
{
	size_t kept = 0;

	a->named = line->n > 0;
	for (size_t i = 0; i < line->n; i++) {
		struct slice key = slice_of(line->word[i]);
		size_t k = 0;

		while (k < a->n && !slice_eq(a->key[k], key))
			k++;
		if (k == a->n)
			return err_set(e, ERR_USAGE, "the store has nothing"
				       " of a source \"%.60s\"; thaw sources"
				       " lists them", line->word[i]);
		if (k < kept)	/* named twice */
			continue;
		a->key[k] = a->key[kept];
		a->key[kept++] = key;
	}
	if (a->named)
		a->n = kept;
	return 0;
}

static void say_without(struct asked *a, struct app *app, struct slice key)
{
	a->without++;
	if (a->named)
		print_error(_("thaw: %.*s: no texts of articles are kept of it;"
			      " thaw refresh %.*s --force fetches and reads it"
			      " anew"), SLICE_ARG(key), SLICE_ARG(key));
	else if (app->verbose)
		print_note(app, _("%.*s: no texts of articles"),
			   SLICE_ARG(key));
}

static int reread_one(struct asked *a, struct app *app, struct slice key,
		      struct err *e)
{
	struct world w = app_world(app);
	struct reread out;
	bool taken = false;
	int rc;

	w.told = refreshing_told;
	w.stop = rounds_stopped;
	w.ctx = &a->say;
	if (store_turn_take(app->store, key, &taken, e) < 0)
		return -1;
	if (!taken) {
		print_error(_("thaw: %.*s: another process refreshes it; what"
			      " was known before stays"), SLICE_ARG(key));
		a->failed++;
		return 0;
	}
	rc = flow_reread(&w, key, &out, e);
	store_turn_drop(app->store, key);
	a->documents += out.documents;
	if (rc == 0 && out.documents == 0)
		say_without(a, app, key);
	return rc;
}

/* One source's failure is told, and the next one is read. */
static int reread_all(struct asked *a, struct app *app, struct err *e)
{
	for (size_t i = 0; i < a->n; i++) {
		struct err one = {0};

		if (reread_one(a, app, a->key[i], &one) == 0)
			continue;
		a->failed++;
		if (one.code == ERR_STOPPED || one.code == ERR_STORE)
			return err_set(e, one.code, "%s", one.msg);
	}
	return 0;
}

static int finish(struct asked *a, struct app *app, struct err *e)
{
	char n[PRINT_NUMBER];

	refreshing_clear(&a->say);
	app_names_update(app);
	print_note(app, _("%s articles read again; nobody was contacted"),
		   print_number(a->documents, n));
	if (!a->named && a->without)
		print_note(app, _("%zu sources are lists or tables, of which no"
			   " texts are kept: thaw refresh SOURCE --force reads"
			   " one anew"), a->without);
	return hits_look(app, false, rounds_stopped, e);
}

static int reread_run(struct app *app, const struct line *line, struct err *e)
{
	struct asked *a = calloc(1, sizeof(*a));
	int rc = -1;

	if (!a)
		return err_set(e, ERR_MEMORY, "out of memory");
	a->mem = ARENA_INIT(1 << 20);
	a->say = (struct refreshing){
		.app = app, .notify = NOTIFY_INIT,
		.live = isatty(STDERR_FILENO) && !app->quiet,
	};
	if (app_open_filled(app, e) == 0 && app_owns(app, e) == 0 &&
	    store_source_keys(app->store, add_key, a, e) == 0 &&
	    only_named(a, line, e) == 0) {
		rounds_listen();
		rc = reread_all(a, app, e);
	}
	if (rc == 0)
		rc = finish(a, app, e);
	if (rc == 0 && (a->failed || (a->named && a->without)))
		rc = -1;
	arena_free(&a->mem);
	free(a);
	return rc;
}

static void reread_more(struct str *to)
{
	str_addz(to, _(
"The texts of articles and feed items are kept. After an update of thaw this\n"
"takes from them what its rules of today find: new claims come, and what they do\n"
"not find any more ends. Your marks, notes and verdicts stay. Of lists and tables\n"
"only what was read is kept: a refresh with --force reads them anew.\n"));
}

const struct command cmd_reread = {
	.name = "reread",
	.usage = "[SOURCE...]",
	.summary = N_("take from kept articles what the rules of today find"),
	.more = reread_more,
	.run = reread_run,
};
