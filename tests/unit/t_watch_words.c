/* Which views a filter is for, names of watches, words of a command, and the
 * command itself. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "flow/hand_over.h"
#include "model/command.h"
#include "model/conf.h"
#include "model/watch.h"
#include "view/view.h"

static const struct {
	const char *filter, *view;
	const char *want;	/* the views, or the front of the reason */
} fits[] = {
	{ "Bialiatski", NULL,
	  "releases events sanctions designations recommendations news" },
	{ "-Bialiatski is:new", NULL,
	  "releases events sanctions designations recommendations news" },
	{ "source:hrw", NULL,
	  "releases events sanctions designations recommendations news" },
	{ "role:journalist is:new", NULL, "releases" },
	{ "programme:BLR", NULL, "sanctions designations" },
	{ "programme:BLR", "changes", "changes" },
	{ "state:removal_pending", NULL, "designations" },
	{ "state:imposed sort:-since", NULL, "sanctions" },
	{ "op:removed", NULL, "changes" },
	{ "aspect:release", NULL, "brief" },
	{ "x", "news", "news" },
	{ "", NULL, "?an empty filter" },
	{ "  sort:name", NULL, "?an empty filter" },
	{ "(((((", NULL, "?\"(((((\" does not say what to look for" },
	{ "-x", NULL, "?\"-x\" does not say" },
	{ "-x -state:listed \"!?\"", NULL, "?\"-x -state" },
	{ "is:any", NULL, "?\"is:any\" does not say" },
	{ "-is:new", NULL, "?\"-is:new\" does not say" },
	{ "name:((", NULL, "?\"name:((\" does not say" },
	{ "name:Ales,((", NULL, "?\"name:Ales,((\" does not say" },
	{ "eased_by:*", NULL, "designations" },
	{ "held>=2y", NULL, "releases" },
	{ "(( x", "news", "news" },
	{ "-x y", "news", "news" },
	{ "x as-of:2025", NULL, "?as-of: looks back" },
	{ "\"open", NULL, "?filter, at 1" },
	{ "colour:red", NULL, "?unknown column \"colour\": releases has" },
	/* the one that comes nearest says what is wrong */
	{ "role:x colour:red", NULL, "?unknown column \"colour\": releases" },
	{ "eased_by:13 x:1", NULL, "?unknown column \"x\": designations" },
	{ "role:journalist", "news", "?unknown column \"role\": news has" },
	{ "state:nonsense", NULL, "?state \"nonsense\": not a word" },
	{ "held>soon", NULL, "?held \"soon\": not a number" },
	{ "x", "sources", "?no view to be watched is called \"sources\"" },
	{ "x", "watches", "?no view to be watched" },
	{ "x", "nonsense", "?no view to be watched" },
};

static void views_understand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		struct watch w = { .filter = slice_of(fits[i].filter),
				   .view = slice_of(fits[i].view) };
		const struct shape *view[WATCH_VIEWS];
		struct str got = STR_INIT(4096);
		struct err e = {0};
		size_t n;

		if (watch_views(&w, views, view, &n, &e) < 0) {
			assert_int_equal(e.code, ERR_USAGE);
			str_addf(&got, "?%s", e.msg);
		}
		for (size_t k = 0; e.code == ERR_NONE && k < n; k++)
			str_addf(&got, "%s%s", k ? " " : "", view[k]->name);
		if (fits[i].want[0] == '?' ?
			!slice_starts(str_slice(&got), fits[i].want) :
			strcmp(str_cstr(&got), fits[i].want) != 0)
			fail_msg("%s: %s", fits[i].filter, str_cstr(&got));
		str_free(&got);
	}
}

/* Every column that a view names for watches is one of its own. */
static void columns_are_there(void **state)
{
	(void)state;
	for (const struct shape *const *v = views; *v; v++) {
		const char *lists[] = { (*v)->called, (*v)->stands,
					(*v)->again };

		assert_true(!(*v)->watched || (*v)->called);
		for (size_t i = 0; i < 3; i++) {
			struct slice rest = slice_of(lists[i]), one;

			while (slice_cut(&rest, ' ', &one))
				if (shape_find(*v, one) < 0)
					fail_msg("%s: %.*s", (*v)->name,
						 SLICE_ARG(one));
		}
	}
}

static const struct { const char *filter, *name; } names[] = {
	{ "Bialiatski", "bialiatski" },
	{ "role:journalist is:new", "role-journalist-is-new" },
	{ "Алесь Бяляцкі", "алесь-бяляцкі" },
	{ "'\"$(touch x)\"; \n rm", "touch-x-rm" },
	{ "held>=2y", "held-2y" },
	{ "-*-", "watch" },
	{ "", "watch" },
	{ "aaaaaaaaaabbbbbbbbbbccccccccccddddddddd e f",
	  "aaaaaaaaaabbbbbbbbbbccccccccccddddddddd" },
	{ "ббббббббббббббббббббб", "бббббббббббббббббббб" },
};

