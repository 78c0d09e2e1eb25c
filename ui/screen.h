/* The whole screen as a machine without a terminal: keys go in, a surface
 * comes out, wishes (quit, refresh, redraw) are left to be taken. ui/loop.c
 * joins it to a terminal; golden tests drive it as it is.
 */
#ifndef THAW_UI_SCREEN_H
#define THAW_UI_SCREEN_H

#include "model/filter_text.h"
#include "model/settings.h"
#include "model/widen.h"
#include "ui/detail.h"
#include "ui/edit.h"
#include "ui/choices.h"
#include "ui/commands.h"
#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/inquiry.h"
#include "ui/input_event.h"
#include "ui/list.h"
#include "ui/menu.h"
#include "ui/offers.h"
#include "ui/pictures.h"
#include "ui/place.h"
#include "ui/progress.h"
#include "ui/run.h"
#include "ui/screen_parts.h"
#include "ui/session.h"
#include "ui/timepane.h"

struct screen_options {
	const struct data *data;
	const struct desks *desks;	/* to choose from; NULL: there are none */
	const struct sources *sources;	/* whose groups desks name */
	/* Adds it to those; NULL: none can be. */
	int (*desk_add)(void *ctx, const struct desk *d, struct err *e);
	void *desk_ctx;
	const struct progress *progress;
	struct command_run *run;		/* the caller's; NULL: no commands */
	const struct command_ops *commands;	/* NULL: likewise */
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
	MODE_INQUIRY, MODE_TIMELINE, MODE_PICTURES,
	MODE_ASK,		/* over the detail */
	MODE_VERDICT,		/* likewise, of a conflict */
	MODE_WORK,		/* what came of a recommendation */
	MODE_EXPORT,		/* the file's name is typed */
	MODE_SAVE_DESK,		/* its title is typed */
	MODE_MENU,		/* over the panes or a detail */
	MODE_COMMAND,		/* ":" is typed, over what is under it */
	MODE_SEEK,		/* "/" is typed, over a text */
	MODE_OUTPUT,		/* what a command printed */
	MODE_WELCOME,		/* the greeting, over the panes */
	MODE_COUNT
};

struct screen;

/* What is done with what was chosen from a menu, which is closed before; it may
 * open another one. */
typedef void menu_fn(struct screen *s, const struct menu_item *item,
		     enum action act);

