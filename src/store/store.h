/* The store: one SQLite file of claims, and the user's own words beside it.
 *
 * SQLite's only room. It does not know formats, names or faces: spelling is
 * folded by a function handed in, rows of views are filled by the shapes
 * handed in. One handle belongs to one thread.
 *
 * Invariants
 *  1. A claim counts from one accepted fetch until another; what an
 *     unaccepted fetch wrote or closed is inert and undone at the next start.
 *  2. Nothing is overwritten: a record's contents are kept, its spans say
 *     when each held.
 *  3. The shown-value tables change in the commit that accepts the fetch.
 *  4. The date of the evidence orders versions, not the order of import.
 *  5. No refresh, import, pull or purge of data touches the user's own words;
 *     what watches have found is noted beside them.
 */
#ifndef THAW_STORE_STORE_H
#define THAW_STORE_STORE_H

#include "base/clock.h"
#include "base/hash.h"
#include "model/party.h"
#include "model/query.h"
#include "model/schedule.h"
#include "model/shape.h"
#include "model/source.h"
#include "model/watch.h"

struct store;

struct store_options {
	const char *file;		/* made with 0600 where absent */
	bool read_only;			/* never creates, migrates or undoes */
	int64_t wait_ms;		/* for another writer; 0: half a minute */
	const struct shape *const *shapes;	/* NULL-terminated, live on */
	/* Appends the search key of a name or word in any spelling. */
	void (*fold)(struct str *out, struct slice text);
	uint64_t spelling;	/* another one: fold() gives other keys now */
	/* Appends the keys that a word half typed can come to, LF behind
	 * each, "$" before that where the word must end there; none where its
	 * sound says nothing. NULL: words of filters are taken as they stand.
	 */
	void (*fold_prefix)(struct str *out, struct slice text);
	struct clock clock;
	/* Tells which listings, or persons, are one; NULL: nothing is
	 * compared. */
	const struct party_rules *parties;
	bool lean;		/* as after store_lean() */
	/* Tells what contradicts what; NULL: nothing is looked at, and a row
	 * is disputed where its own claims differ. */
	const struct check_rules *checks;
};

/* Opens or creates both files, migrates, undoes dead fetches, and rebuilds a
 * shown-value table whose shape has changed. On failure *s is NULL. */
int store_open(struct store **s, const struct store_options *o,
	       struct err *e);
void store_close(struct store **s);
/* Where the log of the file that was in its place before was put, as this one was
 * opened: what had not been written into it lies there. NULL: there was none. */
const char *store_aside(const struct store *s);
/* This handle shows and imports nothing: from now on it keeps few pages in memory.
 * What is read again the system has. */
int store_lean(struct store *s, struct err *e);
/* Another process has committed since the last call, or has begun to refresh
 * a source, or the day has turned. */
bool store_changed(struct store *s);
/* Another file has taken the place of the open one (store/copy.h). */
bool store_replaced(const struct store *s);
/* -1 where a file of the store stands no more where it was, or another one of
 * own words does: what is written now would be lost. */
int store_there(const struct store *s, struct err *e);
/* Then opens that one in this handle: 1, or 0 where there is nothing to do. Windows
 * stay until they are closed; each must be opened again. No fetch may be open.
 * On failure the old one stays open. */
int store_follow(struct store *s, struct err *e);
/* Removes all data; with `all`, the own words too. */
int store_purge(struct store *s, bool all, struct err *e);

/* --- writing: one fetch of one source (store/put.c) --- */

struct store_fetch {		/* what is known before reading */
	const struct source *source;
	bool complete;		/* the version is the whole list */
	bool changes;		/* or tells only what changed in it */
	struct slice evidence;	/* date of the evidence, "2026-02-27"; absent:
				 * now, and news use their own dates */
	struct slice url;	/* where the bytes came from */
	struct slice sha256;	/* hex, of the bytes */
	struct slice etag, last_modified;
	struct slice validators;	/* "url\x1f etag\x1f lastmod" per part: kept for
				 * conditional requests (store_validators) */
	long status;
	int64_t bytes;
	bool declares;		/* the version says how many designations */
	int64_t declared;	/* it has */
	int64_t at;		/* when it was brought; 0: now */
	int64_t records;	/* of the version, where only some are told; 0 */
};

