/* Time, handed in by pointer so that tests can freeze it. */
#ifndef THAW_BASE_CLOCK_H
#define THAW_BASE_CLOCK_H

#include <stdint.h>

struct clock {
	int64_t (*now)(void *ctx);	/* UTC seconds */
	void *ctx;
};

struct clock clock_system(void);
int64_t clock_now(const struct clock *c);
int64_t clock_mono_ms(void);	/* for waiting only, never stored */

enum { CLOCK_TEXT = 32 };
/* "2026-11-24T00:13:05Z". Returns buf. */
char *clock_iso(int64_t at, char buf[CLOCK_TEXT]);
/* "24 Nov 14:02" in local time and the language that is spoken. Returns buf. */
char *clock_local(int64_t at, char buf[CLOCK_TEXT]);

#endif
