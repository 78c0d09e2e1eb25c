#include "base/clock.h"

#include <stddef.h>
#include <time.h>

#include "base/local.h"

static int64_t system_now(void *ctx)
{
	(void)ctx;
	return (int64_t)time(NULL);
}

struct clock clock_system(void)
{
	return (struct clock){ .now = system_now };
}

int64_t clock_now(const struct clock *c)
{
	return c->now(c->ctx);
}

int64_t clock_mono_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

char *clock_iso(int64_t at, char buf[CLOCK_TEXT])
{
	time_t t = (time_t)at;
	struct tm tm;

	if (!gmtime_r(&t, &tm) ||
	    !strftime(buf, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm))
		buf[0] = '\0';
	return buf;
}

char *clock_local(int64_t at, char buf[CLOCK_TEXT])
{
	struct str text = STR_INIT(CLOCK_TEXT - 1);

	local_time(&text, at);
	memcpy(buf, str_cstr(&text), text.n + 1);
	str_free(&text);
	return buf;
}
