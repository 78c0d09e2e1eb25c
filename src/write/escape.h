/* Text from sources inside HTML and XML: never markup, never a script. */
#ifndef THAW_WRITE_ESCAPE_H
#define THAW_WRITE_ESCAPE_H

#include "base/str.h"

/* Appends what holds as text and between quotes; what a reader of the text
 * would obey is shown (write/tame.h). */
void escape_text(struct str *to, struct slice text);
/* The same on one line, and cut between characters behind `most` bytes. */
void escape_short(struct str *to, struct slice text, size_t most);
/* An address that may be followed: http and https alone, without blanks,
 * controls and quotes. */
bool escape_url(struct slice url);
/* ` lang="be" dir="auto"`; nothing where the tag is no language tag. */
void escape_lang(struct str *to, struct slice lang);

#endif