static const struct { const char *name; bool ok; } given[] = {
	{ "a", true }, { "Two words", true }, { "алесь:1", true },
	{ "", false }, { "-a", false }, { " a", false }, { "a ", false },
	{ "a\nb", false }, { "a\tb", false }, { "a  b", false },
	{ "\033[1m", false }, { "a\xE2\x80\xAE", false }, { "\xFF", false },
	{ "a123456789b123456789c123456789d123456789e123456789f123456789"
	  "1234", true },
	{ "a123456789b123456789c123456789d123456789e123456789f123456789"
	  "12345", false },
};

static void names_are_made(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str got = STR_INIT(4096);

		watch_name(slice_of(names[i].filter), &got);
		assert_string_equal(str_cstr(&got), names[i].name);
		str_free(&got);
	}
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
		struct err e = {0};

		if ((watch_name_check(slice_of(given[i].name), &e) == 0) !=
		    given[i].ok)
			fail_msg("\"%s\": %s", given[i].name, e.msg);
	}
}

static void words_for_people(void **state)
{
	const struct shape *s = &view_designations;
	struct str got = STR_INIT(4096);
	struct row r = {0};

	(void)state;
	r.cell[shape_find(s, SLICE("name"))] = SLICE("A\nB");
	r.cell[shape_find(s, SLICE("state"))] = SLICE("removal_pending");
	watch_words(s, &r, "name", false, &got);
	str_addc(&got, '|');
	watch_words(s, &r, s->stands, true, &got);
	str_addc(&got, '|');
	r.cell[shape_find(s, SLICE("eased_by"))] =
		SLICE("\x1f" "GL 13\x1f" "GL 8\x1f");
	watch_words(s, &r, s->stands, true, &got);
	str_addc(&got, '|');
	r.cell[shape_find(s, SLICE("state"))] = SLICE_NONE;
	watch_words(s, &r, s->stands, true, &got);
	assert_string_equal(str_cstr(&got), "A\nB|removal pending|removal "
			    "pending, eased by GL 13, GL 8|eased by GL 13, "
			    "GL 8");
	str_free(&got);
}

/* --- the command --- */

static const struct { const char *text, *words; } split[] = {
	{ "/bin/prog", "/bin/prog|" },
	{ "  a b\t c\n", "a|b|c|" },
	{ "a 'b c' \"d 'e\" f'g'h", "a|b c|d 'e|fgh|" },
	{ "a '' \"\"", "a|||" },
	{ "a $(b) `c` \\d ; e > f", "a|$(b)|`c`|\\d|;|e|>|f|" },
	{ "", "" },
	{ " \t", "" },
	{ "a 'b", "?" },
	{ "a \"b'", "?" },
};

static void commands_are_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(split) / sizeof(split[0]); i++) {
		struct arena mem = ARENA_INIT(1 << 20);
		struct str got = STR_INIT(4096);
		struct err e = {0};
		char **word;

		if (command_words(slice_of(split[i].text), &mem, &word,
				  &e) < 0)
			str_addz(&got, "?");
		for (; e.code == ERR_NONE && word && *word; word++)
			str_addf(&got, "%s|", *word);
		assert_string_equal(str_cstr(&got), split[i].words);
		str_free(&got);
		arena_free(&mem);
	}
}

static const struct { const char *conf, *words; int seconds; } confs[] = {
	{ "", "", 30 },
	{ "on_match = \"/bin/prog a 'b c'\"", "/bin/prog|a|b c|", 30 },
	{ "on_match = /bin/prog a 'b c' \"d\" # why", "/bin/prog|a|b c|d|",
	  30 },
	{ " on_match=/bin/prog\r\non_match_timeout_s = 2", "/bin/prog|", 2 },
	{ "on_match = /bin/prog \\x ${HOME}", "/bin/prog|\\x|${HOME}|", 30 },
	{ "on_match = \"\"", "", 30 },
	{ "on_match =", "?", 0 },
	{ "on_match = \"a 'b\"", "?", 0 },
	{ "on_match_timeout_s = 0", "?", 0 },
};

static void settings_have_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(confs) / sizeof(confs[0]); i++) {
		struct str got = STR_INIT(4096);
		struct settings set;
		struct err e = {0};

		if (conf_settings(slice_of(confs[i].conf), "f", &set, &e) < 0)
			str_addz(&got, "?");
		for (char **w = set.on_match; e.code == ERR_NONE && w && *w;
		     w++)
			str_addf(&got, "%s|", *w);
		assert_string_equal(str_cstr(&got), confs[i].words);
		if (e.code == ERR_NONE)
			assert_int_equal(set.on_match_timeout_s,
					 confs[i].seconds);
		settings_free(&set);
		str_free(&got);
	}
}

