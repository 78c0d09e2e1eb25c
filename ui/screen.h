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
#include "ui/list.h"
#include "ui/progress.h"

struct screen_options {
	const struct data *data;
	struct slice title;		/* of the desk */
	/* The desk's filter of a view; NULL: none. */
	struct slice (*desk_filter)(void *ctx, const char *view);
	void *desk_ctx;
	const struct progress *progress;
	bool clock;			/* the time stands in the foot */
	bool frugal;			/* the cursor is a marker only */
	struct slice keys;		/* content of keys.conf */
	const char *keys_name;		/* its path, for messages */
};

enum screen_mode {
	MODE_PANES, MODE_EDIT, MODE_FACET, MODE_DETAIL, MODE_HELP,
	MODE_INQUIRY,
};

struct pane_state {
	struct list list;
	struct str filter;	/* that the rows stand under, or would */
	struct err err;		/* why the filter was not understood */
	int sort;		/* column of the pane, -1: the view's order */
	bool down;
	bool dirty;		/* the rows must be opened again */
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
	struct lines lines;	/* of the detail, or of the help */
	int lines_cols;		/* width that they were made for; 0: none */
	size_t top;		/* first line shown */
	int page;		/* rows that a page key moves by */
	struct str headline;
	int64_t refreshed_at;	/* told with the headline */
	bool headline_dirty;
	struct str message;	/* stands until the next key */
	bool message_bad;
	/* wishes */
	bool quit, redraw, refresh;
	struct str refresh_keys;	/* blank-separated; empty: all */
};

int screen_open(struct screen *s, const struct screen_options *o,
		struct err *e);
void screen_free(struct screen *s);
void screen_key(struct screen *s, uint32_t key);
/* The data may be other now: every pane asks again when it is next drawn. */
void screen_reload(struct screen *s);
void screen_say(struct screen *s, bool bad, const char *text);
void screen_draw(struct screen *s, struct surface *to);

/* Between screen.c, screen_act.c and screen_draw.c. */
struct pane_state *screen_focused(struct screen *s);
bool screen_query(struct screen *s, const struct pane_state *p,
		  struct slice filter, struct query *q, struct err *e);
void screen_refilter(struct screen *s, struct pane_state *p,
		     struct slice filter);
void screen_load(struct screen *s, struct pane_state *p);
void screen_act(struct screen *s, enum action act);
void screen_close_detail(struct screen *s);
void screen_inquire(struct screen *s, uint32_t key);

#endif
