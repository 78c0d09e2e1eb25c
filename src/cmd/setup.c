#include "cmd/setup.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/i18n.h"
#include "base/path.h"
#include "check/checks.h"
#include "cmd/print.h"
#include "fetch/fetch.h"
#include "flow/namebook.h"
#include "flow/sealed.h"
#include "model/conf.h"
#include "names/fold.h"
#include "names/one_party.h"
#include "store/copy.h"
#include "view/view.h"

/* Only its place in the jitter of due times comes of this. */
static void name_machine(struct app *app)
{
	char host[256] = "";
	struct err ignored = {0};

	app->machine = STR_INIT(4096);
	path_read("/etc/machine-id", &app->machine, NULL, &ignored);
	if (app->machine.n > 0)
		return;
	gethostname(host, sizeof(host) - 1);
	str_addz(&app->machine, host);
}

int app_places(struct app *app, struct err *e)
{
	name_machine(app);
	app->store_file.max = PATH_BYTES;
	app->config_dir.max = PATH_BYTES;
	if (app->config_dir.n == 0 && path_config(&app->config_dir, e) < 0)
		return -1;
	if (app->store_file.n == 0) {
		if (path_data(&app->store_file, e) < 0)
			return -1;
		str_addz(&app->store_file, "/thaw.db");
	}
	app->fetch_dir.max = PATH_BYTES;
	str_clear(&app->fetch_dir);
	str_addf(&app->fetch_dir, "%s-fetch", str_cstr(&app->store_file));
	return str_ok(&app->fetch_dir, "--store", e);
}

const char *app_conf_path(const struct app *app, const char *name,
			  struct str *path)
{
	path->max = PATH_BYTES;
	str_clear(path);
	str_addf(path, "%s/%s", str_cstr(&app->config_dir), name);
	return str_cstr(path);
}

int app_conf_text(const struct app *app, const char *name, struct str *text,
		  struct err *e)
{
	struct str path = {0};
	bool absent = false;
	char asset[64];
	int rc;

	text->max = CONF_BYTES;
	rc = path_read(app_conf_path(app, name, &path), text, &absent, e);
	if (rc == 0 && absent) {
		snprintf(asset, sizeof(asset), "conf/%s", name);
		str_add(text, asset_find(slice_of(asset)));
		rc = str_ok(text, name, e);
	}
	str_free(&path);
	return rc;
}

typedef int conf_fn(struct app *app, struct slice text, const char *name,
		    struct err *e);

static int read_sources(struct app *app, struct slice text, const char *name,
			struct err *e)
{
	return conf_sources(text, name, &app->sources, e);
}

static int read_settings(struct app *app, struct slice text, const char *name,
			 struct err *e)
{
	return conf_settings(text, name, &app->settings, e);
}

static int read_desks(struct app *app, struct slice text, const char *name,
		      struct err *e)
{
	return conf_desks(text, name, &app->desks, e);
}

static int read_conf(struct app *app, const char *name, conf_fn *fn,
		     struct err *e)
{
	struct str text = {0}, path = {0};
	int rc = app_conf_text(app, name, &text, e);

	if (rc == 0)
		rc = fn(app, str_slice(&text),
			app_conf_path(app, name, &path), e);
	str_free(&path);
	str_free(&text);
	return rc;
}

static void forget_conf(struct app *app)
{
	sources_free(&app->sources);
	settings_free(&app->settings);
	desks_free(&app->desks);
	app->configured = false;
}

