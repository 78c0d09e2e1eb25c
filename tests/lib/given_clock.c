/* The clock of tests/thaw_at, which is thaw but for that: it stands still at
 * $THAW_TEST_NOW, so that what a session shows is the same every day. main.c is
 * compiled for it with clock_system renamed. */
#include "tests/lib/given_clock.h"

#include <stdlib.h>

#include "base/clock.h"

static int64_t given(void *ctx)
{
	const char *now = getenv("THAW_TEST_NOW");

	(void)ctx;
	return now ? strtoll(now, NULL, 10) : GIVEN_NOW;
}

struct clock given_clock(void)
{
	return (struct clock){ .now = given };
}
