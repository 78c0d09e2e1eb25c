/* Option tables: where options may stand, what is refused, their help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "cmd/options.h"

static const struct option_row common[] = {
	OPTION("store", "FILE", "the store"),
	SWITCH("help", "this text"),
	OPTIONS_END
};

static const struct option_row own[] = {
	OPTION("format", "FORMAT", "how"),
	{ .name = "accept", .arg = "SOURCE", .many = true, .help = "which" },
	SWITCH("force", "all"),
	{ .name = "progress", .hidden = true, .help = "for programs" },
	OPTIONS_END
};

enum { MOST = 8 };

struct fact {
	const char *argv[MOST];
	bool dashes, first_word_ends;
	int rc, taken;
	const char *words;	/* joined by | */
	const char *store, *format, *accept;	/* NULL: not given */
	bool help, force;
};

static const struct fact facts[] = {
	{ .argv = { "a", "--format", "json", "b" }, .taken = 4,
	  .words = "a|b", .format = "json" },
	{ .argv = { "--format=", "a" }, .taken = 2, .words = "a",
	  .format = "" },
	{ .argv = { "a", "--store=x", "--store", "y" }, .taken = 4,
	  .words = "a", .store = "y" },
	{ .argv = { "--accept", "a", "--accept=b" }, .taken = 3, .words = "",
	  .accept = "a,b" },
	{ .argv = { "--force", "-h" }, .taken = 2, .words = "", .force = true,
	  .help = true },
	{ .argv = { "--", "--force", "-x" }, .taken = 3,
	  .words = "--force|-x" },
	{ .argv = { "a", "-" }, .taken = 2, .words = "a|-" },
	{ .argv = { "--store", "s", "list", "--force" }, .taken = 2,
	  .first_word_ends = true, .words = "", .store = "s" },
	{ .argv = { "-role:lawyer", "--force" }, .taken = 2, .dashes = true,
	  .words = "-role:lawyer", .force = true },
	{ .argv = { "--format", "-x" }, .taken = 2, .words = "",
	  .format = "-x" },
	{ .argv = { "-role:lawyer" }, .rc = -1 },
	{ .argv = { "--nonsense" }, .rc = -1 },
	{ .argv = { "--forc" }, .rc = -1 },
	{ .argv = { "--force=1" }, .rc = -1 },
	{ .argv = { "--format" }, .rc = -1 },
};

static void same(struct slice got, const char *want)
{
	if (!want) {
		assert_null(got.p);
		return;
	}
	assert_int_equal(got.n, strlen(want));
	assert_true(got.n == 0 || slice_is(got, want));
}

static void check_words(const struct operands *w, const char *want)
{
	struct str s = STR_INIT(4096);

	for (size_t i = 0; i < w->n; i++)
		str_addf(&s, "%s%s", i > 0 ? "|" : "", w->list[i]);
	assert_string_equal(str_cstr(&s), want);
	str_free(&s);
}

static void check(const struct fact *f)
{
	struct given c = {0}, o = {0};
	struct operands w = {0};
	struct err e = {0};
	struct parse p = {
		.common = common, .common_given = &c,
		.own = own, .own_given = &o,
		.dashes = f->dashes, .first_word_ends = f->first_word_ends,
	};
	char *argv[MOST];
	int argc = 0, taken = 0;

	for (; argc < MOST && f->argv[argc]; argc++)
		argv[argc] = (char *)(uintptr_t)f->argv[argc];
	assert_int_equal(options_parse(&p, argc, argv, &w, &taken, &e), f->rc);
	if (f->rc < 0) {
		assert_int_equal(e.code, ERR_USAGE);
		assert_true(e.msg[0]);
	} else {
		assert_int_equal(taken, f->taken);
		check_words(&w, f->words);
		same(given_text(&c, 0), f->store);
		same(given_text(&o, 0), f->format);
		same(given_text(&o, 1), f->accept);
		assert_int_equal(c.is[1], f->help);
		assert_int_equal(o.is[2], f->force);
	}
	operands_free(&w);
	given_free(&c);
	given_free(&o);
}

static void parses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		check(&facts[i]);
}

static void helps(void **state)
{
	struct str s = STR_INIT(4096);

	(void)state;
	options_help(&s, own);
	assert_string_equal(str_cstr(&s),
			    "  --format FORMAT       how\n"
			    "  --accept SOURCE       which\n"
			    "  --force               all\n");
	str_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(helps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
