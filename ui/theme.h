/* What the cells of the screen mean, and how each meaning is dressed.
 *
 * Panes draw roles, never colours. Colour is never the only carrier of a
 * meaning: a word or a mark stands beside it. */
#ifndef THAW_UI_THEME_H
#define THAW_UI_THEME_H

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

#endif