struct store_tx;

/* Opens a fetch. Only one writer at a time: waits wait_ms for another. */
int store_begin(struct store_tx **tx, struct store *s,
		const struct store_fetch *f, struct err *e);
/* Takes one record; in steps, so that nothing grows with the list. */
int store_put(struct store_tx *tx, const struct record *rec, struct err *e);

struct store_result {
	int64_t records, added, amended, removed, pending, unchanged;
	int64_t unknown;	/* changes of entries that the store lacks */
	int64_t rekeyed;	/* entries under another number: in none of the above */
	int64_t last_good;	/* records of the version before; 0: first */
};

/* Checks the gates (not empty, >= 80 % of the last good version, unless
 * `force`) and makes it count. -1 with ERR_REFUSED: the fetch is kept as
 * refused with the reason, nothing else moved. Frees the tx either way. */
int store_accept(struct store_tx **tx, bool force, struct store_result *out,
		 struct err *e);
/* Undoes what was written and keeps the attempt with its reason. */
void store_reject(struct store_tx **tx, const char *why);
/* An attempt without records: 304, same bytes, failed. `outcome` is one of
 * "same" "failed" "gone". */
int store_attempt(struct store *s, const struct store_fetch *f,
		  const char *outcome, const char *why, struct err *e);

/* Validators and sums of the last accepted fetch; slices live in mem. */
struct store_last {
	struct slice sha256;
	struct slice validators;
	int64_t at;		/* of the last attempt, 0: never */
	int64_t good_at;	/* of the last accepted or unchanged one */
};
int store_last(struct store *s, struct slice source, struct arena *mem,
	       struct store_last *out, struct err *e);
/* Whether the source has records, and the one with that key. */
int store_has_record(struct store *s, struct slice source, struct slice key,
		     bool *any, bool *this_one, struct err *e);

/* --- the texts of articles, to be read again (store/texts.c) --- */

struct store_text {
	int64_t at;		/* for the next call */
	struct slice key, language, published, text;
};
/* The first article of the source behind `after` that has a text. 1, or 0 at
 * the end. */
int store_text_next(struct store *s, struct slice source, int64_t after,
		    struct arena *mem, struct store_text *out, struct err *e);
/* What the last accepted fetch of the source was, so that one of the same
 * evidence can be told from none that came later. 1, or 0: there is none. */
int store_text_fetch(struct store *s, struct slice source, struct arena *mem,
		     struct store_fetch *out, struct err *e);
/* Ends what was taken from the text of the document and was not put in this
 * fetch: the rules do not find it any more. */
int store_retire(struct store_tx *tx, struct slice doc, struct err *e);

/* --- reading (store/window.c) --- */

/* From now on a question is given up with ERR_STOPPED once `stop` says so, and
 * nothing of it remains; NULL: none is. */
void store_heed(struct store *s, bool (*stop)(void *ctx), void *ctx);

struct window;		/* the rows of one view under one query */

/* The query is checked and complete (query_check, query_defaults). The window
 * stands until the next window_open on it or window_close. */
int window_open(struct window **w, struct store *s, const struct shape *shape,
		const struct query *q, struct err *e);
/* The same for who shows a few of the rows, and hears of changes: in the view's
 * own order their places are read as they are asked for, so that another's commit
 * may move them. */
int window_show(struct window **w, struct store *s, const struct shape *shape,
		const struct query *q, struct err *e);
int64_t window_count(const struct window *w);
/* Rows of the view whatever the filter. */
int64_t window_total(const struct window *w);
typedef int row_fn(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e);
/* Calls fn for rows first .. first+n-1; cells die when fn returns. */
int window_fetch(struct window *w, int64_t first, int64_t n, row_fn *fn,
		 void *ctx, struct err *e);
/* Position of the row with that id, or -1. */
int64_t window_find(struct window *w, struct slice id, struct err *e);
/* Looks at the rows from .. from+n-1 for those that the query `some` finds too:
 * how many there are, and in *first the first of them, or -1. Where not `all` are
 * wanted it ends there. -1 on failure. */
int64_t window_next(struct window *w, const struct query *some, int64_t from,
		    int64_t n, bool all, int64_t *first, struct err *e);
void window_close(struct window **w);

/* The view has any row at all. */
int store_has_rows(struct store *s, const struct shape *shape, bool *any,
		   struct err *e);

