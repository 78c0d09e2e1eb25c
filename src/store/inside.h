/* What the files of the store share and nobody else sees. */
#ifndef THAW_STORE_INSIDE_H
#define THAW_STORE_INSIDE_H

#include "base/path.h"
#include "store/bits.h"
#include "store/pack.h"
#include "store/sql.h"
#include "store/store.h"

struct bodies;		/* store/body.c */
struct listing_terms;	/* model/listing.h */

enum {
	STEP_ROWS = 200000,		/* rows written in one transaction */
	SUBJECT_BYTES = 256 << 20,	/* memory that one subject may take */
	HAY_BYTES = 64 << 20,		/* folded text of one row */
	WINDOW_ROWS = 50000000,
	PROPS_MAX = 1024,		/* properties of all thaws that wrote */
	STORE_APP = 0x74686177,		/* "thaw": application_id */
};

/* Sorts behind every date: as of now. */
#define NOW SLICE("~")

/* A claim counts at ?2 (a date with "~" behind, or NOW). The names are those
 * of the joins: span s, from ff, to tf, document d, which an article is itself:
 * it is of the day that it was published. */
#define JOIN_SPAN \
	" JOIN span s ON s.content = c.id" \
	" JOIN fetch ff ON ff.id = s.from_fetch AND ff.accepted = 1" \
	" LEFT JOIN fetch tf ON tf.id = s.to_fetch AND tf.accepted = 1" \
	" LEFT JOIN document d ON d.record = coalesce(c.document, c.record)"
/* The version g confirms that a record, which the fetch f lacks, is gone: it is
 * whole, and later; the same bytes again are the same version, whatever their
 * date. Or a list of changes says so. (What both say first, and IN, let the index
 * begin behind f: there may be a version of each day.) */
#define CONFIRMS(g, f, record) \
	" " g ".source = " f ".source AND " g ".accepted = 1 AND " g \
	".complete IN (0, 1) AND " g ".evidence >= " f ".evidence AND (" g \
	".complete = 1 AND " g ".evidence > " f ".evidence AND (" g \
	".sha256 IS NULL OR " g ".sha256 IS NOT " f ".sha256) OR " g \
	".evidence >= " f ".evidence AND EXISTS (SELECT 1 FROM ended" \
	" WHERE ended.record = " record " AND ended.fetch = " g ".id))"
#define HELD_AT_2 \
	" (tf.id IS NULL OR tf.evidence > ?2)"

/* Numbers of the properties in this store; 0: none. */
struct props {
	uint32_t number[PROP_COUNT];
	uint16_t known[PROPS_MAX];	/* by number: property + 1 */
	int64_t last;			/* the highest looked at */
};

struct store {
	struct sql q;
	struct store_options o;
	char *file, *own, *lock, *turns;
	int lock_fd;			/* -1: we are not the writer */
	char aside[PATH_BYTES];		/* where the log of the file before
					 * lies since this one was opened */
	int turns_fd;			/* where it is open: some turn was
					 * taken or asked for */
	bool turns_open;
	bool turns_told;		/* that we took one */
	int64_t turns_seen;		/* when somebody had taken one */
	bool own_absent;		/* memory stands for the own words */
	uint64_t dev, ino;		/* of the open file */
	uint64_t own_dev, own_ino;	/* and of the own words */
	bool followed;			/* and watches have not seen it yet */
	int64_t seen_main, seen_own;	/* data versions of store_changed */
	int64_t temp_tables;		/* made so far, for their names */
	char day[CLOCK_TEXT];		/* that rows were seen to be of */
	struct bodies *bodies;
	struct props props;
	/* Of the fetch being written: records told, subjects whose shown rows
	 * it changes. */
	struct bits seen, dirty;
	int64_t first_new;		/* subjects from here on are its own;
					 * without a fetch there are none */
	/* Since watches were looked at: rows that were filled, changes, and
	 * fetches accepted. */
	struct bits fresh, fresh_changes, fresh_fetches;
	struct bits unchecked;		/* subjects to be checked again */
	struct tellers *tellers;	/* store/teller.c, while they are */
	/* While rows are filled: what measures cover, sorted. */
	struct covers {
		struct slice *party;
		size_t n, cap;
		struct arena mem;
		bool loaded;
	} covers;
	struct alike *alike;		/* store/alike.c, likewise */
	struct spelled *spelled;	/* store/spelled.c */
	enum { WORDS_UNTRIED, WORDS_OPEN, WORDS_NONE } words;	/* said_file.c */
	struct said_order {		/* rows of that view in its own order */
		const struct shape *shape;	/* NULL: none kept */
		int64_t *row;
		size_t n, cap;
		int64_t fetch, version;	/* when it was so */
	} order;
	struct linker *linker;		/* store/link_note.c */
	struct counted *counted;	/* store/counted.c */
	struct rowbooks *books;		/* store/rowbook.c */
	struct kept_lists *kept;	/* store/kept.c */
};

