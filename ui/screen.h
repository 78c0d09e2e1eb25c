/* The whole screen as a machine without a terminal: keys go in, a surface
 * comes out, wishes (quit, refresh, redraw) are left to be taken. ui/loop.c
 * joins it to a terminal; golden tests drive it as it is.
 */
#ifndef THAW_UI_SCREEN_H
#define THAW_UI_SCREEN_H

#include "model/settings.h"
#include "ui/detail.h"
#include "ui/edit.h"
#include "ui/choices.h"
#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/inquiry.h"
#include "ui/input_event.h"
#include "ui/list.h"
#include "ui/progress.h"

struct screen_options {
	const struct data *data;
	struct slice title;		/* of the desk */
	/* The desk's filter of a view; NULL: none. */
	struct slice (*desk_filter)(void *ctx, const char *view);
	void *desk_ctx;
	const struct progress *progress;
	/* Rows that take long are given up for now when this says so: a key
	 * waits. NULL: never. */
	bool (*hurry)(void *ctx);
	void *hurry_ctx;
	bool clock;			/* the time stands in the foot */
	bool frugal;			/* the cursor is a marker only */
	bool reader;			/* in words, for a screen reader */
	struct slice keys;		/* content of keys.conf */
	const char *keys_name;		/* its path, for messages */
};

enum screen_mode {
	MODE_PANES, MODE_EDIT, MODE_FACET, MODE_DETAIL, MODE_HELP,
	MODE_INQUIRY,
	MODE_ASK,		/* over the detail */
	MODE_VERDICT,		/* likewise, of a conflict */
	MODE_WORK,		/* what came of a recommendation */
	MODE_COUNT
};

struct screen;

/* What a mode does with a key and how it looks; NULL: as the panes do. */
struct mode_row {
	void (*key)(struct screen *s, uint32_t key);
	/* What stands between headline and foot. */
	void (*body)(struct screen *s, struct surface *to, struct rect at);
	/* The line above the foot, where something is asked or typed. */
	void (*input)(struct screen *s, struct surface *to, int y);
	bool (*asks)(const struct screen *s);	/* that line is there; NULL:
						 * where `input` is */
	/* Words at the left of the foot. */
	void (*hints)(const struct screen *s, struct str *out);
	bool firm;	/* ... stand before any message */
	/* What is pasted is typed here; NULL: keys would be meant. */
	bool (*types)(const struct screen *s);
	void (*mouse)(struct screen *s, const struct mouse *m);	/* NULL: the
						 * wheel is the arrows */
};
/* screen_mode.c: one row a mode. */
extern const struct mode_row modes[MODE_COUNT];

enum { SORT_VIEW = -1, SORT_BEST = -2 };

struct pane_state {
	struct list list;
	struct str filter;	/* that the rows stand under, or would */
	struct err err;		/* why the filter was not understood */
	int sort;		/* column of the pane, or the view's order, or
				 * by how well rows match */
	bool down;
	bool dirty;		/* the rows must be opened again */
	bool fresh;		/* ... and are others: where they are sorted by
				 * match, the best one is looked at */
};

/* What was pressed and is held, or may become a double click. */
struct drag {
	bool across, down;	/* the divider goes along */
	int64_t at_ms;		/* of the click before; 0: none */
	int y, x;
};

struct screen {
	struct screen_options o;
	struct keymap keymap;
	struct pane_state pane[PANE_COUNT];
	size_t focus;
	size_t other;		/* stands beside the mission's panes */
	enum screen_mode mode;
	struct edit edit;
	bool edit_waits;	/* for Enter: an earlier day costs seconds */
	struct facet facet;
	struct err facet_err;
	struct inquiry inquiry;	/* of MODE_INQUIRY, and under a detail */
	struct arena facts_mem;	/* of the subject that is open */
	struct facts facts;
	struct store_conflict conflict;	/* likewise, where one is open: its id
					 * is there */
	struct slice conflict_name;
	const char *verdict;	/* of MODE_VERDICT, once it is chosen */
	struct edit note;	/* likewise */
	struct slice row_text;	/* in facts_mem: of a row without claims */
	struct lines lines;	/* of the detail, or of the help */
	int lines_cols;		/* width that they were made for; 0: none */
	int cols;		/* of the surface drawn last */
	size_t top;		/* first line shown */
	size_t read;		/* for a screen reader: the line that it is at */
	size_t pick;		/* what is chosen in the detail; 0: nothing */
	struct ask {		/* of MODE_ASK: what is done on "y" */
		enum tie_word word;
		char a[LIST_ID], b[LIST_ID];	/* b "": a alone */
		struct str text, why, done;
	} ask;
	char work_id[LIST_ID];	/* of MODE_WORK */
	int page;		/* rows that a page key moves by */
	bool late;		/* rows that are shown were given up for now:
				 * it is to be drawn again */
	struct str headline;
	int64_t refreshed_at;	/* told with the headline */
	int64_t due_at;		/* when the next source is asked by itself; 0:
				 * none is */
	bool headline_dirty;
	struct str message;	/* stands until the next key */
	bool message_bad;
	int split_x, split_y;	/* where the divider stands, of 1,000; 0: in
				 * the middle */
	struct layout shown;	/* drawn last: what the mouse points at */
	struct rect lines_at;	/* likewise, of the detail and the help */
	struct drag drag;
	/* wishes */
	bool quit, redraw, refresh;
	bool copies;		/* ... this into the clipboard */
	struct str copy;
	struct str refresh_keys;	/* blank-separated; empty: all */
};