static int check_desk(const struct app *app, struct err *e)
{
	struct str valid = STR_INIT(4096);

	if (app->desk_name.n == 0 || app_desk(app))
		return 0;
	for (size_t i = 0; i < app->desks.n; i++) {
		str_addc(&valid, ' ');
		str_add(&valid, app->desks.list[i].name);
	}
	err_set(e, ERR_USAGE, "no desk is called \"%.60s\"; there are:%s",
		str_cstr(&app->desk_name), str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int read_all(struct app *app, struct err *e)
{
	return read_conf(app, "settings.conf", read_settings, e) < 0 ||
	       read_conf(app, "sources.conf", read_sources, e) < 0 ||
	       read_conf(app, "desks.conf", read_desks, e) < 0 ||
	       check_desk(app, e) < 0 ? -1 : 0;
}

int app_reconfigure(struct app *app, struct err *e)
{
	struct app now = *app;

	now.sources = (struct sources){0};
	now.settings = (struct settings){0};
	now.desks = (struct desks){0};
	if (read_all(&now, e) < 0) {
		forget_conf(&now);
		return -1;
	}
	forget_conf(app);
	app->sources = now.sources;
	app->settings = now.settings;
	app->desks = now.desks;
	app->configured = true;
	return 0;
}

int app_sources_again(struct app *app, struct err *e)
{
	struct app now = *app;

	now.sources = (struct sources){0};
	if (read_conf(&now, "sources.conf", read_sources, e) < 0) {
		sources_free(&now.sources);
		return -1;
	}
	sources_free(&app->sources);
	app->sources = now.sources;
	return 0;
}

/* Once, before there are threads. What draws with ASCII alone has letters for
 * nothing but English. */
static void speak(const struct app *app, const struct settings *s)
{
	if (s->ascii)
		i18n_end();
	else if (s->language.n > 0)
		i18n_choose(s->language);
	/* What a command prints in English is read by scripts too: dates stay
	 * ISO there, and sentences as they are kept. */
	if (app->lines)
		i18n_hush(strcmp(i18n_language(), "en") == 0);
	setenv(I18N_HANDED, i18n_language(), 1);
}

int app_configure(struct app *app, struct err *e)
{
	if (app->configured)
		return 0;
	if (app_reconfigure(app, e) < 0)
		return -1;
	speak(app, &app->settings);
	return 0;
}

static int write_desks(struct app *app, struct slice text, struct err *e)
{
	struct str path = {0};
	struct desks now = {0};
	int rc = conf_desks(text, "desks.conf", &now, e);

	if (rc == 0)
		rc = path_make_dir(str_cstr(&app->config_dir), e);
	if (rc == 0)
		rc = path_replace(app_conf_path(app, "desks.conf", &path),
				  text, e);
	if (rc == 0) {
		desks_free(&app->desks);
		app->desks = now;
	} else {
		desks_free(&now);
	}
	str_free(&path);
	return rc;
}

int app_edit_desks(struct app *app, const struct desk *add,
		   struct slice remove, struct err *e)
{
	struct str text = {0}, out = STR_INIT(CONF_BYTES);
	int rc = app_conf_text(app, "desks.conf", &text, e);

	if (rc == 0 && add)
		rc = conf_desk_add(str_slice(&text), add, &out, e);
	else if (rc == 0)
		rc = conf_desk_remove(str_slice(&text), remove, &out, e);
	if (rc == 0)
		rc = write_desks(app, str_slice(&out), e);
	str_free(&out);
	str_free(&text);
	return rc;
}

const struct desk *app_desk(const struct app *app)
{
	return app->desk_name.n == 0 ? NULL :
		       desks_find(&app->desks, str_slice(&app->desk_name));
}

int app_open(struct app *app, struct err *e)
{
	struct store_options o = {
		.file = str_cstr(&app->store_file),
		.shapes = views,
		.fold = fold_name,
		.spelling = fold_rules(),
		.fold_prefix = fold_prefix,
		.clock = app->clock,
		.parties = &one_party,
		.checks = &check_rules,
	};
	struct stat st;

	if (app_configure(app, e) < 0)
		return -1;
	if (app->store)
		return 0;
	app->fresh = stat(o.file, &st) < 0 || st.st_size == 0;
	if (store_open(&app->store, &o, e) < 0)
		return -1;
	if (store_aside(app->store))
		print_note(app, _("the store was replaced; what had not been "
			   "written into the old file lies in %s"),
			   store_aside(app->store));
	return 0;
}

bool source_is_inside(const struct source *s)
{
	for (size_t i = 0; i < s->n_urls; i++)
		if (!slice_starts(s->url[i], "asset:"))
			return false;
	return s->n_urls > 0;
}

static void keep_quiet(void *ctx, const struct flow_event *ev)
{
	(void)ctx;
	(void)ev;
}

static bool never_stop(void *ctx)
{
	(void)ctx;
	return false;
}

/* The file is new: an emptied store stays empty. */
static int fill(struct app *app, struct err *e)
{
	struct slice keys[16];
	struct refresh_options o = { .only = keys, .jobs = 1 };
	struct refresh_result done = {0};
	struct world w = app_world(app);

	for (size_t i = 0; i < app->sources.n && o.n_only < 16; i++) {
		const struct source *s = &app->sources.list[i];

		if (s->enabled && source_is_inside(s))
			keys[o.n_only++] = s->key;
	}
	app->fresh = false;
	return o.n_only > 0 ? flow_refresh(&w, &o, &done, e) : 0;
}

int app_open_filled(struct app *app, struct err *e)
{
	if (app_open(app, e) < 0)
		return -1;
	return app->fresh ? fill(app, e) : 0;
}

int app_owns(struct app *app, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct origin from;
	char at[CLOCK_TEXT];
	int rc = store_origin(app->store, &mem, &from, e);

	if (rc == 0 && from.from.n > 0)
		rc = err_set(e, ERR_REFUSED, "%s is a copy of %.*s, of %s: "
			     "`thaw pull` brings what is new; name another "
			     "store with --store, or `thaw purge` this one",
			     str_cstr(&app->store_file), SLICE_ARG(from.from),
			     clock_local(from.at, at));
	arena_free(&mem);
	return rc;
}

static void close_names(struct app *app)
{
	struct str file = STR_INIT(PATH_BYTES);
	struct err ignored = {0};

	if (namebook_path(&file, str_slice(&app->store_file), &ignored) == 0)
		namebook_close(&app->names, str_cstr(&file));
	index_close(&app->names);
	str_free(&file);
}

int app_names(struct app *app, const struct name_index **ix, struct err *e)
{
	struct str file = STR_INIT(PATH_BYTES);
	int rc = namebook_path(&file, str_slice(&app->store_file), e);
	uint64_t stamp = 0;

	if (rc == 0 && app->names)
		rc = store_names_stamp(app->store, &stamp, e);
	if (rc == 0 && app->names && index_stamp(app->names) != stamp)
		index_close(&app->names);
	if (rc == 0 && !app->names)
		rc = namebook_open(&app->names, app->store, str_cstr(&file),
				   e);
	*ix = app->names;
	str_free(&file);
	return rc;
}

void app_names_update(struct app *app)
{
	struct str file = STR_INIT(PATH_BYTES);
	struct err e = {0};

	if (namebook_path(&file, str_slice(&app->store_file), &e) < 0 ||
	    namebook_update(app->store, str_cstr(&file), &e) < 0)
		print_note(app, _("the name index was not brought up to date "
			   "(%s); it is made when it is needed"), e.msg);
	if (store_words(app->store, &e) < 0)
		print_note(app, _("the words of articles were not brought up "
			   "to date (%s); titles are searched, and the next "
			   "refresh tries again"), e.msg);
	if (store_books(app->store, &e) < 0)
		print_note(app, _("the words of long lists were not brought "
			   "up to date (%s); filters find the same, but "
			   "slowly, until the next refresh tries again"),
			   e.msg);
	str_free(&file);
}

struct slice app_who(const struct app *app)
{
	const char *user = getenv("USER");
	const struct passwd *account;

	if (app->settings.who.n > 0)
		return app->settings.who;
	if (user && user[0])
		return slice_of(user);
	account = getpwuid(geteuid());
	return account ? slice_of(account->pw_name) : SLICE_NONE;
}

/* Starts nothing before something is read. Without memory for it nothing else
 * would work either. */
static struct sealed *sealed_of(struct app *app)
{
	struct sealed_options o = { .program = app->program };
	struct err ignored = {0};

	if (app->program && !app->sealed)
		sealed_open(&app->sealed, &o, &ignored);
	return app->sealed;
}

struct world app_world(struct app *app)
{
	return (struct world){
		.store = app->store,
		.sources = &app->sources,
		.settings = &app->settings,
		.machine = str_slice(&app->machine),
		.clock = app->clock,
		.fetch_dir = app->fetch_dir.n ? str_cstr(&app->fetch_dir) :
						NULL,
		.fetch = fetch_run,
		.told = keep_quiet,
		.stop = never_stop,
		.sealed = sealed_of(app),
	};
}

void app_close(struct app *app)
{
	close_names(app);
	sealed_close(&app->sealed);
	store_close(&app->store);
	forget_conf(app);
	str_free(&app->store_file);
	str_free(&app->fetch_dir);
	str_free(&app->config_dir);
	str_free(&app->desk_name);
	str_free(&app->machine);
}