/* What the store has of a record. */
struct known {
	int64_t record;		/* 0: never told */
	int64_t content;	/* that says the same; 0: none */
	int64_t open;		/* its span, while it counts; 0: it does not */
};

struct store_tx {
	struct store *s;
	int64_t source, fetch;
	char *key;			/* of the source */
	char *evidence;
	bool complete, changes;
	bool declares;			/* how many designations it has */
	int64_t declared, designations;
	int64_t of_version;	/* records that it has; 0: those that are put */
	bool mid;			/* an accepted version is later */
	int64_t next_complete, next_any;	/* fetches behind; 0: none */
	struct bits bounds;		/* fetches behind whose spans moved */
	int64_t rows;			/* since the last commit */
	int64_t spanless;		/* contents from here on are to get
					 * their spans; 0: none */
	bool was_new;			/* the record before this one */
	struct ahead *ahead;		/* ahead.c */
	int64_t now;
	struct store_result result;
	struct str pack;		/* claims of one record */
	struct hash *hash;		/* for ids */
};

/* lock.c: one writer at a time; a dead process holds nothing. Once the file is
 * there: two names of one store have one lock. */
int lock_name(struct store *s, struct err *e);
int lock_take(struct store *s, int64_t wait_ms, bool *taken, struct err *e);
void lock_drop(struct store *s);

/* beside.c: before the files are opened, and, as the writer, when they are. */
int beside_check(struct store *s, struct err *e);
void beside_note(struct store *s);

/* turn.c */
void turns_close(struct store *s);
bool turns_changed(struct store *s);	/* another has taken one since */

/* migrate.c */
int migrate(struct store *s, struct err *e);

/* undo.c: removes all traces but the row of every unfinished fetch. */
int undo_dead(struct store *s, const char *why, struct err *e);
int undo_fetch(struct store *s, int64_t fetch, const char *outcome,
	       struct slice why, struct err *e);

/* put.c: spans of the contents that a whole list has brought. */
int spans_open(struct store_tx *tx, struct err *e);

/* put.c: undoes and tells why where `outcome` is given; frees. */
int tx_end(struct store_tx **tx, const char *outcome, struct err *e);

/* source_row.c */
int source_row(struct store *s, const struct source *src, int64_t *id,
	       struct err *e);
struct slice evidence_of(const struct store_fetch *f, int64_t now,
			 char buf[CLOCK_TEXT]);
int fetch_row(struct store *s, const struct store_fetch *f, int64_t source,
	      const char *outcome, struct slice why, int64_t *id,
	      struct err *e);

/* props.c */
int props_open(struct store *s, struct err *e);
/* False when no property that this thaw knows has the number. */
bool props_find(struct store *s, uint32_t number, enum property *out);

/* functions.c: thaw_...() in SQL */
int functions_add(struct store *s, struct err *e);

/* ahead.c: 1 where the record was read ahead and still says the same, 0: look
 * it up, and tell the one that was found to ahead_follow. */
int ahead_find(struct store_tx *tx, const struct record *rec,
	       struct known *k, struct err *e);
int ahead_follow(struct store_tx *tx, int64_t record, struct err *e);
void ahead_close(struct ahead **a);

/* names.c: where the fetch, being accepted, moved names, they get a stamp. */
int names_stamp(struct store_tx *tx, struct err *e);

/* content.c: writes a content that its record never had before, and touches
 * it. */
int content_add(struct store_tx *tx, const struct record *rec, int64_t record,
		int64_t *content, struct err *e);

/* splice.c: a version between versions. `content` 0: absent. */
int splice_record(struct store_tx *tx, int64_t record, int64_t content,
	   struct err *e);
int splice_gone(struct store_tx *tx, int64_t record, bool *had, struct err *e);
int splice_absent(struct store_tx *tx, struct err *e);

/* patch.c: lays a RECORD_PATCH over what its record says at the date, and
 * hands the whole to `put` with the tx. */