/* Values of one column under the query with their counts, most first. */
typedef int facet_fn(void *ctx, struct slice value, int64_t rows,
		     struct err *e);
int store_facet(struct store *s, const struct shape *shape, int column,
		const struct query *q, facet_fn *fn, void *ctx,
		struct err *e);

/* Words of documents are searched in an index that is a file beside the store.
 * An accepted fetch brings it up to date; after another file has taken the
 * store's place this does. */
int store_words(struct store *s, struct err *e);
/* So are the words of rows of long views (store/rowbook.h): this makes those that
 * do not fit the store anew. Without them filters are slower and no other. */
int store_books(struct store *s, struct err *e);

/* --- one subject (store/subject.c) --- */

/* All facts of a subject, also those that stopped counting (`until` set), as
 * of a date (absent: now). Of a designation or a person, those of the whole
 * party as it is now, with the matrix of listings and why they are one; of a
 * person or an act, under the id of the one whose row it is; of a document what
 * cites it. `id` may be an unambiguous front of an id.
 * Returns 1 when found, 0 when not, -1 on error or ambiguity. */
int store_subject(struct store *s, struct slice id, struct slice as_of,
		  struct arena *mem, struct facts *out, struct err *e);

/* Facts of one subject alone by its number, as its row is made of them; of a
 * listing with the id of its party. 1, or 0 where nothing was known of it. */
int store_facts(struct store *s, int64_t subject, struct slice as_of,
		struct arena *mem, struct facts *out, struct err *e);

/* --- parties: which listings, or persons, are one (store/own_tie.c) --- */

/* The user's own word, kept with the own words: two listings are one party, or
 * two persons one, or they are not; with `b` absent, `a` is one with no other
 * until it is merged. Comes before every rule and replaces what was said of the
 * two before. -1 with ERR_USAGE where an id is that of neither, where one is a
 * listing and one a person, or where a merge would join what the user has
 * split. */
enum tie_word {
	SAY_ONE, SAY_TWO,
	SAY_NOTHING,	/* takes back what was said of the two, or that `a`
			 * is one with no other: the rules decide again */
};
/* Waits so long for another writer. */
int store_tie(struct store *s, enum tie_word word, struct slice a,
	      struct slice b, struct slice note, int64_t wait_ms,
	      struct err *e);
int store_merge(struct store *s, struct slice a, struct slice b,
		struct slice note, struct err *e);
int store_split(struct store *s, struct slice a, struct slice b,
		struct slice note, struct err *e);

/* Listings behind a key of the rules (struct party_keys), at most `most`. */
int store_keyed(struct store *s, uint64_t key, int64_t *subject, size_t most,
		size_t *n, struct err *e);

/* --- names of parties and persons (store/names.c) --- */

/* One name, as its source writes it. */
struct store_name {
	struct slice written;
	bool person;	/* of one; false: of others, or it is not told */
	bool weak;	/* a weak alias */
	bool past;	/* an earlier version said it, the last one does not */
};

/* Who takes names: begin, then for each subject in ascending order of their
 * numbers its names, or none. Calls that return -1 stop the stream. */
struct name_sink {
	/* `whole`: all subjects come, else those alone whose names may be
	 * others since. */
	int (*begin)(void *ctx, uint64_t stamp, bool whole, struct err *e);
	int (*subject)(void *ctx, int64_t subject, struct err *e);
	int (*name)(void *ctx, const struct store_name *n, struct err *e);
};

/* All that a subject was ever called up to a day (absent: now), whatever counts
 * today: a list cell, with repeats; absent where it has no name. */
int store_names_given(struct store *s, int64_t subject, struct slice as_of,
		      struct arena *mem, struct slice *cell, struct err *e);

/* A number of the state of all names, which no other state has; 0: there are
 * none. It changes in the commit that changes a name. */
int store_names_stamp(struct store *s, uint64_t *out, struct err *e);
/* The names of one state. Whole where `since` is no earlier state of this
 * store. */
int store_names(struct store *s, uint64_t since, const struct name_sink *to,
		void *ctx, struct err *e);

/* Who a number means. The slice lives in mem. */
struct store_called {
	char id[ID_TEXT];
	enum kind kind;
	struct slice source;	/* its key */
};
/* 1 when found, 0 when there is no such subject (any more). */
int store_called(struct store *s, int64_t subject, struct arena *mem,
		 struct store_called *out, struct err *e);
