/* Which form of a plural a number takes: the rule in a catalogue's header. */
#ifndef THAW_BASE_PLURAL_H
#define THAW_BASE_PLURAL_H

#include "base/str.h"

enum { PLURAL_FORMS = 6, PLURAL_RULE = 512, PLURAL_DEPTH = 32 };

struct plural {
	unsigned forms;
	struct slice rule;	/* of C: "n != 1"; borrowed from the header */
};

/* Reads "nplurals=2; plural=n != 1;" out of the header. False: no such line,
 * or a rule that makes no sense; then *p is the rule of English. */
bool plural_read(struct plural *p, struct slice header);
unsigned plural_form(const struct plural *p, uint64_t n);

#endif
