/* Flows: how bytes become rows. Joins fetch, read and store; knows no view
 * and no face: what it needs of them comes in struct world. */
#ifndef THAW_FLOW_FLOW_H
#define THAW_FLOW_FLOW_H

#include "fetch/fetch.h"
#include "model/settings.h"
#include "read/reader.h"
#include "store/store.h"

enum step {		/* what happens to a source, in this order */
	STEP_WAITING, STEP_FETCHING, STEP_READING,
	STEP_NEW,	/* accepted: `result` tells what changed */
	STEP_SAME,	/* 304 or the same bytes */
	STEP_REFUSED,	/* a gate closed: `why` */
	STEP_FAILED,	/* `why` */
	STEP_BUSY,	/* another process refreshes it: `why` */
};

const char *step_name(enum step s);	/* "fetching" */

struct flow_event {
	struct slice source;
	enum step step;
	int64_t bytes, total;		/* while fetching; total 0: unknown */
	int64_t bytes_per_s;
	int64_t records;		/* read so far, or in all */
	size_t done, all;		/* sources of this run */
	struct store_result result;	/* STEP_NEW */
	const char *why;		/* REFUSED, FAILED, BUSY; never NULL
					 * there */
};

struct sealed;			/* flow/sealed.h */

/* The world outside: tests hand in a frozen clock and canned pages. */
struct world {
	struct store *store;
	const struct sources *sources;
	const struct settings *settings;
	struct slice machine;	/* whatever tells it from others: its place in
				 * the jitter of due times */
	struct clock clock;
	/* The folder, made when needed, of what fetching keeps from one run to
	 * another: beginnings of bodies, hsts, alt-svc. NULL: nothing. */
	const char *fetch_dir;
	/* fetch_run, or canned pages. */
	int (*fetch)(const struct fetch_request *reqs, size_t n,
		     const struct fetch_options *o, struct err *e);
	void (*told)(void *ctx, const struct flow_event *ev);
	/* A hit of a watch, after it was noted; what else there is to say about
	 * watches, `bad` where something failed. NULL: not told. */
	void (*hit)(void *ctx, const struct hit *h);
	void (*watched)(void *ctx, bool bad, const char *what);
	bool (*stop)(void *ctx);
	void *ctx;
	struct sealed *sealed;	/* where sources are parsed; NULL: here */
};

struct refresh_options {
	const struct slice *only;	/* keys asked for; none: all that are due */
	size_t n_only;
	const struct slice *accept;	/* keys whose gates are forced */
	size_t n_accept;
	bool force;			/* not only those that are due */
	int jobs;
};

struct refresh_result {
	size_t done;		/* new or unchanged */
	size_t changed;		/* of them, with something new */
	size_t failed;		/* refused too */
	size_t busy;		/* left to another process */
	size_t due;		/* enabled sources that were asked */
	size_t enabled;		/* enabled sources that use the network */
	int64_t next_at;	/* when the next one is due, 0: never */
};

/* Refreshes sources, in parallel where they fetch, one after another where
 * they are stored. One source's failure is told and counted, never ours: -1
 * is for what stops everything (unknown key, store broken). `asset:` urls are
 * read from the program; a source without network addresses contacts nobody.
 *
 * Without keys and `force`, those are asked that are due (model/schedule.h).
 * One whose address is gone for good is asked again by its key with `force`,
 * and only so. A source that another process refreshes is left to it. Where
 * the store cannot be written the run ends, and no source is blamed for it. */
int flow_refresh(const struct world *w, const struct refresh_options *o,
		 struct refresh_result *out, struct err *e);

struct alert_result {
	int64_t hits;
	int64_t failed;		/* watches, and the user's command */
};

/* Looks at all watches, by those who have refreshed or imported: hits are
 * noted, then told to world->hit, then handed together to the user's command
 * (settings: on_match). Its failure is told and counted, and the hits stay. */
int flow_alert(const struct world *w, struct alert_result *out,
	       struct err *e);

struct import_options {
	struct slice source;	/* key; absent: by format, else "import" */
	struct slice format;	/* absent or "auto": sniffed */
	struct slice as_of;	/* ISO date of the evidence, or absent */
	struct slice url;	/* address that the file came from */
	bool accept;		/* gates forced */
};

/* Reads the parts (packed ones opened) into the store as one fetch. */
int flow_import(const struct world *w, struct input_part *parts, size_t n,
		const struct import_options *o, struct store_result *out,
		struct slice *source, struct err *e);
/* As flow_import, but hands the records over instead of storing them. */
int flow_dry_run(const struct world *w, struct input_part *parts, size_t n,
		 const struct import_options *o, record_fn *fn, void *ctx,
		 struct err *e);
/* What `sources test URL` tells: fetches and reads, stores nothing. Of a page the
 * feeds that it tells of come too, as documents, behind what it says. */
int flow_test(const struct world *w, struct slice url, record_fn *fn,
	      void *ctx, struct slice *format, struct err *e);
/* Reads a feed of ours as one of theirs would be: does that work here? */
int flow_try_reader(const struct world *w, struct err *e);

#endif
