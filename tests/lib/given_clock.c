/* The clock of tests/thaw_at, which is thaw but for that: it stands still at
 * $THAW_TEST_NOW, so that what a session shows is the same every day, or at what
 * the file of that name says now, so that it can be put right under the program.
 * main.c is compiled for it with clock_system renamed. */
#include "tests/lib/given_clock.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"

static int64_t in_file(const char *name)
{
	FILE *f = fopen(name, "re");
	char text[32] = "";

	if (f) {
		if (!fgets(text, sizeof(text), f))
			text[0] = '\0';
		fclose(f);
	}
	return text[0] ? strtoll(text, NULL, 10) : GIVEN_NOW;
}

static int64_t given(void *ctx)
{
	const char *now = getenv("THAW_TEST_NOW");

	(void)ctx;
	if (now && now[0] == '/')
		return in_file(now);
	return now ? strtoll(now, NULL, 10) : GIVEN_NOW;
}

struct clock given_clock(void)
{
	return (struct clock){ .now = given };
}
