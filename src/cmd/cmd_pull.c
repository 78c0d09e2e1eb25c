/* Brings the data that a collector has published, once or every so often. */

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/hits.h"
#include "cmd/print.h"
#include "cmd/rounds.h"
#include "flow/pull.h"
#include "store/copy.h"
#include "view/view.h"

enum { PULL_EVERY, PULL_VERIFY, PULL_SSH, PULL_FORCE, PULL_PROGRESS };
enum { MEM_BYTES = 1 << 20 };

static const struct option_row rows[] = {
	[PULL_EVERY]  = OPTION("every", "PERIOD", N_("again and again: 15m, 2h, 1d")),
	[PULL_VERIFY] = OPTION("verify", "FILE", N_("only if one in FILE has signed it")),
	[PULL_SSH]    = OPTION("ssh", "COMMAND", N_("what rsync calls for ssh: \"ssh -p 2222\"")),
	[PULL_FORCE]  = SWITCH("force", N_("replace data that were not pulled, or that are newer")),
	[PULL_PROGRESS] = { .name = "progress", .hidden = true,
			    .help = N_("for the screen: words are sources that it wants") },
	OPTIONS_END
};

struct asked {
	struct str from, ssh, signers;
	struct pull_options o;
	int64_t every_s;
	bool lines;		/* hits as the screen reads them */
};

static void asked_free(struct asked *a)
{
	str_free(&a->from);
	str_free(&a->ssh);
	str_free(&a->signers);
}

/* Without a word, where the store is from. Of a copy, no source can be asked for
 * alone. */
static int ask_from(struct asked *a, const struct app *app,
		    const struct line *line, struct err *e)
{
	size_t words = line->given->is[PULL_PROGRESS] ? 0 : line->n;
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct origin had;
	int rc = 0;

	if (words > 1)
		return err_set(e, ERR_USAGE, "pull takes one address");
	a->from = STR_INIT(OPTION_BYTES);
	if (words == 1)
		str_addz(&a->from, line->word[0]);
	else if ((rc = store_origin(app->store, &mem, &had, e)) == 0)
		str_add(&a->from, had.from);
	arena_free(&mem);
	if (rc == 0 && words == 0 && a->from.n == 0)
		rc = err_set(e, ERR_USAGE, "where from? user@host:DIR, "
			     "https://, sftp:// or a folder");
	return rc < 0 ? -1 : str_ok(&a->from, "address", e);
}

static int ask(struct asked *a, const struct app *app, const struct line *line,
	       struct err *e)
{
	const struct given *g = line->given;

	if (g->is[PULL_EVERY] &&
	    rounds_every(given_text(g, PULL_EVERY), &a->every_s, e) < 0)
		return -1;
	a->lines = g->is[PULL_PROGRESS];
	if (ask_from(a, app, line, e) < 0)
		return -1;
	a->ssh = a->signers = STR_INIT(OPTION_BYTES);
	str_add(&a->ssh, given_text(g, PULL_SSH));
	path_add_home(&a->signers, g->is[PULL_VERIFY] ?
					   given_text(g, PULL_VERIFY) :
					   app->settings.trusted_signers);
	a->o = (struct pull_options){
		.from = str_slice(&a->from),
		.ssh = a->ssh.n > 0 ? str_cstr(&a->ssh) : NULL,
		.signers = a->signers.n > 0 ? str_cstr(&a->signers) : NULL,
		.store_file = str_cstr(&app->store_file),
		.shapes = views, .force = g->is[PULL_FORCE],
	};
	return 0;
}

struct owned {
	const struct app *app;
	struct str keys;
};

static int note_owned(void *ctx, struct slice key, int64_t n, struct err *e)
{
	struct owned *o = ctx;
	const struct source *s = sources_find(&o->app->sources, key);

	(void)n;
	(void)e;
	if (!s || !source_is_inside(s))
		str_addf(&o->keys, "%s%.*s", o->keys.n ? " " : "",
			 SLICE_ARG(key));
	return 0;
}

