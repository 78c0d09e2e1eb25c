/* Is everything in order? Looks, repairs nothing, contacts nobody. */
#include <inttypes.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/path.h"
#include "base/seal.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/i18n.h"
#include "cmd/print.h"
#include "fetch/fetch.h"
#include "flow/namebook.h"

enum { SPACE_LEAST_MB = 200 };

struct checkup {
	struct app *app;
	struct str text;
	int broken;
};

/* "ok      what: words" */
static void say(struct checkup *c, bool good, const char *what,
		const char *words)
{
	str_addf(&c->text, "%-7s %s: %s\n", good ? _("ok") : _("BROKEN"), what,
		 words);
	c->broken += !good;
}

static void check_versions(struct checkup *c)
{
	struct str s = STR_INIT(4096);

	say(c, true, "thaw", c->app->version);
	fetch_describe(&s);
	say(c, true, _("network"), str_cstr(&s));
	str_free(&s);
}

static void check_conf(struct checkup *c)
{
	struct err e = {0};
	struct str words = STR_INIT(4096), path = {0};
	size_t on = 0, network = 0;

	if (app_configure(c->app, &e) < 0) {
		say(c, false, _("configuration"), e.msg);
		return;
	}
	str_addz(&words, str_cstr(&c->app->config_dir));
	if (!path_exists(app_conf_path(c->app, "sources.conf", &path)))
		str_addz(&words, _(" (sources.conf: the one built in)"));
	say(c, true, _("configuration"), str_cstr(&words));
	for (size_t i = 0; i < c->app->sources.n; i++) {
		on += c->app->sources.list[i].enabled;
		network += c->app->sources.list[i].enabled &&
			   !source_is_inside(&c->app->sources.list[i]);
	}
	str_clear(&words);
	str_addf(&words, _("%zu, enabled %zu, of them %zu that contact "
			   "somebody"), c->app->sources.n, on, network);
	say(c, true, _("sources"), str_cstr(&words));
	str_free(&words);
	str_free(&path);
}

static void check_store(struct checkup *c)
{
	const char *file = str_cstr(&c->app->store_file);
	struct str words = STR_INIT(16384);
	struct err e = {0};
	struct stat st;
	int rc;

	if (stat(file, &st) < 0) {
		str_addf(&words, _("%s: none yet"), file);
		say(c, true, _("store"), str_cstr(&words));
		str_free(&words);
		return;
	}
	str_addf(&words, _("%s, %" PRId64 " kB%s"), file,
		 (int64_t)(st.st_size + 1023) / 1024,
		 st.st_mode & 077 ? _(", open to others") : "");
	say(c, (st.st_mode & 077) == 0, _("store"), str_cstr(&words));
	str_clear(&words);
	rc = app_open(c->app, &e);
	if (rc == 0)
		rc = store_check(c->app->store, &words, &e);
	say(c, rc == 0, _("database"), rc == 0 ? str_cstr(&words) : e.msg);
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
	say(c, true, _("name index"), str_cstr(&words));
	str_free(&words);
}

/* A cache: that there is none, or that of an older state, is no fault. */
static void check_names(struct checkup *c)
{
	struct str file = STR_INIT(PATH_BYTES), words = STR_INIT(4096);
	struct name_index *ix = NULL;
	struct err e = {0};

	if (!c->app->store)
		goto out;
	if (namebook_path(&file, str_slice(&c->app->store_file), &e) < 0 ||
	    namebook_check(&ix, c->app->store, str_cstr(&file), &e) < 0) {
		say(c, false, _("name index"), e.msg);
	} else if (ix) {
		say_names(c, ix, str_cstr(&file));
	} else {
		str_addf(&words, path_exists(str_cstr(&file)) ?
			 _("%s: of another state; made anew when it is needed") :
			 _("%s: none; made when it is needed"),
			 str_cstr(&file));
		say(c, true, _("name index"), str_cstr(&words));
	}
out:
	index_close(&ix);
	str_free(&file);
	str_free(&words);
}