/* What a mode does with a key and how it looks; NULL: as the panes do. */
struct mode_row {
	void (*key)(struct screen *s, uint32_t key);
	/* What stands between headline and foot. */
	void (*body)(struct screen *s, struct surface *to, struct rect at);
	/* What stands over the panes. */
	void (*over)(struct screen *s, struct surface *to, struct rect at);
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

typedef void act_fn(struct screen *s, enum action act);

struct screen {
	struct screen_options o;
	struct keymap keymap;
	struct pane_state pane[PANE_COUNT];
	size_t focus;
	size_t other;		/* stands beside the mission's panes */
	enum screen_mode mode;
	enum screen_mode under;	/* MODE_COMMAND, MODE_SEEK: over this one */
	enum screen_mode before;	/* the help, an output: from here */
	size_t before_top, before_pick;	/* likewise, what stood there */
	struct {		/* about a pane without rows */
		const struct pane_state *pane;	/* NULL: none is known */
		struct str filter;	/* ... under this filter */
		struct widen ways;
		bool named;	/* names that are alike were looked for */
	} advice;
	struct welcome welcome;
	struct str here;	/* what the keys do where the help was called */
	struct command command;
	struct offers offers;	/* of the line that is typed */
	struct seek seek;
	struct edit edit;
	bool edit_waits;	/* for Enter: an earlier day costs seconds */
	struct facet facet;
	struct err facet_err;
	enum screen_mode home;	/* where a detail leads back to, if not to an
				 * inquiry: the panes, or a picture */
	struct timepane timepane;
	struct pictures pictures;
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
	int detail_cols;	/* width that they have on the screen */
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
	bool late;		/* something was given up: draw it again */
	struct unread unread;
	struct str headline;
	int64_t refreshed_at;	/* told with the headline */
	int64_t due_at;		/* when a source is asked by itself; 0: never */
	bool headline_dirty;
	bool headline_told;	/* whose word each number is */
	bool amiss;		/* the store is not where it was */
	struct str message;	/* stands until the next key */
	bool message_bad;
	int split_x, split_y;	/* where the divider stands, of 1,000; 0: in
				 * the middle */
	struct layout shown;	/* drawn last: what the mouse points at */
	struct rect lines_at;	/* likewise, of the detail and the help */
	struct foot_spots spots;	/* likewise, of what can be clicked */
	struct drag drag;
	bool pasting;		/* more of it follows */
	char open_id[LIST_ID];	/* of the subject that is open, as asked for */
	bool open_stale;	/* the data have changed since it was read */
	bool open_gone;		/* it is no more: as it was last */
	bool beside;		/* the detail stands beside the list, */
	int split_permille;	/* which has so much of the width, or height */
	bool full;		/* ... but this one has all of it */
	size_t number;		/* typed before `o`: of a link */
	struct menu menu;	/* of MODE_MENU */
	const char *menu_title;
	menu_fn *menu_took;
	char desk[SESSION_NAME];	/* name of it; "": everything */
	struct session session;	/* of all desks, as last noted */
	struct places places;
	struct undo undo;
	enum held held;
	/* wishes */
	bool quit, redraw, refresh;
	unsigned leaving;	/* when these are done: LEAVE_* */
	bool exports;		/* ... by the program with these words */
	struct str export_args;
	bool export_asks;	/* whether the file is replaced */
	const struct writer *export_as;	/* NULL: as its ending says */
	bool opens;		/* ... this with the browser */
	struct str open_url;
	bool copies;		/* ... this into the terminal's clipboard */
	struct str copy;
	bool dresses;	/* ... in this theme */
	enum theme_kind theme;
	bool start;	/* command.words are to be run */
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
/* Begins at a desk ("": everything), or where a session (ui/session.h) left
 * off; `desk_too`: at its desk. What makes no sense is said, and left. */
void screen_begin_desk(struct screen *s, struct slice name);
int screen_resume(struct screen *s, struct slice text, bool desk_too,
		  struct err *e);
/* Appends where the user is now, for the next start. */
void screen_session(struct screen *s, struct str *out);
/* Another desk, where the user left it. */
void screen_go_desk(struct screen *s, struct slice name);
const struct desk *screen_desk(const struct screen *s);	/* NULL: none */
/* The data may be other now: every pane asks again when it is next drawn. */
void screen_reload(struct screen *s);
void screen_say(struct screen *s, bool bad, const char *text);
/* What was to be kept could not be; all is as it was. */
void screen_say_unkept(struct screen *s, const struct err *e);
void screen_draw(struct screen *s, struct surface *to);

/* Between screen.c, screen_act.c and screen_draw.c. */
struct pane_state *screen_focused(struct screen *s);
bool screen_query(struct screen *s, const struct pane_state *p,
		  struct slice filter, struct query *q, struct err *e);
/* The rows are wanted under this filter; asked for when they are needed. */
void screen_refilter(struct screen *s, struct pane_state *p,
		     struct slice filter);
/* The filter that is to be come back to: the last one that was understood. */
struct slice screen_filter(struct screen *s, const struct pane_state *p);
/* Rows of the pane; `hurry`: unless a key comes first. */
void screen_load(struct screen *s, struct pane_state *p, bool hurry);
void screen_act(struct screen *s, enum action act);
/* What the key asked for has no sense here; it has in the panes. */
void screen_say_elsewhere(struct screen *s, enum action act);
/* Of the focused pane, of rows that its filter asks for. */
struct list *screen_list(struct screen *s);
/* screen_row.c: what is done to the row under the cursor. */
void screen_open_row(struct screen *s, enum action act);
void screen_mark_row(struct screen *s, enum action act);
void screen_dismiss(struct screen *s, enum action act);
void screen_link(struct screen *s, enum action act);
void screen_next_new(struct screen *s, enum action act);
bool screen_unread(struct screen *s);	/* one step; true: more is left */
void screen_close_detail(struct screen *s);
/* Nothing is loaded any more. */
void screen_forget(struct screen *s);
/* What is known of the row: 1, 0: nothing more, or -1. The mode stays. */
int screen_load_row(struct screen *s, const struct list_row *r,
		    struct err *e);
/* Makes those of the subject or the help, if there are none for the width. */
void screen_make_lines(struct screen *s);
/* The same for an id; false where there is nothing. */
bool screen_reopen(struct screen *s, struct slice id);
/* Appends the link of the row under the cursor, or says that it has none. */
bool screen_row_link(struct screen *s, struct str *out);
/* Of a source, in full; in mem. 1, or -1. */
int screen_source_text(struct screen *s, const struct row *r,
		       struct arena *mem, struct slice *out, struct err *e);
/* screen_anew.c: what is open is read again, if the data have changed. */
void screen_look_anew(struct screen *s);
/* screen_mark.c: marked rows, and what can be taken back. */
void screen_mark_turn(struct screen *s, enum action act);
void screen_mark_read(struct screen *s, struct slice id);
void screen_unmark(struct screen *s);
void screen_take_back(struct screen *s, enum action act);
/* The ids that an act means: all that are marked, else the row under the
 * cursor, which is put into *one; they live in mem, or as long as the page. */
size_t screen_meant(struct screen *s, struct slice *one,
		    const struct slice **out, struct arena *mem);
/* A verdict was given: what it was before, and what is taken back while it is
 * still the last word. */
void screen_undo_verdict(struct screen *s, const struct store_conflict *before,
			 struct slice verdict, struct slice note);
void undo_free(struct undo *u);
/* screen_copy.c */
void screen_copy_row(struct screen *s, enum action act);
void screen_copy_link(struct screen *s, enum action act);
void screen_copy_lines(struct screen *s, enum action act);
void screen_copy_text(struct screen *s, struct slice text);
/* screen_menu.c: a menu is begun, filled with menu_add(), then opened. */
void screen_menu_begin(struct screen *s, const char *title, menu_fn *took);
void screen_menu_open(struct screen *s);
void screen_menu(struct screen *s, uint32_t key);
void screen_draw_menu(struct screen *s, struct surface *to, struct rect at);
void screen_menu_hints(const struct screen *s, struct str *out);
/* screen_beside.c */
void screen_turn_beside(struct screen *s, enum action act);
void screen_move_divider(struct screen *s, enum action act);
void screen_beside_focus(struct screen *s, bool detail);
void screen_draw_beside(struct screen *s, struct surface *to,
			struct rect body);
/* screen_related.c: what a subject leads to, and the links it cites. */
void screen_related(struct screen *s, enum action act);
void screen_links(struct screen *s, enum action act);
/* There is one of that number; else that is said. */
bool screen_has_link(struct screen *s, size_t number);
void screen_open_link(struct screen *s, struct slice url);
/* screen_draw.c: one pane; all that are on the screen. */
void screen_draw_pane(struct screen *s, struct surface *to, size_t pane,
		      struct rect at, bool boxed);
/* The user is in a detail, or in something that stands over it. */
bool screen_inside(const struct screen *s);
/* screen_held.c */
bool screen_say_held(const struct screen *s, const struct shape *shape,
		     const struct row *r, const char *column, struct str *out);
void screen_turn_held(struct screen *s, enum action act);
void screen_set_held(struct screen *s, enum held held);
/* Columns that say how long, as it is told now: "held_text". */
const char *screen_held_columns(const struct screen *s);
/* screen_export.c */
void screen_begin_export(struct screen *s, enum action act);
void screen_export_as(struct screen *s, struct slice format,
		      struct slice file);
void screen_export(struct screen *s, uint32_t key);
void screen_draw_export(struct screen *s, struct surface *to, int y);
void screen_export_hints(const struct screen *s, struct str *out);
/* screen_source.c */
bool screen_say_source(const struct screen *s, const struct shape *shape,
		       const struct row *r, const char *column,
		       struct str *out);
/* Appends each attempt to ask the source, in words. */
int screen_attempts(struct screen *s, struct slice key, struct str *out,
		    struct err *e);
/* screen_facet.c */
void screen_begin_facet(struct screen *s, enum action act);
void screen_facet(struct screen *s, uint32_t key);
void screen_facet_hints(const struct screen *s, struct str *out);
/* screen_desk.c */
void screen_choose_desk(struct screen *s, enum action act);
void screen_save_desk(struct screen *s, uint32_t key);
void screen_draw_save_desk(struct screen *s, struct surface *to, int y);
/* screen_place.c: where we are is written down before we go elsewhere. */
void screen_here(struct screen *s, struct place *to);
void screen_leave(struct screen *s);
void screen_place(struct screen *s, enum action act);
/* Goes there; of the list alone, whatever has the focus. */
void screen_put(struct screen *s, const struct place *to);
void screen_put_list(struct screen *s, const struct place *to);
/* screen_act.c: puts the focus there, and nothing else. */
void screen_focus(struct screen *s, size_t pane);
/* screen_lines.c: keys over a subject or the help. */
void screen_lines(struct screen *s, enum action act);
void screen_answer(struct screen *s, uint32_t key);
/* screen_verdict.c: a conflict and what is said of it. */
int screen_load_conflict(struct screen *s, struct slice id,
			 struct slice name, struct err *e);
bool screen_open_conflict(struct screen *s, struct slice id,
			  struct slice name);
void screen_again_conflict(struct screen *s);
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
/* What the mode stands over: the mode itself, as a rule. */
enum screen_mode screen_under(const struct screen *s);
/* screen_command.c: the ":" line. */
void screen_begin_command(struct screen *s, enum action act);
void screen_command(struct screen *s, uint32_t key);
void screen_draw_command(struct screen *s, struct surface *to, int y);
/* Runs a line as if it had been typed. */
void screen_do(struct screen *s, struct slice line);
/* screen_native.c: commands of the screen itself. False: it is none. */
bool screen_native(struct screen *s, struct slice line);
void screen_propose_native(struct screen *s, struct slice line,
			   struct proposals *out);
/* screen_set.c: settings that can be other at once. */
bool screen_is_setting(struct slice name);	/* or absent */
void screen_set(struct screen *s, struct slice rest);
void screen_propose_set(struct slice line, size_t from,
			struct proposals *out);
/* screen_output.c: a command of thaw beside the screen, and what it prints. */
void screen_run(struct screen *s, char **words);
void screen_run_failed(struct screen *s, const struct err *e);
/* The loop has read from it, or it has ended. */
void screen_ran(struct screen *s);
void screen_show_output(struct screen *s);
/* Puts the help or the output over what is there, and takes it away. */
void screen_show_help(struct screen *s);
void screen_show_text(struct screen *s, enum screen_mode mode);
void screen_leave_text(struct screen *s);
void screen_output_lines(struct screen *s, int cols, struct err *e);
void screen_output(struct screen *s, uint32_t key);
/* screen_seek.c: a text is searched. */
void screen_begin_seek(struct screen *s);
void screen_seek(struct screen *s, uint32_t key);
/* What is sought is another. */
void screen_sought(struct screen *s);
/* The match that was gone to stands there now. */
void screen_seek_moved(struct screen *s, size_t line);
void screen_seek_next(struct screen *s, int by);
void screen_seek_clear(struct screen *s);
void screen_draw_seek(struct screen *s, struct surface *to, int y);
/* screen_empty.c: why there are no rows, and what would give some. */
void screen_draw_empty(struct screen *s, struct pane_state *p,
		       struct surface *to, struct rect at);
void screen_take_advice(struct screen *s, enum action act);
bool screen_has_advice(struct screen *s);
void screen_forget_advice(struct screen *s);
/* screen_welcome.c: the first minute. */
void screen_begin_welcome(struct screen *s);
void screen_welcome(struct screen *s, uint32_t key);
void screen_draw_welcome(struct screen *s, struct surface *to,
			 struct rect at);
/* screen_complete.c: the menu of the filter and of ":". */
bool screen_tab(struct screen *s, struct edit *ed, uint32_t key);
void screen_offers_typed(struct screen *s, struct edit *ed);
/* screen_picture.c: the timeline, kept while it is closed. */
void screen_begin_timeline(struct screen *s, enum action act);
void screen_timeline(struct screen *s, uint32_t key);
void screen_draw_timeline(struct screen *s, struct surface *to,
			  struct rect at);
bool screen_timeline_asks(const struct screen *s);
void screen_draw_timeline_edit(struct screen *s, struct surface *to, int y);
void screen_timeline_hints(const struct screen *s, struct str *out);
/* Likewise the pictures. */
void screen_begin_pictures(struct screen *s, enum action act);
void screen_pictures(struct screen *s, uint32_t key);
void screen_draw_pictures(struct screen *s, struct surface *to,
			  struct rect at);
void screen_pictures_hints(const struct screen *s, struct str *out);
void screen_close_picture(struct screen *s);	/* to the panes */
/* screen_foot.c: the first key of an action and our word for it. */
void screen_add_hint(const struct screen *s, enum action act,
		     const char *word, struct str *out);
/* screen.c: the filter is typed. */
void screen_edit(struct screen *s, uint32_t key);
/* screen_foot.c: the last line; the key of the hint that was drawn there, or
 * KEYCODE_NONE. */
uint32_t screen_foot_key(const struct screen *s, int y, int x);
void screen_draw_foot(struct screen *s, struct surface *to, int y);
/* screen_draw.c: the subject that is open, or the help. */
void screen_draw_lines(struct screen *s, struct surface *to, struct rect at);
void screen_draw_edit(struct screen *s, struct surface *to, int y);
void screen_draw_ask(struct screen *s, struct surface *to, int y);
void screen_ask_hints(const struct screen *s, struct str *out);
void screen_draw_note(struct screen *s, struct surface *to, int y);
/* False where there is nothing to open, which is said. */
bool screen_open_subject(struct screen *s, struct slice id);

#endif