/* The number that an id, written whole, means. */
int store_number(struct store *s, struct slice id, int64_t *subject,
		 struct err *e);

/* --- own words (store/own.c) --- */

struct own_mark {
	bool read, starred;
	struct slice note;	/* in mem */
};
/* `what` is "read" "unread" "starred" "unstarred" or "note". */
int own_mark_set(struct store *s, struct slice id, struct slice what,
		 struct slice text, struct err *e);
/* The same of many rows, all or none; without a text. */
int own_marks_set(struct store *s, const struct slice *id, size_t n,
		  struct slice what, struct err *e);
int own_mark_get(struct store *s, struct slice id, struct arena *mem,
		 struct own_mark *out, struct err *e);

/* --- own words about recommendations (store/own_work.c) --- */

/* What the user says came of one. Absent: nothing is said of it; empty, but not
 * absent: what was said before is taken back. */
struct own_work {
	struct slice state, position;	/* words of the vocabularies */
	struct slice evidence, note, who;
	struct slice at;	/* when it is read: "2026-11-24T00:13:05Z" */
};
/* Adds an entry to the history. The columns `state` and `position` of the view
 * show the last words first. Survives a purge of data and a new import. */
int own_work_set(struct store *s, struct slice id, const struct own_work *w,
		 struct err *e);
enum { OWN_WORK_SHOWN = 200 };
/* All that the user has said of a subject itself. */
struct own_words {
	struct own_mark mark;
	const struct own_work *work;	/* the newest first */
	size_t n;			/* at most OWN_WORK_SHOWN */
};
int own_words_get(struct store *s, struct slice id, struct arena *mem,
		  struct own_words *out, struct err *e);

/* --- own words about names that were screened (store/own_verdict.c) --- */

struct own_verdict {
	struct slice query;	/* the name it was said of; absent: whatever
				 * name is asked */
	struct slice born;	/* and the births that were given with it */
	struct slice verdict;	/* same not_the_same unsure; none: taken back */
	struct slice note, who;
	struct slice at;	/* when it is read: "2026-11-24T00:13:05Z" */
};
int own_verdict_set(struct store *s, struct slice id,
		    const struct own_verdict *v, struct err *e);
/* 1: the last word about the listing, under whatever number its list had it,
 * and that very name (case, punctuation and the order of words aside) and
 * birth, else about the listing whatever is asked; 0: none. Slices live in
 * mem. */
int own_verdict_get(struct store *s, struct slice id, struct slice query,
		    struct slice born, struct arena *mem,
		    struct own_verdict *out, struct err *e);
int own_verdict_any(struct store *s, bool *any, struct err *e);
/* All that were ever given, the newest first. */
typedef int own_verdict_fn(void *ctx, struct slice id, struct slice source,
			   struct slice key, const struct own_verdict *v,
			   struct err *e);
int own_verdicts(struct store *s, own_verdict_fn *fn, void *ctx,
		 struct err *e);

/* --- conflicts, and own words about them (store/contest.h) --- */

struct store_conflict {
	char id[ID_TEXT];
	char sum[HASH_HEX];	/* of what its sides say */
	struct conflict_row row;	/* of now; all in mem */
	struct slice seen;
};
/* The conflict with that id, or front of one: 1, or 0 where there is none (any
 * more); -1 with ERR_USAGE where several begin so. */
int store_conflict(struct store *s, struct slice id, struct arena *mem,
		   struct store_conflict *out, struct err *e);
/* Keeps the user's word about a conflict, whose id is whole; who says so, why.
 * `sum`: of the sides that were read (absent: whatever they say); where they say
 * other things now, nothing is kept: -1 with ERR_REFUSED. */
int own_dispute_set(struct store *s, struct slice id, struct slice verdict,
		    struct slice note, struct slice who, struct slice sum,
		    struct err *e);

/* --- watches (store/own_watch.c, store/watch_look.c) --- */

struct watch_found {		/* rows of one view */
	const struct shape *shape;
	int64_t rows;
};
/* Keeps a watch under its name. What matches now is noted as told, which `out`
 * (room for WATCH_VIEWS) and *n tell. -1 with ERR_USAGE where the name is
 * taken or no view understands the filter. */
