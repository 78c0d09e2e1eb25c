/* Any encoding in, UTF-8 out; charset.c is iconv's doorway.
 *
 * Decides by byte-order mark, then the content type's charset, then the XML
 * declaration or HTML meta in the first KB, then UTF-8 where the bytes are
 * valid, else windows-1252. Bytes that the encoding does not have become
 * U+FFFD; an encoding that nobody knows is ERR_FORMAT naming it.
 */
#ifndef THAW_READ_CHARSET_H
#define THAW_READ_CHARSET_H

#include "model/input.h"

struct charset;

int charset_open(struct charset **c, struct input_part *part, struct err *e);
/* Reads once, from where the part stands, and never goes back: what no
 * byte-order mark says is UTF-16 or 32 comes as it is, also where it is no good
 * UTF-8. For pipes, and for who tells the reader of each bad row. */
int charset_open_plain(struct charset **c, struct input_part *part,
		       struct err *e);
/* As charset_open, but for feeds, whose labels are often wrong: what is good
 * UTF-8 is that, a label that nobody knows counts for nothing, and where none
 * fits, the letters tell windows-1251, KOI8-R and windows-1252 apart. */
int charset_open_feed(struct charset **c, struct input_part *part,
		      struct err *e);
/* Next chunk of UTF-8 (never a cut character, but for
 * charset_open_plain), absent at the end. The slice
 * dies at the next call. */
int charset_read(struct charset *c, struct slice *chunk, struct err *e);
const char *charset_name(const struct charset *c);
void charset_close(struct charset **c);
/* Opens every converter there is, for the life of the process. Some C libraries
 * load them from files, which a sealed process cannot, and need not then. */
void charset_load_all(void);
/* The whole part as UTF-8, ERR_LIMIT past the str's ceiling. */
int charset_slurp(struct input_part *part, struct str *out, struct err *e);

#endif
