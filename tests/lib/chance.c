#include "tests/lib/chance.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
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

/* Ways to where keys alone seldom lead: names of keys, and words to be typed. */
static const char *const walks[] = {
	"/ kal Enter Enter", "/ бял Enter Enter Down Enter", "/ ^U Enter",
	"1 Enter", "1 G Enter w j k }", "2 Enter Tab Enter", "2 / potash Enter",
	"3 Enter", "4 Enter / a Enter n N", "4 G Enter PgDn", "5 Enter", "7 Enter",
	"7 j Enter", "9 Enter o", "0 Enter", "0 D", "B Enter",
	"6 Enter v", "6 v e because Enter u", "6 v s Enter", "6 j Enter v e Enter u",
	"6 j v o Enter",
	"6 Enter Down Enter Enter", "u u u",
	"3 e", "3 e ^U done: seen Enter",
	"3 j e ^U ignored Enter", "3 j e ^U nonsense Enter", "3 e Tab Enter",
	"8 / прыклад Enter Enter X y", "8 / pryklad Enter Enter X y",
	"8 / pryklad Enter Enter Down Down M y", "8 Enter X n", "8 Enter M y",
	"8 j Enter Down X y", "8 G Enter Down Down M y", "1 Enter Down Down X y", "1 Enter M y",
	"x", "x ^U out.csv Enter y", "x ^U out.html Enter y", "x ^U out.md Enter",
	"2 x ^U measures.json Enter y", "x ^U a.zzz Enter", "x ^U /no/such/x Enter",
	"Space j Space x ^U marked.ics Enter y", "Space j Space * m u",
	"b", "b Enter", "b j j Enter", "b s a v e Enter Mine Enter",
	"b save Enter ^U Enter", "p", "p Tab Down Enter", "p j l + -", "p Right Enter q",
	"t", "t + + + l l Enter", "t - h j Enter", "t / role:student Enter", "t / ^U Enter",
	"f", "f Enter", "f j j Space Enter", "f / kal Enter", "f Tab Tab Enter",
	"w", "w j j Tab j", "w } } {", "Enter w < >", "c bialiatski Enter",
	"c прыклад Enter Enter y", "c прыклад Enter j n why Enter",
	"p p Tab Down Enter", "p p p j l", "p p p p j l Enter",
	"c прыклад Enter", "c ^U Pryklad Space Ivan Enter j y", "c Pryklad F5",
	"c Pryklad F6 F7", "c Pryklad Enter Down F5 F6", "d d d", "s s S s S",
	": Tab", ": li Tab", ": list Space releases Enter", ": list Tab Tab Enter",
	": help Enter / filter Enter n", ": welcome Enter j Space Tab", ": welcome Enter y",
	": sort Space Tab Down Enter", ": filter Space role: Tab Enter", ": output Enter",
	": pane Space Tab Enter", ": open Space kal Enter", ": export Space csv Space o.csv Enter",
	": refresh Enter", ": clear Enter", ": show Space Tab Enter", "Up Up Enter",
	"/ role: Tab Down Enter", "/ country: Tab Tab", "/ is: Tab Enter", "/ xyzzy Enter a",
	"/ kalesnykava Enter a", "?", "? / filter Enter n n", "y Y o", "m n m n", "r", "R",
	"7 r", "< < <", "> >", "^L", "D", "a",
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

void chance_walk(struct chance *c, chance_key_fn *give, void *ctx)
{
	const char *walk = walks[chance_below(c, sizeof(walks) / sizeof(*walks))];
	struct slice rest = slice_of(walk), one;
	uint32_t key;
	size_t n;

	remember(c, walk);
	if (chance_below(c, 3))
		for (int i = 0; i < 2; i++)
			give(ctx, KEYCODE_ESC);
	while (slice_cut(&rest, ' ', &one)) {
		if (keycode_parse(one, &key))
			give(ctx, key);
		else
			for (size_t at = 0; (n = text_next(one, at, &key)) > 0;
			     at += n)
				give(ctx, key);
	}
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
