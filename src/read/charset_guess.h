/* In which encoding a text is that says so wrongly, or not at all. */
#ifndef THAW_READ_CHARSET_GUESS_H
#define THAW_READ_CHARSET_GUESS_H

#include "model/input.h"

/* What the bytes of a part look like. */
struct charset_look {
	size_t good;		/* characters beyond ASCII, as UTF-8 */
	size_t bad;		/* bytes that are none of UTF-8 */
	size_t high;		/* bytes of 0x80 and over */
	size_t runs;		/* of them, behind another such byte */
	size_t upper, lower;	/* 0xC0-0xDF and 0xE0-0xFF */
	bool escapes;		/* ESC: ISO 2022 */
};

/* Reads the part to its end through `buf`. */
int charset_look(struct charset_look *look, struct input_part *part, char *buf,
		 size_t bytes, struct err *e);
/* The name of the encoding; the labels are absent where nobody says. */
const char *charset_guess(const struct charset_look *look,
			  struct slice server, struct slice own);
/* Bytes of a character that the end of `s` cuts. */
size_t charset_cut_tail(struct slice s);

#endif
