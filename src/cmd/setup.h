/* What every command has at hand: places, configuration, the store.
 *
 * Configuration files that are absent are the ones compiled in. The store is
 * opened when a command first asks for it.
 */
#ifndef THAW_CMD_SETUP_H
#define THAW_CMD_SETUP_H

#include <stdio.h>

#include "base/arena.h"
#include "flow/flow.h"
#include "model/settings.h"
#include "store/store.h"

struct name_index;		/* names/index.h */
struct sealed;			/* flow/sealed.h */

struct app {
	const char *version;
	/* Appends the key table of the screen, with keys.conf; NULL: no screen
	 * is built in. */
	int (*keys_help)(const struct app *app, struct str *to, struct err *e);
	struct clock clock;
	const char *program;	/* this one, to read sources sealed; NULL: they
				 * are read in this process */

	struct str store_file;
	struct str fetch_dir;	/* "FILE-fetch", beside the store */
	struct str config_dir;
	struct str desk_name;	/* --desk; empty: none */
	struct str machine;	/* tells it from others; never leaves it */
	bool quiet;
	bool verbose;

	struct settings settings;
	struct sources sources;
	struct desks desks;
	bool configured;
	bool lines;		/* a command prints them; else there is a screen */
	struct store *store;
	struct sealed *sealed;
	struct name_index *names;
	bool fresh;		/* the store file was made just now */
	FILE *to;		/* where results go; NULL: stdout */
	int64_t rows;		/* that were written there */
	bool reader_gone;	/* whoever read our output has left */
	bool matched;		/* what was to be told by the exit code was
				 * found: that is 3, whatever else failed */
};

/* Fills in the places that the user has not named. */
int app_places(struct app *app, struct err *e);
/* Path of a configuration file; dies at the next call with the same str. */
const char *app_conf_path(const struct app *app, const char *name,
			  struct str *path);
/* Appends the text of the file, or of the one compiled in. */
int app_conf_text(const struct app *app, const char *name, struct str *text,
		  struct err *e);
/* Reads sources.conf, settings.conf and desks.conf, once. */
int app_configure(struct app *app, struct err *e);
/* The same again, after a change or for the next round; what cannot be read
 * leaves all as it was. */
int app_reconfigure(struct app *app, struct err *e);
/* Adds the desk to desks.conf, or with NULL removes the one of that name, and
 * reads the desks again; on failure the file is as it was. What was read before
 * dies. */
int app_edit_desks(struct app *app, const struct desk *add,
		   struct slice remove, struct err *e);
/* sources.conf alone, for who keeps what the others say. */
int app_sources_again(struct app *app, struct err *e);
/* The desk of --desk, or NULL. */
const struct desk *app_desk(const struct app *app);

/* Opens the store, with configuration. */
int app_open(struct app *app, struct err *e);
/* As app_open; a store that was never filled gets what is inside the program
 * (sources whose addresses are all `asset:`), which contacts nobody. */
int app_open_filled(struct app *app, struct err *e);
/* -1 with ERR_REFUSED where the open store is a copy: what is written to it is
 * gone with the next pull. */
int app_owns(struct app *app, struct err *e);
/* The index of names that fits the store, which is open; closed with it. */
int app_names(struct app *app, const struct name_index **ix, struct err *e);
/* Brings the file of it up to date, after names may have changed; what cannot
 * be done is said and does no harm: who needs it makes it. */
void app_names_update(struct app *app);
/* Who gives verdicts: by the settings, else the name of the account. */
struct slice app_who(const struct app *app);
/* What flows need; the callbacks are the caller's to set. */
struct world app_world(struct app *app);
/* No address of the source leaves the program. */
bool source_is_inside(const struct source *s);

void app_close(struct app *app);

#endif
