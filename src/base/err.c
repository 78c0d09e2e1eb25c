#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* A message cut in the middle of a character would garble the screen. */
static void trim_utf8(char *s)
{
	size_t n = strlen(s);
	size_t back = 0;

	while (back < 4 && back < n &&
	       ((unsigned char)s[n - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back < n && (unsigned char)s[n - 1 - back] >= 0xC0) {
		unsigned char lead = (unsigned char)s[n - 1 - back];
		size_t want = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;

		if (back < want)
			s[n - 1 - back] = '\0';
	}
}

int err_vset(struct err *e, enum err_code code, const char *fmt, va_list ap)
{
	if (!e || e->code != ERR_NONE)
		return -1;
	e->code = code;
	vsnprintf(e->msg, sizeof(e->msg), _(fmt), ap);
	trim_utf8(e->msg);
	return -1;
}

int err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(e, code, fmt, ap);
	va_end(ap);
	return -1;
}

int err_sys(struct err *e, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;
	size_t n;

	if (!e || e->code != ERR_NONE)
		return -1;
	va_start(ap, fmt);
	err_vset(e, ERR_SYSTEM, fmt, ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof(e->msg) - n, ": %s", strerror(saved));
	trim_utf8(e->msg);
	return -1;
}

int err_in(struct err *e, const char *where)
{
	char old[ERR_MAX];
	size_t n;

	if (!e || e->code == ERR_NONE)
		return -1;
	memcpy(old, e->msg, sizeof(old));
	snprintf(e->msg, sizeof(e->msg), "%s: ", where);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof(e->msg) - n, "%s", old);
	trim_utf8(e->msg);
	return -1;
}

void err_clear(struct err *e)
{
	e->code = ERR_NONE;
	e->msg[0] = '\0';
}
