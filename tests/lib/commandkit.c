#include "tests/lib/commandkit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* --- what the command line would say --- */

struct fake fake;

static void fake_propose(void *ctx, const struct command_at *at,
			 struct slice line, struct proposals *out)
{
	(void)ctx;
	if (slice_starts(line, "show ")) {
		propose_from(out, line, 5);
		propose(out, at->id, at->name, -1, false);
		return;
	}
	if (slice_find(line, SLICE(" "), 0) >= 0)
		return;
	propose(out, SLICE("list"), SLICE("rows of one view"), -1, false);
	propose(out, SLICE("show"), SLICE("every claim"), -1, false);
	propose(out, SLICE("sources"), SLICE("who may be contacted"), -1,
		false);
	propose(out, SLICE("set"), SLICE("say what came of it"), -1, false);
}

static void fake_filter_help(struct str *out)
{
	str_addz(out, "The filter language\n\n  role:journalist  a column\n");
}

static void fake_again(void *ctx)
{
	(void)ctx;
	fake.again++;
}

static size_t fake_groups(void *ctx, struct source_group *out, size_t most,
			  struct arena *mem)
{
	(void)ctx;
	(void)mem;
	assert_true(most >= 2);
	out[0] = (struct source_group){
		.name = SLICE("lists"), .sources = 8, .hosts = 7,
		.titles = SLICE("A list of an office, and another one"),
	};
	out[1] = (struct source_group){
		.name = SLICE("news"), .sources = 1, .hosts = 1, .enabled = 1,
		.titles = SLICE("A paper"),
	};
	return 2;
}

static bool fake_first(void *ctx)
{
	(void)ctx;
	return fake.first;
}

static void fake_greeted(void *ctx)
{
	(void)ctx;
	fake.greeted = true;
}

static const struct command_ops ops = {
	.propose = fake_propose, .filter_help = fake_filter_help,
	.again = fake_again, .groups = fake_groups, .is_first = fake_first,
	.greeted = fake_greeted,
};

void with_begin(struct with *w, int rows, int cols, bool ascii)
{
	fix_begin(&w->f, rows, cols, ascii);
	run_init(&w->run);
	w->f.screen.o.run = &w->run;
	w->f.screen.o.commands = &ops;
	fake = (struct fake){ .first = false };
}

void with_end(struct with *w)
{
	run_free(&w->run);
	fix_end(&w->f);
}

void with_ran(struct with *w, const char *text, const char *said, int status)
{
	w->f.screen.start = false;
	str_addz(&w->run.text, text);
	str_addz(&w->run.said, said);
	w->run.ran = true;
	w->run.status = status;
	screen_ran(&w->f.screen);
	screen_draw(&w->f.screen, &w->f.surface);
}

const char *with_words(const struct with *w, struct str *out)
{
	str_clear(out);
	out->max = 1000;
	for (char **p = w->f.screen.command.words; p && *p; p++)
		str_addf(out, "%s[%s]", out->n ? " " : "", *p);
	return str_cstr(out);
}