int own_watch_add(struct store *s, const struct watch *w,
		  struct watch_found *out, size_t *n, struct err *e);
/* With its hits. 1, or 0 where none is called so. */
int own_watch_remove(struct store *s, struct slice name, struct err *e);
typedef int watch_fn(void *ctx, const struct watch *w, struct err *e);
/* By name. */
int own_watch_each(struct store *s, watch_fn *fn, void *ctx, struct err *e);

/* Who is told while watches are looked at. Nothing is noted before it is over:
 * where own_watch_look() fails, all will be told again. */
struct watch_told {
	/* A row that matches newly, or in another state. */
	int (*hit)(void *ctx, const struct hit *h, const struct shape *shape,
		   const struct row *r, struct err *e);
	/* So many more, behind the first WATCH_HITS of a watch. */
	void (*more)(void *ctx, const struct watch *w,
		     const struct shape *shape, int64_t rows);
	/* A watch that cannot be asked any more. */
	void (*bad)(void *ctx, const struct watch *w, const char *why);
	void *ctx;
};
/* Looks at all watches. Of the rows, only at those that this handle has filled
 * since it did so before and those that the days have changed, unless others
 * have written too; without any it costs a few questions. */
int own_watch_look(struct store *s, const struct watch_told *to,
		   struct err *e);
/* Takes a hit out of sight, or back. */
int own_hit_dismiss(struct store *s, int64_t number, bool dismissed,
		    struct err *e);

/* --- when sources are asked (store/due.c, store/turn.c) --- */

/* Zeroed where nothing is remembered. Slices live in mem. */
int store_due(struct store *s, struct slice key, struct arena *mem,
	      struct due *out, struct err *e);
int store_due_set(struct store *s, struct slice key, const struct due *d,
		  struct err *e);
/* That an address is gone for good is forgotten: the user says so. */
int store_due_ask_again(struct store *s, struct slice key, struct err *e);

/* One process at a time refreshes a source. A record lock on FILE-turns, at a
 * byte of the source's own: one descriptor whatever the number of sources, and
 * the kernel drops it with its holder. *taken is false while another process
 * has it. Belongs to the process, not to the handle: one handle a process may
 * take turns. */
int store_turn_take(struct store *s, struct slice key, bool *taken,
		    struct err *e);
void store_turn_drop(struct store *s, struct slice key);
/* The process that refreshes the source now; 0: none, or this one. */
int64_t store_turn_who(struct store *s, struct slice key);
/* Another handle writes now. */
bool store_busy(struct store *s);

/* --- the sources as the store knows them (store/log.c) --- */

struct source_state {
	struct slice key;
	int64_t attempt_at, good_at;	/* 0: never */
	struct slice outcome;		/* accepted same refused failed gone */
	struct slice why;
	long status;
	int64_t records;		/* of the accepted version that counts */
	int64_t bytes;
	/* Dates of the evidence of that version and of the oldest one; none
	 * where no whole list was ever accepted. */
	struct slice version, oldest;
};
/* The last attempt brought no version that could be taken. */
static inline bool source_failing(const struct source_state *st)
{
	return slice_is(st->outcome, "failed") ||
	       slice_is(st->outcome, "refused") || slice_is(st->outcome, "gone");
}
/* Zeroed (but key) where the store has never heard of the source. The version
 * that counts is the one in force at `as_of` (a date; none: now). */
int store_source_state(struct store *s, struct slice key, struct slice as_of,
		       struct arena *mem, struct source_state *out,
		       struct err *e);
typedef int attempt_fn(void *ctx, int64_t at, const struct source_state *st,
		       struct err *e);
int store_attempts(struct store *s, struct slice key, int64_t most,
		   attempt_fn *fn, void *ctx, struct err *e);
/* Keys of sources that have data or were tried in vain, whether or not they
 * are configured. */
int store_source_keys(struct store *s, facet_fn *fn, void *ctx,
		      struct err *e);

/* Time of the last attempt of any source, in their order; 0: none. */
int store_newest(struct store *s, int64_t *at, struct err *e);

/* "SQLite 3.40.1, ...", for doctor; -1 where a file is damaged. */
int store_check(struct store *s, struct str *out, struct err *e);

#endif
