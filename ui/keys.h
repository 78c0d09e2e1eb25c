/* Every action of the screen, and the keys that ask for it.
 *
 * ACTIONS is the only list: the `?` pane, `thaw help keys` and keys.conf read
 * the same rows that act.
 */
#ifndef THAW_UI_KEYS_H
#define THAW_UI_KEYS_H

#include "base/str.h"

/* A key is a character or one of these. */
enum key {
	KEYCODE_NONE = 0,
	KEYCODE_UP = 0x110000, KEYCODE_DOWN, KEYCODE_LEFT, KEYCODE_RIGHT,
	KEYCODE_PGUP, KEYCODE_PGDN, KEYCODE_HOME, KEYCODE_END, KEYCODE_BACKTAB,
	KEYCODE_DELETE, KEYCODE_ALT_LEFT, KEYCODE_ALT_RIGHT,
	KEYCODE_F1,	/* F1 .. F12 follow each other */
	KEYCODE_LAST = KEYCODE_F1 + 12,
};
enum {
	KEYCODE_TAB = '\t', KEYCODE_ENTER = '\r', KEYCODE_ESC = 27,
	KEYCODE_BACKSPACE = 127,
};

/*        id          name            default keys     what it does */
#define ACTIONS(X) \
	X(UP,         "up",           "Up k",          "go up one row") \
	X(DOWN,       "down",         "Down j",        "go down one row") \
	X(PAGE_UP,    "page-up",      "PgUp ^B",       "go up one page") \
	X(PAGE_DOWN,  "page-down",    "PgDn ^F",       "go down one page") \
	X(TOP,        "top",          "Home g",        "go to the first row") \
	X(BOTTOM,     "bottom",       "End G",         "go to the last row") \
	X(NEXT_PANE,  "next-pane",    "Tab Right l",   "focus the next pane") \
	X(PREV_PANE,  "prev-pane",    "S-Tab Left h",  "focus the pane before") \
	X(PANE_1,     "pane-1",       "1",             "focus pane 1, Releases") \
	X(PANE_2,     "pane-2",       "2",             "focus pane 2, Sanctions") \
	X(PANE_3,     "pane-3",       "3",             "focus pane 3, Recommendations") \
	X(PANE_4,     "pane-4",       "4",             "focus pane 4, News") \
	X(PANE_5,     "pane-5",       "5",             "focus pane 5, Changes") \
	X(PANE_6,     "pane-6",       "6",             "focus pane 6, Disputed") \
	X(PANE_7,     "pane-7",       "7",             "focus pane 7, Sources") \
	X(PANE_8,     "pane-8",       "8",             "focus pane 8, Designations") \
	X(PANE_9,     "pane-9",       "9",             "focus pane 9, Release acts") \
	X(PANE_0,     "pane-0",       "0",             "focus pane 0, Watches") \
	X(PANE_BRIEF, "pane-brief",   "B",             "focus the pane Brief") \
	X(TIMELINE,   "timeline",     "t",             "timeline: releases above measures") \
	X(PICTURES,   "pictures",     "p",             "pictures: who is held, who is listed") \
	X(ZOOM_IN,    "zoom-in",      "+ =",           "timeline: nearer, down to days") \
	X(ZOOM_OUT,   "zoom-out",     "-",             "timeline: further, up to all of it") \
	X(OPEN,       "open",         "Enter",         "open it: every claim, and who says so") \
	X(BACK,       "back",         "q",             "go back; from the panes, quit") \
	X(CLEAR,      "clear",        "Esc",           "go back; in the panes, clear the filter") \
	X(QUIT,       "quit",         "Q",             "quit from anywhere") \
	X(FILTER,     "filter",       "/",             "filter while typing; search a text") \
	X(FACET,      "facet",        "f",             "choose values with their counts") \
	X(SORT,       "sort",         "s",             "sort by the next column, or best match") \
	X(SORT_TURN,  "sort-turn",    "S",             "turn the sort order round") \
	X(STAR,       "star",         "*",             "star the row, or take the star away") \
	X(READ,       "read",         "m",             "the row has been read, or is new again") \
	X(MARK,       "mark",         "Space",         "mark the row; m * x y mean all marked") \
	X(UNDO,       "undo",         "u",             "take back the last m, * or verdict") \
	X(COPY,       "copy",         "y",             "copy the row, or the marked rows") \
	X(COPY_LINK,  "copy-link",    "Y",             "copy the link of the row") \
	X(EXPORT,     "export",       "x",             "write what the pane shows to a file") \
	X(HELD,       "held",         "d",             "in pane 1, held since arrest or verdict") \
	X(WORK,       "work",         "e",             "in pane 3, say what came of it") \
	X(DISMISS,    "dismiss",      "D",             "in pane 0, take the hit away") \
	X(NEXT_NEW,   "next-new",     "n",             "next new row; next match in a text") \
	X(PREV_MATCH, "prev-match",   "N",             "in a text, the match before") \
	X(BESIDE,     "beside",       "w",             "list and detail side by side") \
	X(NARROWER,   "narrower",     "{",             "less room for the list beside a detail") \
	X(WIDER,      "wider",        "}",             "more room for it") \
	X(PLACE_BACK, "place-back",   "< Alt-Left",    "go back to where you were before") \
	X(PLACE_ON,   "place-on",     "> Alt-Right",   "... and forward again") \
	X(DESK,       "desk",         "b",             "choose a desk, or save this view as one") \
	X(MERGE,      "merge",        "M",             "in a party, a person: these are one") \
	X(SPLIT,      "split",        "X",             "in a party, a person: these are two") \
	X(SCREEN,     "screen",       "c",             "screen a name: who may be meant") \
	X(SAME,       "same",         "F5",            "screening: the same (y in the list)") \
	X(NOT_SAME,   "not-same",     "F6",            "screening: not the same (n in the list)") \
	X(UNSURE,     "unsure",       "F7",            "screening: unsure (u in the list)") \
	X(VERDICT,    "verdict",      "v",             "in pane 6: what you say of a conflict") \
	X(LINK,       "link",         "o",             "open the link of the row, or show it") \
	X(REFRESH,    "refresh",      "r",             "refresh the sources of this pane") \
	X(REFRESH_ALL, "refresh-all", "R",             "refresh all sources that are due") \
	X(COMMAND,    "command",      ":",             "run any command of thaw; Tab completes") \
	X(ADVICE,     "advice",       "a",             "no rows: take the first advice") \
	X(HELP,       "help",         "? F1",          "show these keys; / searches them") \
	X(REDRAW,     "redraw",       "^L",            "draw the screen afresh")