int patch_put(struct store_tx *tx, const struct record *patch, int64_t record,
	      record_fn *put, struct err *e);

/* touch.c: what an accepted fetch changes in the shown tables. */
int touch_begin(struct store *s, struct err *e);
void touch_end(struct store *s);
int touch(struct store *s, int64_t content, struct err *e);
/* A content that nothing but its subject depends on. */
int touch_subject(struct store *s, int64_t subject, struct err *e);
int touch_spread(struct store_tx *tx, struct err *e);
/* Rows of a view that the days since `from` have changed. */
int touch_day(struct store *s, const struct shape *shape, const char *table,
	      struct slice from, struct slice today, struct err *e);

/* body.c: long texts. */
int body_save(struct store *s, int64_t content, int64_t seq,
	      struct slice text, struct err *e);
int body_load(struct store *s, int64_t content, int64_t seq,
	      struct arena *mem, struct slice *text, struct err *e);
void bodies_close(struct bodies **b);

/* gather.c: facts at a date of the subjects [first, end), one after another,
 * without those of which nothing was ever accepted. */
struct gather_what {
	int64_t first, end;
	const char *kind;	/* NULL: of any */
	struct slice at;	/* a date with "~" behind, or NOW */
	bool all;		/* also what stopped counting, and long texts */
	bool aside;		/* asked by the function of another gather */
};
/* Facts live in the arena, which the function may empty when it is done. */
typedef int facts_fn(void *ctx, int64_t subject, const struct facts *f,
		     struct err *e);
int gather(struct store *s, const struct gather_what *w, struct arena *mem,
	   facts_fn *fn, void *ctx, struct err *e);
facts_fn gather_one;	/* of one subject: ctx is the struct facts to fill */
/* By property, newest first: the order of facts. 0: nothing but their place
 * tells them apart. */
int fact_order(const struct fact *a, const struct fact *b);

/* trend.c: sizes of a list under the programmes that the measure ever had. */
void trend_load(struct store *s, int64_t measure, struct slice source,
		struct slice at, struct slice from, struct arena *mem,
		struct trend *out);

/* lookup.c: few parties are covered by a measure; while many are filled, that
 * is known without a question about each. */
int covers_load(struct store *s, struct err *e);
void covers_free(struct store *s);
int lookup_make(struct store *s, int64_t subject, struct slice at,
		struct arena *mem, struct lookup *out, struct err *e);

/* put.c: the source's own word that a record has ended. */
int record_gone(struct store_tx *tx, int64_t record, struct err *e);

/* cited.c: what cites the document of a subject, into `out`. */
int cited_load(struct store *s, int64_t subject, struct slice at,
	       struct arena *mem, struct facts *out, struct err *e);

/* claims.c: the claims of a content without its long texts; slices are pieces
 * of the packed bytes, which must live as long. */
struct claims {
	struct claim *list;
	size_t n;
};
int claims_unpack(struct store *s, struct slice bytes, struct arena *mem,
		  struct claims *out, struct err *e);
/* As claims_unpack; all lives in mem. No such content: none. */
int claims_load(struct store *s, int64_t content, struct arena *mem,
		struct claims *out, struct err *e);
/* The first value of the property, or absent. */
struct slice claims_value(const struct claims *c, enum property prop);

/* diff.c: what two contents say differently, by property; texts in mem. */
struct difference {
	enum property prop;
	struct slice before, after;	/* "a; b", absent where nothing */
};
struct differences {
	struct difference list[PROP_COUNT];
	size_t n;
};
int diff(const struct claims *old, const struct claims *new,
	 struct arena *mem, struct differences *out, struct err *e);

/* rekey.c: pairs of entries that fetch only gave another key; those found
 * before are forgotten. */
int rekey_find(struct store *s, int64_t fetch, struct err *e);

/* change.c: derives the changes that the fetch, just accepted, makes or
 * moves. */
int change_update(struct store_tx *tx, struct err *e);
/* Derives all of them once, in a store from before there were any. */
int change_check(struct store *s, struct err *e);

/* change_fill.c: all rows of the view of changes at a date; those of
 * temp.fresh; and away with those of the records in temp.moved. */
int change_fill(struct store *s, const struct shape *shape, const char *table,
		struct slice at, struct err *e);
int change_fill_fresh(struct store *s, struct err *e);
int change_forget(struct store *s, struct err *e);

/* Rows of one change are numbered change * CHANGE_ROOM and on. */
enum { CHANGE_ROOM = 1024 };

