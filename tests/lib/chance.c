#include "tests/lib/chance.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/keys.h"

static const char *const texts[] = {
	"a", "kal", "Bialiatski", "бял", "Прыклад", "Щ", "ґє", "محمد", "שלום",
	"王", "日本語", "한국", "é", "e\xcc\x81", "👩‍👩‍👧", "🇧🇾", "ﬀ", "\xc2\xad",
	"\xe2\x80\xae", "\xe2\x80\x8b", " ", "  ", "0", "1960", "2025-12-13",
	"role:journalist ", "-role:politician ", "status:", "is:new ",
	"is:starred ", "since:2020 ", "until:2024-05 ", "as-of:2020-01-01 ",
	"name:\"", "\"", "~", "-", ":", "(", ")", "|", "*", "?", "=", "\\",
	"held:>1y ", "country:by ", "date:2020..", "date:..", "9999-99-99 ",
	"is:any ", "order:", "%", "%s%n", "''", "list releases\r", "show ",
	"help filter\r", "sources\r", "desk ", "sort ", "theme ", "changes\r",
	"doctor\r", "such\r", "/tmp/none/such.csv", "y", "n", "u", "\r",
};

static const char *const names[] = {
	"Enter", "Esc", "Tab", "S-Tab", "Up", "Down", "Left", "Right", "PgUp",
	"PgDn", "Home", "End", "Delete", "Backspace", "^U", "^W", "^A", "^E",
	"^K", "^N", "^P", "^R", "^T", "^G", "F5", "F6", "F7", "F12", "Space",
};

static struct chance *told;	/* of the handler, which is given nothing */

static void tell(void)
{
	char line[128];

	if (!told)
		return;
	snprintf(line, sizeof(line), "seed %llu, after %ld:\n",
		 (unsigned long long)told->seed, told->given);
	if (write(2, line, strlen(line)) < 0)
		return;
	for (long i = told->given - CHANCE_LAST; i < told->given; i++) {
		const char *one = i < 0 ? "" : told->last[i % CHANCE_LAST];

		if (write(2, one, strlen(one)) < 0 || write(2, " ", 1) < 0)
			return;
	}
	told = NULL;
}

static void crashed(int sig)
{
	tell();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* The sanitizers', which end the process without a signal. */
void __sanitizer_set_death_callback(void (*fn)(void)) __attribute__((weak));

void chance_begin(struct chance *c, uint64_t seed)
{
	*c = (struct chance){ .state = seed * 2 + 1, .seed = seed };
	told = c;
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(tell);
	else
		signal(SIGSEGV, crashed);
	signal(SIGABRT, crashed);
	atexit(tell);
}

void chance_end(struct chance *c)
{
	(void)c;
	told = NULL;
}

unsigned chance_below(struct chance *c, unsigned n)
{
	c->state = c->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(c->state >> 33) % n;
}

static void remember(struct chance *c, const char *text)
{
	snprintf(c->last[c->given++ % CHANCE_LAST], sizeof(c->last[0]), "%s",
		 text);
}

const char *chance_text(struct chance *c)
{
	const char *s = texts[chance_below(c, sizeof(texts) / sizeof(*texts))];

	remember(c, s);
	return s;
}

/* One of the keys "Up k". */
static uint32_t key_of(struct chance *c, const char *keys)
{
	struct slice rest = slice_of(keys), one;
	uint32_t key = 0, got;

	while (slice_cut(&rest, ' ', &one))
		if (keycode_parse(one, &got) && (!key || chance_below(c, 2)))
			key = got;
	return key;
}

uint32_t chance_key(struct chance *c)
{
	unsigned what = chance_below(c, 20);
	struct str name = { .max = 64 };
	uint32_t key = 0;

	if (what < 13)
		key = key_of(c, actions[1 + chance_below(c, ACT_COUNT - 1)]
				.keys);
	else if (what < 19)
		key = key_of(c, names[chance_below(c, sizeof(names) /
						   sizeof(*names))]);
	else
		key = 1 + chance_below(c, KEYCODE_LAST);
	keycode_name(key, &name);
	remember(c, str_cstr(&name));
	str_free(&name);
	return key;
}

void chance_size(struct chance *c, int *rows, int *cols)
{
	static const int usual[][2] = {
		{ 24, 80 }, { 40, 120 }, { 50, 200 }, { 16, 60 }, { 1, 1 },
	};
	unsigned i = chance_below(c, 10);
	char text[32];

	if (i < 5) {
		*rows = usual[i][0];
		*cols = usual[i][1];
	} else {
		*rows = 1 + (int)chance_below(c, i < 9 ? 40 : 100);
		*cols = 1 + (int)chance_below(c, i < 9 ? 120 : 300);
	}
	snprintf(text, sizeof(text), "[%dx%d]", *rows, *cols);
	remember(c, text);
}

long chance_number(const char *name, long otherwise)
{
	const char *is = getenv(name);
	long n = is ? strtol(is, NULL, 10) : 0;

	return n > 0 ? n : otherwise;
}
