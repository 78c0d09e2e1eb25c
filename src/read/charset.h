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
/* Next chunk of UTF-8 (never a cut character), absent at the end. The slice
 * dies at the next call. */
int charset_read(struct charset *c, struct slice *chunk, struct err *e);
const char *charset_name(const struct charset *c);
void charset_close(struct charset **c);
/* The whole part as UTF-8, ERR_LIMIT past the str's ceiling. */
int charset_slurp(struct input_part *part, struct str *out, struct err *e);

#endif