/* teller.c: acts of release by date, of the shown rows. */
size_t acts_between(struct store *s, struct slice from, struct slice until,
		    struct arena *mem, const struct act_row **out);

/* shown_write.c: the tables of one shape, while rows are written. The caller
 * may hand in a memo; words wait until filler_finish. */
enum { FILLER_WORDS = 32 };	/* with one statement */
struct filler {
	struct store *s;
	const struct shape *shape;
	const char *table;
	bool empty;		/* at first: no row has to give way */
	bool unindexed;		/* its index is to be made again */
	struct hay_memo *memo;
	struct sqlite3_stmt *row, *text, *word, *words, *words_of, *unword;
	struct sqlite3_stmt *remove, *remove_text;
	struct str hay, low;
	/* Words to come in, several with one statement. */
	struct str waiting;
	size_t n_waiting;
	struct { int64_t place, key; size_t at, n; } wait[FILLER_WORDS];
};
void filler_open(struct filler *f, struct store *s, const struct shape *shape,
		 const char *table, bool empty);
int filler_write(struct filler *f, int64_t key, const struct row *row,
		 struct err *e);
int filler_remove(struct filler *f, int64_t key, struct err *e);
int filler_finish(struct filler *f, struct err *e);
void filler_close(struct filler *f);

/* shown_fill.c: rows of all subjects of the shape's kind; of the dirty ones,
 * in the tables of all shapes. */
int shown_fill(struct store *s, const struct shape *shape, const char *table,
	       struct slice at, struct err *e);
/* `only` NULL: into all tables. */
int shown_fill_dirty(struct store *s, const struct shape *only, struct err *e);
/* And what the parties of listings among them change. */
int shown_fill_all(struct store *s, struct err *e);

/* shown.c */
int shown_check(struct store *s, struct err *e);	/* rebuilds if needed */
/* Fills what the date alone has changed since it was last filled; left for the
 * next time where another process is writing. */
int shown_turn(struct store *s, struct err *e);
/* The same for a store that stays open: true where rows may be others now. */
bool shown_turned(struct store *s);
/* Makes and fills a temporary table of the rows at a date. */
int shown_temp(struct store *s, const struct shape *shape, struct slice at,
	       struct str *table, struct err *e);
/* Its rows are kept in a table, or made whenever they are asked for. */
bool shown_has(const struct shape *shape);
bool shown_made(const struct shape *shape);
void shown_name(const struct shape *shape, struct str *out);
/* Makes a temporary table for rows that the caller puts in, in a transaction. */
int shown_empty(struct store *s, const struct shape *shape, struct str *table,
		struct err *e);
int shown_drop(struct store *s, const char *table, struct err *e);
/* The index of the view's own order, which is made in one go faster than row
 * by row. */
int shown_index(struct store *s, const struct shape *shape, struct err *e);
int shown_unindex(struct store *s, const struct shape *shape, struct err *e);
/* A cell that is shown and sorted by, but never scanned: it stands aside, in
 * TABLE_text. */
bool shown_aside(const struct column *c);
/* The cell of a row `t` as SQL. */
void shown_cell(struct str *out, const char *table, const struct column *c);
/* It stands in the index of the view's own order too. */
bool shown_covered(const struct column *c);
/* Its values stand in TABLE_word too. */
bool shown_posted(const struct column *c);

/* spelled.c: o.fold() of a text that was folded lately. */
void spelled_open(struct store *s);
void spelled_close(struct store *s);
void spelled(const struct store *s, struct str *out, struct slice text);

/* hay.c: the text of a row as it is searched, a piece for each column of text
 * or words. hay_piece() is -1 for other columns. */
int hay_piece(const struct shape *shape, size_t column);
enum { HAY_PIECE_END = 0xFF };	/* behind each: a byte that is in no text */
/* Words come again and again: what was made of them last is kept. */
enum { MEMO_SLOTS = 256, MEMO_KEY = 31, MEMO_TEXT = 95 };
struct hay_memo {
	struct {
		unsigned char n, n_text;	/* 0: none */
		char key[MEMO_KEY];
		char text[MEMO_TEXT];
	} slot[MEMO_SLOTS];
};
int hay_make(const struct store *s, struct hay_memo *memo, struct str *out,
	     const struct shape *shape, const struct row *row, struct err *e);
/* What packed claims say of the listing itself, into their bytes; most say
 * nothing. */
int packed_terms(struct store *s, struct slice claims, struct listing_terms *t,
		 struct err *e);