static int run(const char *script, struct slice text, int64_t limit_ms,
	       bool (*stop)(void *ctx), struct err *e)
{
	char name[] = "/bin/sh", c[] = "-c", line[4096];
	char *words[] = { name, c, line, NULL };
	const struct hand_over h = { .words = words, .text = text,
				     .limit_ms = limit_ms, .stop = stop };

	snprintf(line, sizeof(line), "%s", script);
	return hand_over(&h, e);
}

static bool stop_now(void *ctx)
{
	(void)ctx;
	return true;
}

/* The shells here are the user's commands; thaw itself starts none. */
static const struct { const char *script, *why; } scripts[] = {
	{ "cat >/dev/null", NULL },
	{ "true", NULL },			/* reads nothing */
	{ "exec <&-; sleep 0.2", NULL },	/* refuses to */
	{ "head -c 1 >/dev/null; exit 0", NULL },
	{ "echo loud; echo louder >&2; cat >/dev/null", NULL },
	{ "exit 3", "/bin/sh ended with status 3" },
	{ "echo first >&2; echo; printf 'last\\033[1m\\n\\n' >&2; exit 1",
	  "/bin/sh ended with status 1: last␛[1m" },
	{ "printf 'no end' >&2; exit 1",
	  "/bin/sh ended with status 1: no end" },
	{ "exec 2>&-; exit 7", "/bin/sh ended with status 7" },
	{ "kill -9 $$", "/bin/sh ended by signal 9" },
	/* what it leaves behind holds the pipe, and nobody waits for that */
	{ "sleep 5 & exit 0", NULL },
};

static void commands_are_started(void **state)
{
	struct str text = STR_INIT(4 << 20);

	(void)state;
	for (int i = 0; i < 40000; i++)
		str_addz(&text, "{\"watch\":\"more than a pipe holds\"}\n");
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		int64_t start = clock_mono_ms();
		struct err e = {0};
		int rc = run(scripts[i].script, str_slice(&text), 20000, NULL,
			     &e);

		if ((rc == 0) != !scripts[i].why ||
		    (rc < 0 && strcmp(e.msg, scripts[i].why) != 0))
			fail_msg("%s: %s", scripts[i].script, e.msg);
		assert_true(clock_mono_ms() - start < 4500);
	}
	str_free(&text);
}

static void commands_are_stopped(void **state)
{
	static const char *const ways[] = {
		"echo busy >&2; sleep 60",
		"cat >/dev/null; sleep 60",
		"trap '' TERM; sleep 60 & wait; sleep 60",
		"for i in 1 2 3 4 5 6 7 8; do cat /dev/zero >&2 & done; wait",
	};
	char none[] = "/nowhere/at/all", *words[] = { none, NULL };
	const struct hand_over absent = { .words = words, .limit_ms = 100 };
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		int64_t start = clock_mono_ms();

		e = (struct err){0};
		assert_int_equal(run(ways[i], SLICE("x\n"), 200, NULL, &e),
				 -1);
		assert_non_null(strstr(e.msg, "did not end in time"));
		assert_true(clock_mono_ms() - start < 10000);
	}
	e = (struct err){0};
	assert_int_equal(run("sleep 60", SLICE("x\n"), 60000, stop_now, &e),
			 -1);
	assert_string_equal(e.msg, "/bin/sh was stopped with thaw");
	e = (struct err){0};
	assert_int_equal(hand_over(&absent, &e), -1);
	assert_non_null(strstr(e.msg, "cannot start /nowhere/at/all: No such"));
}

/* What a command has started is stopped with it. */
static void nobody_is_left(void **state)
{
	char dir[] = "/tmp/t_watch.XXXXXX", script[256];
	struct str file = STR_INIT(256);
	struct err e = {0};

	(void)state;
	assert_non_null(mkdtemp(dir));
	str_addf(&file, "%s/left", dir);
	snprintf(script, sizeof(script), "(sleep 1; : >%s) & wait",
		 str_cstr(&file));
	assert_int_equal(run(script, SLICE("x\n"), 200, NULL, &e), -1);
	assert_non_null(strstr(e.msg, "did not end in time"));
	usleep(1500 * 1000);
	assert_int_equal(access(str_cstr(&file), F_OK), -1);
	str_free(&file);
	assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(views_understand),
		cmocka_unit_test(columns_are_there),
		cmocka_unit_test(names_are_made),
		cmocka_unit_test(words_for_people),
		cmocka_unit_test(commands_are_words),
		cmocka_unit_test(settings_have_it),
		cmocka_unit_test(commands_are_started),
		cmocka_unit_test(commands_are_stopped),
		cmocka_unit_test(nobody_is_left),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