static int check_source(void *ctx, struct slice key, int64_t rows,
			struct err *e)
{
	struct checkup *c = ctx;
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st;
	char at[CLOCK_TEXT];
	int rc = store_source_state(c->app->store, key, SLICE_NONE, &mem, &st,
				    e);

	(void)rows;
	if (rc == 0 && source_failing(&st)) {
		str_addf(&c->text, "%-7s ", _("note"));
		text_visible(&c->text, key, false);
		str_addf(&c->text, _(": the version of %s was not taken: "),
			 clock_local(st.attempt_at, at));
		text_visible(&c->text, st.why, false);
		str_addz(&c->text, _("; what was known before stays\n"));
	}
	arena_free(&mem);
	return rc;
}

/* Lists whose last version was refused: no fault of this machine. */
static void check_sources(struct checkup *c)
{
	struct err e = {0};

	if (c->app->store &&
	    store_source_keys(c->app->store, check_source, c, &e) < 0)
		say(c, false, _("sources"), e.msg);
}

/* Reads what is inside the program, the way that all sources are read. */
static void check_readers(struct checkup *c)
{
	struct str words = STR_INIT(4096);
	struct world w = app_world(c->app);
	struct err e = {0};

	str_addz(&words, _("in a process of their own: "));
	seal_describe(&words);
	if (!w.sealed)
		say(c, true, _("readers"),
		    _("not sealed (THAW_READ_HERE is set)"));
	else if (flow_try_reader(&w, &e) < 0)
		say(c, false, _("readers"), e.msg);
	else
		say(c, true, _("readers"), str_cstr(&words));
	str_free(&words);
}

/* The nearest folder that exists. */
static void check_space(struct checkup *c)
{
	struct str dir = STR_INIT(PATH_BYTES), words = STR_INIT(4096);
	struct statvfs v;
	uint64_t mb;

	str_addz(&dir, str_cstr(&c->app->store_file));
	while (dir.n > 0 && statvfs(str_cstr(&dir), &v) < 0) {
		const char *slash = strrchr(str_cstr(&dir), '/');

		str_cut(&dir, slash ? (size_t)(slash - dir.p) : 0);
	}
	if (statvfs(dir.n > 0 ? str_cstr(&dir) : ".", &v) == 0) {
		mb = (uint64_t)v.f_bavail * v.f_frsize >> 20;
		str_addf(&words, _("%" PRIu64 " MB free"), mb);
		say(c, mb >= SPACE_LEAST_MB, _("disk"), str_cstr(&words));
	}
	str_free(&words);
	str_free(&dir);
}

static void check_terminal(struct checkup *c)
{
	const char *term = getenv("TERM"), *locale = setlocale(LC_CTYPE, NULL);
	struct str words = STR_INIT(4096);

	str_addf(&words, _("%s, %s%s"), term && term[0] ? term : _("no TERM"),
		 isatty(STDOUT_FILENO) ? _("a terminal") : _("no terminal"),
		 getenv("NO_COLOR") ? _(", NO_COLOR") : "");
	say(c, true, _("terminal"), str_cstr(&words));
	str_clear(&words);
	str_addf(&words, "%s, %s%s", locale ? locale : "?",
		 nl_langinfo(CODESET),
		 print_ascii() ? _(" (not UTF-8: only ASCII can be shown)") :
				 "");
	say(c, true, _("locale"), str_cstr(&words));
	str_free(&words);
}

static int doctor_run(struct app *app, const struct line *line, struct err *e)
{
	struct checkup c = { .app = app, .text = STR_INIT(PRINT_BYTES) };
	int rc;

	if (line->n > 0)
		return err_set(e, ERR_USAGE, _("doctor takes no words"));
	check_versions(&c);
	check_conf(&c);
	check_store(&c);
	check_names(&c);
	check_sources(&c);
	check_readers(&c);
	check_space(&c);
	check_terminal(&c);
	rc = print_out(app, &c.text, e);
	str_free(&c.text);
	if (rc == 0 && c.broken > 0)
		return err_set(e, ERR_SYSTEM, _("%d of these are broken"),
			       c.broken);
	return rc;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.usage = "",
	.summary = N_("is everything in order?"),
	.run = doctor_run,
};
