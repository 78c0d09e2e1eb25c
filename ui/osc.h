/* Words to the terminal that are no cells: text for its clipboard (OSC 52). */
#ifndef THAW_UI_OSC_H
#define THAW_UI_OSC_H

#include "base/str.h"

enum { COPY_BYTES = 75 << 10 };		/* 100 KB in base64 */

enum osc_through { OSC_STRAIGHT, OSC_TMUX, OSC_SCREEN };

/* What stands between us and the terminal, by $TMUX, $STY and $TERM. */
enum osc_through osc_through(const char *(*env)(const char *name));
/* Appends what puts the text into the clipboard; false: it is too long, and
 * nothing is appended. */
bool osc_copy(struct slice text, enum osc_through through, struct str *out);
/* May be shown as a link: http, https and mailto, without what could end the
 * sequence. Appends the address, what is not ASCII escaped; false: no link. */
bool osc_link(struct slice url, struct str *out);

#endif