#define ACTION_ENUM(id, name, keys, help) ACT_##id,
enum action { ACT_NONE, ACTIONS(ACTION_ENUM) ACT_COUNT };
#undef ACTION_ENUM

struct action_row {
	const char *name;	/* in keys.conf */
	const char *keys;	/* by default */
	const char *help;
};
extern const struct action_row actions[ACT_COUNT];	/* [ACT_NONE] is empty */

enum { KEYMAP_MAX = 256 };

struct keymap {
	struct {
		uint32_t key;
		enum action act;
		int line;	/* of keys.conf; 0: by default */
	} bind[KEYMAP_MAX];
	size_t n;
};

void keymap_init(struct keymap *m);	/* the default keys */
/* Reads keys.conf: lines "name = Key Key", '#' begins a comment. An action
 * named there has only those keys; a key that is given twice, an action that is
 * named twice are mistakes. On failure *m is as it was. */
int keymap_conf(struct keymap *m, struct slice text, const char *name,
		struct err *e);
enum action keymap_find(const struct keymap *m, uint32_t key);
/* Appends "Up k" for the action. */
void keymap_keys(const struct keymap *m, enum action act, struct str *out);
/* Titles of the topics that the actions belong to, in their order, marked with
 * N_(); NULL at the end. */
const char *keymap_group(size_t group);
/* The title of the topic that the action begins; NULL: it begins none. */
const char *keymap_group_of(enum action act);
/* Appends one line for each action of the topic: keys, blanks, sentence. */
void keymap_help_group(const struct keymap *m, size_t group, struct str *out);
/* All topics, each with its title. */
void keymap_help(const struct keymap *m, struct str *out);

/* "Up" "S-Tab" "Alt-Left" "^L" "F1" "Space" or one character. False: no such key. */
bool keycode_parse(struct slice name, uint32_t *key);
void keycode_name(uint32_t key, struct str *out);

#endif
