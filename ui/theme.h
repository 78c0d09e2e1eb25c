/* What the cells of the screen mean, and how each meaning is dressed.
 *
 * Panes draw roles, never colours. Colour is never the only carrier of a
 * meaning: a word or a mark stands beside it. A role has a hue; a theme says
 * what that is, as one of 16 colours and as an exact one. The exact ones are
 * those of Okabe and Ito, which the colour-blind tell apart, made lighter or
 * darker until text in them has a contrast of 4.5 with the background that the
 * theme is for. theme.conf changes single roles. */
#ifndef THAW_UI_THEME_H
#define THAW_UI_THEME_H

#include "base/str.h"

enum colour {
	COLOUR_NONE = -1,	/* the terminal's own */
	COLOUR_BLACK, COLOUR_RED, COLOUR_GREEN, COLOUR_YELLOW,
	COLOUR_BLUE, COLOUR_MAGENTA, COLOUR_CYAN, COLOUR_WHITE,
};

enum look { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_REVERSE = 4, LOOK_LINE = 8 };

/*        id         letter  colour           look */
#define ROLES(X) \
	X(TEXT,      '.',   COLOUR_NONE,    0) \
	X(DIM,       'd',   COLOUR_NONE,    LOOK_DIM) \
	X(FRAME,     'f',   COLOUR_NONE,    LOOK_DIM) \
	X(FOCUS,     'F',   COLOUR_CYAN,    LOOK_BOLD) \
	X(HEADLINE,  'h',   COLOUR_NONE,    LOOK_BOLD) \
	X(HEADING,   'H',   COLOUR_NONE,    LOOK_LINE) \
	X(CURSOR,    'C',   COLOUR_NONE,    LOOK_REVERSE) \
	X(MARKER,    'M',   COLOUR_CYAN,    LOOK_BOLD) \
	X(NEW,       'n',   COLOUR_GREEN,   LOOK_BOLD) \
	X(STAR,      's',   COLOUR_YELLOW,  LOOK_BOLD) \
	X(DISPUTED,  'x',   COLOUR_YELLOW,  LOOK_BOLD) \
	X(MATCH,     'm',   COLOUR_YELLOW,  LOOK_LINE) \
	X(GOOD,      'g',   COLOUR_GREEN,   0) \
	X(BAD,       'b',   COLOUR_RED,     LOOK_BOLD) \
	X(LINK,      'l',   COLOUR_BLUE,    LOOK_LINE) \
	X(INPUT,     'i',   COLOUR_NONE,    LOOK_BOLD) \
	X(STATUS,    '_',   COLOUR_NONE,    LOOK_DIM)

#define ROLE_ENUM(id, letter, colour, look) ROLE_##id,
enum role { ROLES(ROLE_ENUM) ROLE_COUNT };
#undef ROLE_ENUM

struct role_row {
	char letter;		/* in role maps of golden screens */
	enum colour colour;
	unsigned look;
};

extern const struct role_row roles[ROLE_COUNT];
/* As theme.conf names it: "disputed". */
const char *theme_role(enum role role);

enum { COLOUR_COUNT = COLOUR_WHITE + 1 };

/* of 16; exact on a dark background ... */
#define DARK_HUES(X) \
	X(BLACK,   0,  0x949494) \
	X(RED,     9,  0xFF7F50) \
	X(GREEN,   10, 0x2BBF95) \
	X(YELLOW,  11, 0xF0C242) \
	X(BLUE,    14, 0x7FB8FF) \
	X(MAGENTA, 13, 0xE39AC4) \
	X(CYAN,    14, 0x56B4E9) \
	X(WHITE,   15, 0xFFFFFF)
/* ... on a light one, where of the 16 only some can be read */
#define LIGHT_HUES(X) \
	X(BLACK,   0,  0x000000) \
	X(RED,     1,  0xAA2E00) \
	X(GREEN,   4,  0x006B4F) \
	X(YELLOW,  1,  0x7A5200) \
	X(BLUE,    4,  0x005F99) \
	X(MAGENTA, 5,  0x8F3B6B) \
	X(CYAN,    4,  0x00628A) \
	X(WHITE,   0,  0x3A3A3A)

/* The background that each is made for, at its worst. */
enum { DARK_GROUND = 0x262626, LIGHT_GROUND = 0xF2F2F2 };

enum theme_kind { THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_AUTO };

enum { INK_OWN = -1, INK_EXACT = 1 << 24, INK_BYTES = 32,
       THEME_BYTES = 64 << 10 };

struct ink {
	int basic;	/* of 16, or INK_OWN */
	int exact;	/* of 256, or INK_EXACT | RGB, or INK_OWN */
	unsigned look;
};

struct theme {
	struct ink ink[ROLE_COUNT];
};

/* "dark", "light", "mono", "auto"; false: none is called so. */
bool theme_kind(struct slice name, enum theme_kind *kind);
/* THEME_AUTO is dark. */
void theme_init(struct theme *t, enum theme_kind kind);
/* Lines "role = colour look ...", as theme.conf has them; `name` is for
 * messages. On failure nothing is changed. */
int theme_conf(struct theme *t, struct slice text, const char *name,
	       struct err *e);
/* What stands in an SGR for the role where the terminal has so many colours
 * (0, 8, 16, 256, 1 << 24); "" for what is as the terminal is. */
void theme_ink(const struct theme *t, enum role role, int colours,
	       char out[INK_BYTES]);
/* What stands in the shortest SGR that makes the one ink of the other. */
void theme_change(const struct theme *t, enum role from, enum role to,
		  int colours, char out[INK_BYTES]);
unsigned theme_look(const struct theme *t, enum role role);
/* The nearest of xterm's first `n` colours, from `from` on; and what it is. */
int colour_nearest(unsigned rgb, int from, int n);
unsigned colour_rgb(int index);
/* Is text in white easier read on it than in black? */
bool colour_dark(unsigned rgb);

#endif
