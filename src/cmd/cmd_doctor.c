/* Is everything in order? Looks, repairs nothing, contacts nobody. */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/seal.h"
#include "cmd/doctor.h"
#include "cmd/print.h"
#include "fetch/fetch.h"

enum { SPACE_LEAST_MB = 200 };

static void say(struct checkup *c, bool good, const char *what,
		const char *words)
{
	doctor_say(c, good ? HEALTH_OK : HEALTH_BROKEN, what, words);
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
	c->network = network > 0;
	say(c, true, _("sources"), str_cstr(&words));
	str_free(&words);
	str_free(&path);
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
		str_addf(&words, _("%lld MB free"), (long long)mb);
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
	str_addf(&words, _("%s, %s, language %s%s"), locale ? locale : "?",
		 nl_langinfo(CODESET), i18n_language(),
		 print_ascii() ? _(" (not UTF-8: only ASCII can be shown)") :
				 "");
	say(c, true, _("locale"), str_cstr(&words));
	str_free(&words);
}

/* In the order of the answer: what it stands on, what it has, whom it can
 * reach. Later ones know what earlier ones have found. */
static void (*const checks[])(struct checkup *c) = {
	check_versions, check_conf, doctor_store, doctor_origin, doctor_names,
	doctor_clock, doctor_schedule, doctor_locks, check_readers, check_space, doctor_resolver,
	doctor_roots, doctor_ssh, check_terminal,
};

static int doctor_run(struct app *app, const struct line *line, struct err *e)
{
	struct checkup c = { .app = app, .text = STR_INIT(PRINT_BYTES) };
	int rc;

	if (line->n > 0)
		return err_set(e, ERR_USAGE, "doctor takes no words");
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		checks[i](&c);
	rc = print_out(app, &c.text, e);
	str_free(&c.text);
	if (rc == 0 && c.broken > 0)
		return err_set(e, ERR_SYSTEM, "%d of these are broken",
			       c.broken);
	return rc;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.usage = "",
	.summary = N_("is everything in order?"),
	.run = doctor_run,
};