int screen_open(struct screen *s, const struct screen_options *o,
		struct err *e);
void screen_free(struct screen *s);
void screen_key(struct screen *s, uint32_t key);
/* screen_mouse.c: over the layout that was drawn last. */
void screen_mouse(struct screen *s, const struct mouse *m);
/* screen_mouse.c: text that was not typed, never keys. In the panes it becomes
 * the filter. */
void screen_paste(struct screen *s, struct slice text);
/* The data may be other now: every pane asks again when it is next drawn. */
void screen_reload(struct screen *s);
void screen_say(struct screen *s, bool bad, const char *text);
void screen_draw(struct screen *s, struct surface *to);

/* Between screen.c, screen_act.c and screen_draw.c. */
struct pane_state *screen_focused(struct screen *s);
bool screen_query(struct screen *s, const struct pane_state *p,
		  struct slice filter, struct query *q, struct err *e);
/* The rows are wanted under this filter; asked for when they are needed. */
void screen_refilter(struct screen *s, struct pane_state *p,
		     struct slice filter);
/* Rows of the pane; `hurry`: unless a key comes first. */
void screen_load(struct screen *s, struct pane_state *p, bool hurry);
void screen_act(struct screen *s, enum action act);
/* Of the focused pane, of rows that its filter asks for. */
struct list *screen_list(struct screen *s);
/* screen_row.c: what is done to the row under the cursor. */
void screen_open_row(struct screen *s, enum action act);
void screen_mark_row(struct screen *s, enum action act);
void screen_dismiss(struct screen *s, enum action act);
void screen_link(struct screen *s, enum action act);
void screen_next_new(struct screen *s, enum action act);
void screen_close_detail(struct screen *s);
/* Makes those of the subject or the help, if there are none for the width. */
void screen_make_lines(struct screen *s);
/* screen_lines.c: keys over a subject or the help. */
void screen_lines(struct screen *s, enum action act);
void screen_answer(struct screen *s, uint32_t key);
void screen_show_link(struct screen *s, struct slice url);
/* screen_verdict.c: a conflict and what is said of it. */
void screen_open_conflict(struct screen *s, const struct list_row *r);
/* Of the one that is open, or of the row under the cursor. */
void screen_ask_verdict(struct screen *s);
void screen_ask_row(struct screen *s, enum action act);
void screen_verdict(struct screen *s, uint32_t key);
void screen_verdict_hints(const struct screen *s, struct str *out);
/* screen_work.c: what came of the recommendation under the cursor. */
void screen_begin_work(struct screen *s, enum action act);
void screen_work(struct screen *s, uint32_t key);
void screen_draw_work(struct screen *s, struct surface *to, int y);
/* screen_linear.c: all above the foot, which is at row `rows`. */
void screen_draw_linear(struct screen *s, struct surface *to, int rows);
/* screen_mouse.c, of each mode. */
void screen_mouse_panes(struct screen *s, const struct mouse *m);
void screen_mouse_edit(struct screen *s, const struct mouse *m);
void screen_mouse_lines(struct screen *s, const struct mouse *m);
void screen_mouse_facet(struct screen *s, const struct mouse *m);
void screen_mouse_inquiry(struct screen *s, const struct mouse *m);
/* screen_inquire.c: a name that is screened. */
void screen_inquire(struct screen *s, uint32_t key);
void screen_draw_inquiry(struct screen *s, struct surface *to,
			 struct rect at);
void screen_inquiry_hints(const struct screen *s, struct str *out);
/* screen.c: the filter is typed. */
void screen_edit(struct screen *s, uint32_t key);
/* screen_draw.c: the subject that is open, or the help. */
void screen_draw_lines(struct screen *s, struct surface *to, struct rect at);
void screen_draw_edit(struct screen *s, struct surface *to, int y);
void screen_draw_ask(struct screen *s, struct surface *to, int y);
void screen_ask_hints(const struct screen *s, struct str *out);
void screen_draw_note(struct screen *s, struct surface *to, int y);
/* False where there is nothing to open, which is said. */
bool screen_open_subject(struct screen *s, struct slice id);

#endif
