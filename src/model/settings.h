/* settings.conf and desks.conf as values. */
#ifndef THAW_MODEL_SETTINGS_H
#define THAW_MODEL_SETTINGS_H

#include "base/arena.h"
#include "model/source.h"

struct settings {
	struct arena mem;
	struct slice desk;	/* that the screen opens */
	struct slice language;	/* "be"; empty: that of the environment */
	struct slice browser;
	struct slice who;	/* gives verdicts; empty: name of the account */
	struct slice sign_key;		/* of what is published; empty: none */
	struct slice trusted_signers;	/* of what is pulled; empty: anybody */
	int64_t max_bytes;
	int64_t timeout_s;
	char **on_match;	/* words of a command, then NULL; NULL: none */
	int64_t on_match_timeout_s;
	int64_t refresh_s;	/* the open screen does it at most so often;
				 * SOURCE_NEVER: only when told to */
	int jobs;
	struct slice proxy;	/* of all sources without one */
	int per_host;		/* transfers from one host at a time */
	int per_minute;		/* requests to one host; 0: no limit */
	bool clock;
	bool ascii;
};

enum { DESKS_MAX = 256, DESK_VIEWS = 16 };

struct desk {
	struct slice name;
	struct slice title;
	struct slice filter;		/* of every view */
	struct slice view[DESK_VIEWS];	/* names of views with a filter ... */
	struct slice view_filter[DESK_VIEWS];	/* ... of their own */
	size_t n_views;
	struct slice groups;		/* "lists,news"; empty: all sources */
};

struct desks {
	struct arena mem;
	struct desk *list;
	size_t n, cap;
};

const struct desk *desks_find(const struct desks *d, struct slice name);
/* The filter of a view on this desk: its own, else the general one. */
struct slice desk_filter(const struct desk *d, const char *view);
void desks_free(struct desks *d);
void settings_free(struct settings *s);

#endif
