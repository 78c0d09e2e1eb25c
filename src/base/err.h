/* The one error idiom.
 *
 * A function that can fail takes a `struct err *` last, returns 0 or -1, and
 * on -1 has written the message where the failure happened. Callers add
 * context on the way out with err_in(); only commands and the screen print.
 * A struct err is a plain value: zero it, pass it, copy it, forget it.
 *
 * Formats are translated here, and found by xgettext where they stand: no
 * caller writes _() around one. What goes in for "%s" is the caller's.
 */
#ifndef THAW_BASE_ERR_H
#define THAW_BASE_ERR_H

#include <stdarg.h>
#include <stddef.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,	/* the user asked for something that does not exist */
	ERR_FORMAT,	/* the input is not what it should be */
	ERR_LIMIT,	/* a ceiling was reached */
	ERR_SYSTEM,	/* the operating system said no */
	ERR_NETWORK,	/* the other side did not answer as it should */
	ERR_STORE,	/* the database said no */
	ERR_REFUSED,	/* well-formed, but the rules forbid accepting it */
	ERR_MEMORY,
	ERR_STOPPED,	/* given up by whoever asked, who wants no more of it */
};

enum { ERR_MAX = 512 };

struct err {
	enum err_code code;
	char msg[ERR_MAX];	/* UTF-8, cut at a character when too long */
};

/* Keeps the first failure: a second err_set() on a set error changes nothing.
 * Both return -1, so that `return err_set(...)` is the whole error path. */
int err_set(struct err *e, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int err_vset(struct err *e, enum err_code code, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));

/* As err_set(ERR_SYSTEM), with ": " and the text of errno behind. */
int err_sys(struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Puts "where: " before the message. Returns -1. */
int err_in(struct err *e, const char *where);

void err_clear(struct err *e);

#endif