/* A word as it is looked for: as it is spelled, anywhere; as it sounds, from
 * the start of a word ("sounded" begins with a blank), and where `ends` is not
 * empty with one of those behind, LF between them; "$" is the end of a word.
 * Empty ones are in none. */
struct needle {
	struct slice spelt, sounded, ends;
	struct slice key;	/* as it sounds, if nothing follows */
};
/* Is it in a piece (-1: any)? The hay may be damaged. */
bool hay_has(struct slice hay, int64_t piece, const struct needle *x);
/* How well it fits the piece that says what a row is called, the best first. */
enum hay_rank {
	RANK_WORD,	/* a whole word, as it is spelled */
	RANK_SOUND,	/* a whole word in another spelling */
	RANK_FRONT,	/* the front of a word, in any */
	RANK_INSIDE,
	RANK_ELSEWHERE,	/* not there */
};
enum hay_rank hay_rank(struct slice hay, int64_t piece,
		       const struct needle *x);
/* Of one line as it is spelled. */
enum hay_rank hay_rank_spelt(struct slice line, struct slice word);
/* What follows the front of a needle is one of its ends. */
bool hay_goes_on(struct slice rest, struct slice ends);

/* needle.c: what is looked for where the user wrote the word; half typed it
 * may go on, whole it does not. Nothing in it: it is in every row. */
int needle_make(struct needle *x, const struct store *s, struct slice word,
		bool whole, struct arena *mem, struct err *e);

/* order.c: `t."c1" IS NULL, t."c1" COLLATE NOCASE DESC, ..., t."id"`; without
 * a table, for an index: without "t.". `rank` is how well a row matches; NULL
 * or "": all do alike. */
void order_add(struct str *out, const char *table, const struct shape *shape,
	       const struct query *q, const char *rank);
/* The query is in the view's own order, how well rows match aside. */
bool order_is_own(const struct shape *shape, const struct query *q);

/* where.c */
struct where {
	struct arena mem;
	struct str sql;		/* "1" when there is no term */
	struct str rank;	/* how well the row matches, where the query
				 * asks for that order and has words */
	bool scans;		/* asks cells that no index has */
	bool aside;		/* asks other tables than that of the rows */
	struct slice *value;
	size_t n, cap;
};
/* Of the rows `t` of a shown table. */
int where_make(struct where *w, struct store *s,
	       const struct shape *shape, const char *table,
	       const struct query *q, struct err *e);
void where_bind(const struct where *w, struct sqlite3_stmt *st);
void where_free(struct where *w);

/* window.c: a statement for the cells of one row by its key, and that row: 1,
 * or 0 where it is gone. Cells die at the next step or sql_reset(). */
struct sqlite3_stmt *row_make(struct store *s, const struct shape *shape,
			      const char *table, struct err *e);
int row_get(struct store *s, struct sqlite3_stmt *st,
	    const struct shape *shape, int64_t key, struct row *out,
	    struct err *e);

/* The table of a query's rows; *temp: dropped by shown_drop() when it is over
 * (also after -1, where it has a name). */
int shown_choose(struct store *s, const struct shape *shape,
		 const struct query *q, struct str *table, bool *temp,
		 struct err *e);

/* own.c: writes the row that `st` makes of the subject `id`, which must be. */
int own_say(struct store *s, struct sqlite3_stmt *st, struct slice id,
	    struct err *e);

/* own_watch.c: rows of hits until `at`, or of watches; the watches, in mem;
 * one by one, own_watch_add() notes what matches. */
int watch_fill(struct store *s, const struct shape *shape, const char *table,
	       struct slice at, struct err *e);
int watches_load(struct store *s, struct arena *mem, struct watch **list,
		 size_t *n, struct err *e);
/* watch_look.c: notes as told what the new watch matches now. */
int watch_note(struct store *s, const struct watch *w,
	       struct watch_found *out, size_t *n, struct err *e);

/* moment.c: the day that a date with "~" behind means; of NOW, today. */
struct slice day_of(const struct store *s, struct slice at,
		    char buf[CLOCK_TEXT]);
/* The date of a query with "~" behind, or NOW. */
struct slice at_date(const struct pdate *d, char buf[PDATE_TEXT + 1]);

/* records, version and oldest of the source, in force at a date (store/log.c) */
int version_load(struct store *s, struct slice key, struct slice at,
		 struct arena *mem, struct source_state *out, struct err *e);

#endif
