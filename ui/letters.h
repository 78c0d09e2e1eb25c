/* Letters on a line that is not UTF-8: those of a charset of one byte a letter,
 * as the locale has them. Any other charset shows ASCII alone.
 *
 * Within the program all is UTF-8. A surface asks which letters there are
 * (letters_has); term.c turns what is sent, decode.c what comes.
 */
#ifndef THAW_UI_LETTERS_H
#define THAW_UI_LETTERS_H

#include "base/str.h"

/* The line is UTF-8: nothing is to be turned. */
bool letters_all(void);
/* Besides ASCII. False where the line is UTF-8. */
bool letters_has(uint32_t cp);
/* The letter of a byte beyond ASCII, 0: there is none. */
uint32_t letters_of(unsigned char byte);
/* Appends UTF-8 as the bytes of the line; what it lacks is a '?'. */
void letters_encode(struct str *out, struct slice text);

#endif