/* What somebody has fetched or imported here would be gone. */
static int check_owned(const struct app *app, const struct asked *a,
		       struct err *e)
{
	struct owned o = { .app = app, .keys = STR_INIT(OPTION_BYTES) };
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct origin had;
	int rc = store_origin(app->store, &mem, &had, e);

	if (rc == 0 && had.from.n == 0 && !a->o.force)
		rc = store_source_keys(app->store, note_owned, &o, e);
	if (rc == 0 && o.keys.n > 0)
		rc = err_set(e, ERR_REFUSED, "%s has data of its own (%.200s),"
			     " which a pull replaces: --force does it, or name "
			     "another store with --store; your own words stay "
			     "in either case", str_cstr(&app->store_file),
			     str_cstr(&o.keys));
	arena_free(&mem);
	str_free(&o.keys);
	return rc;
}

static void say(const struct app *app, const struct asked *a,
		const struct pull_result *res)
{
	char bytes[PRINT_NUMBER], wire[PRINT_NUMBER], at[CLOCK_TEXT];

	clock_local(res->manifest.made, at);
	if (res->same)
		print_note(app, _("%s: nothing new since %s"),
			   str_cstr(&a->from), at);
	else
		print_note(app, _("%s: the data of %s%s%s; %s bytes, of which "
			   "%s were brought"), str_cstr(&a->from), at,
			   res->signer.n ? _(", signed by ") : "",
			   str_cstr(&res->signer),
			   print_number(res->manifest.bytes, bytes),
			   print_number(res->wire_bytes, wire));
}

static int one_round(struct app *app, const struct asked *a, struct err *e)
{
	struct world w = app_world(app);
	struct pull_result res;
	int rc;

	w.stop = rounds_stopped;
	if (store_follow(app->store, e) < 0 || check_owned(app, a, e) < 0)
		return -1;
	rc = flow_pull(&w, &a->o, &res, e);
	if (rc == 0)
		say(app, a, &res);
	str_free(&res.signer);
	if (rc < 0) {
		struct err why = *e;

		err_clear(e);
		return err_set(e, why.code, "%s%s%s", why.msg,
			       why.code == ERR_USAGE ? "" :
			       _("; the data that are here stay"),
			       res.kept ? _(", and the next pull goes on from "
					    "what came") : "");
	}
	app_names_update(app);
	return rounds_stopped(NULL) ? 0 :
				      hits_look(app, a->lines, rounds_stopped, e);
}

static void many_rounds(struct app *app, const struct asked *a, struct err *e)
{
	while (!rounds_stopped(NULL)) {
		/* Without a line, the data are as they were. */
		if (one_round(app, a, e) < 0 && !rounds_stopped(NULL) &&
		    e->msg[0])
			print_error("thaw: %s", e->msg);
		err_clear(e);
		if (!rounds_stopped(NULL))
			rounds_wait(a->every_s);
	}
}

static int pull_run(struct app *app, const struct line *line, struct err *e)
{
	struct asked a = {0};
	int rc = -1;

	if (app_open(app, e) == 0 && ask(&a, app, line, e) == 0) {
		rounds_listen();
		rc = 0;
		if (a.every_s > 0)
			many_rounds(app, &a, e);
		else
			rc = one_round(app, &a, e);
	}
	asked_free(&a);
	return rc;
}

static void pull_more(struct str *to)
{
	str_addz(to, _(
"Brings what `thaw publish DIR` has put somewhere, and puts it in the place of\n"
"the data here, also under an open screen. Your own marks, notes, verdicts and\n"
"watches lie in another file, and stay. URL is\n"
"  user@host:DIR           by rsync over SSH, which must be on both sides\n"
"  sftp:// https:// http://  in blocks, from any server of files\n"
"  DIR                     a folder here\n"
"or, where the data here were pulled, nothing: from there again. Only what has\n"
"changed is brought, and a pull that was cut goes on where it was. All is checked\n"
"before it is used: sums, the signature (--verify), that it is a store, and that\n"
"it is not older than what is here. Such a store is not refreshed.\n"));
}

const struct command cmd_pull = {
	.name = "pull",
	.usage = "[URL]",
	.summary = N_("the data that a collector has published"),
	.more = pull_more,
	.options = rows,
	.run = pull_run,
};
