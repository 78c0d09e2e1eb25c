#include "cmd/complete.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/verbs.h"
#include "model/filter_text.h"
#include "model/vocab.h"
#include "read/reader.h"
#include "view/picture.h"
#include "view/view.h"
#include "write/writer.h"

enum { WORD_BYTES = 512 };

/* The line so far, while it is read. */
struct completing {
	const struct app *app;
	const struct complete_at *at;
	struct slice line;
	struct proposals *out;
	const struct command *command;
	const struct verb *verb;
	const char *usage;		/* of what follows */
	const struct shape *shape;	/* the view that was named */
	size_t operands;		/* that are complete */
	size_t first;			/* where the first operand begins */
	bool ended;			/* "--" was seen */
};

static void offer(struct completing *c, const char *word, const char *about)
{
	propose(c->out, slice_of(word), slice_of(about), -1, false);
}

/* --- what a word of a usage stands for --- */

static void views_of(struct completing *c)
{
	for (const struct shape *const *v = views; *v; v++)
		offer(c, (*v)->name, _((*v)->help));
}

static void sources_of(struct completing *c)
{
	for (size_t i = 0; i < c->app->sources.n; i++) {
		const struct source *s = &c->app->sources.list[i];

		propose(c->out, s->key, s->title, -1, false);
	}
}

static void groups_of(struct completing *c)
{
	for (size_t i = 0; i < c->app->sources.n; i++)
		if (c->app->sources.list[i].group.n > 0)
			propose(c->out, c->app->sources.list[i].group,
				slice_of(_("a group of sources")), -1, false);
}

static void desks_of(struct completing *c)
{
	for (size_t i = 0; i < c->app->desks.n; i++)
		propose(c->out, c->app->desks.list[i].name,
			c->app->desks.list[i].title, -1, false);
}

static void commands_of(struct completing *c)
{
	for (const struct command *const *k = commands; *k; k++)
		offer(c, (*k)->name, _((*k)->summary));
}

static void formats_of(struct completing *c)
{
	if (c->command == &cmd_import || (c->command == &cmd_sources &&
					  c->verb && c->operands > 0 &&
					  strcmp(c->verb->name, "add") == 0)) {
		for (const struct reader *const *r = readers; *r; r++)
			offer(c, (*r)->name, NULL);
		return;
	}
	for (const struct writer *const *w = writers; *w; w++)
		offer(c, (*w)->name, (*w)->title);
}

static void ids_of(struct completing *c)
{
	propose(c->out, c->at->id, c->at->name, -1, false);
}

static void filters_of(struct completing *c)
{
	const struct shape *s = c->shape;

	if (!s && c->command == &cmd_sources)
		s = &view_sources;
	if (!s && c->command == &cmd_changes)
		s = &view_changes;
	if (!s)
		s = view_find(slice_of(c->at->view));
	if (!s)
		s = views[0];
	propose_filter(c->out, s, c->line, c->first, NULL, NULL);
}

static void columns_of(struct completing *c)
{
	const struct shape *s = c->shape ? c->shape :
			view_find(slice_of(c->at->view));

	if (s)
		propose_sort(c->out, s, c->line, c->out->from);
}

static void pictures_of(struct completing *c)
{
	for (size_t i = 0; i < PICTURES; i++)
		offer(c, picture_rows[i].name, _(picture_rows[i].title));
}

static const struct {
	const char *word;	/* in a usage, or what an option wants */
	void (*fn)(struct completing *c);
} kinds[] = {
	{ "VIEW", views_of }, { "SOURCE", sources_of }, { "KEY", sources_of },
	{ "GROUP", groups_of }, { "COMMAND", commands_of }, { "ID", ids_of },
	{ "FORMAT", formats_of }, { "FILTER", filters_of },
	{ "-COLUMN", columns_of }, { "A,B", columns_of },
	{ "PICTURE", pictures_of },
};

/* One alternative: a kind, else the word itself; what is in capitals and no
 * kind is a thing that nobody can guess. */
static void offer_kind(struct completing *c, struct slice word)
{
	struct str one = STR_INIT(WORD_BYTES);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (slice_is(word, kinds[i].word)) {
			kinds[i].fn(c);
			return;
		}
	}
	if (word.n == 0 || isupper((unsigned char)word.p[0]) ||
	    word.p[0] == '-' || word.p[0] == '.')
		return;
	str_add(&one, word);
	if (memchr(word.p, '=', word.n))	/* "state=WORD" */
		str_cut(&one, (size_t)(strchr(one.p, '=') - one.p) + 1);
	propose(c->out, str_slice(&one), SLICE_NONE, -1,
		memchr(word.p, '=', word.n) != NULL);
	str_free(&one);
}

static bool is_many(struct slice word)
{
	return slice_ends(word, "...");
}

/* Word `n` of the usage; the last stands for all behind it where it may come
 * again. */
static struct slice usage_word(const char *usage, size_t n)
{
	struct slice rest = slice_of(usage), word, last = SLICE_NONE;
	size_t at = 0;

	while (slice_cut(&rest, ' ', &word)) {
		if (word.n > 1 && word.p[0] == '[')
			word = slice_make(word.p + 1, word.n - 1);
		if (slice_ends(word, "]"))
			word.n--;
		if (slice_is(word, "...") || slice_is(word, "|"))
			break;
		last = word;
		if (at++ == n)
			return word;
	}
	return is_many(last) ? last : SLICE_NONE;
}

static void offer_operand(struct completing *c)
{
	struct slice word = usage_word(c->usage, c->operands), one;

	if (is_many(word))
		word.n -= 3;
	while (word.n > 0 && slice_cut(&word, '|', &one)) {
		if (is_many(one))
			one.n -= 3;
		offer_kind(c, one);
		if (!word.p)
			break;
	}
}

/* --- the words before the cursor --- */

static const struct option_row *option_find(const struct completing *c,
					    struct slice name)
{
	for (int i = 0; i < 2; i++) {
		const struct option_row *o = i == 0 ? c->command->options :
						      common_options;

		for (; o && o->name; o++)
			if (slice_is(name, o->name))
				return o;
	}
	return NULL;
}

static void offer_options(struct completing *c)
{
	for (int i = 0; i < 2; i++) {
		const struct option_row *o = i == 0 ? c->command->options :
						      common_options;

		for (; o && o->name; o++) {
			struct str word = STR_INIT(WORD_BYTES);

			str_addf(&word, "--%s", o->name);
			if (!o->hidden)
				propose(c->out, str_slice(&word),
					slice_of(_(o->help)), -1, false);
			str_free(&word);
		}
	}
}

static const struct verb *verb_find(const struct command *k,
				    struct slice name)
{
	for (const struct verb *v = k->verbs; v && v->name; v++)
		if (slice_is(name, v->name))
			return v;
	return NULL;
}

static void take_operand(struct completing *c, struct slice word, size_t at)
{
	if (c->operands == 0)
		c->first = at;
	if (c->operands == 0 && c->command->verbs && !c->verb &&
	    (c->verb = verb_find(c->command, word)) != NULL) {
		c->usage = c->verb->usage;
		c->first = at + word.n + 1;
		return;
	}
	if (c->operands == 0 && view_find(word)) {
		c->shape = view_find(word);
		c->first = at + word.n + 1;
	}
	c->operands++;
}

static void take_command(struct completing *c, struct slice word)
{
	c->command = command_find(arena_cstr(&c->out->mem, word));
	if (c->command)
		c->usage = c->command->usage;
}

/* One complete word; the option whose value comes next, or NULL. */
static const struct option_row *take_word(struct completing *c,
					  struct slice word, size_t at,
					  const struct option_row *wanted)
{
	const struct option_row *o;

	if (wanted)	/* this is its value */
		return NULL;
	if (!c->command) {
		take_command(c, word);
		return NULL;
	}
	if (c->ended || !slice_starts(word, "--")) {
		take_operand(c, word, at);
		return NULL;
	}
	c->ended = word.n == 2;
	o = option_find(c, slice_make(word.p + 2, word.n - 2));
	return o && o->arg ? o : NULL;	/* "--name=value" is none */
}

/* Reads the complete words; NULL, or the option whose value is being typed. */
static const struct option_row *take_words(struct completing *c, size_t end)
{
	const struct option_row *wants = NULL;
	size_t at = 0;

	while (at < end) {
		struct slice rest = slice_make(c->line.p + at, end - at);
		struct slice word;

		filter_cut(&rest, ' ', &word);
		if (word.n > 0)
			wants = take_word(c, word, at, wants);
		if (!c->command)
			return NULL;
		at += word.n + 1;
	}
	return wants;
}

static void offer_verbs(struct completing *c)
{
	for (const struct verb *v = c->command->verbs; v && v->name; v++)
		offer(c, v->name, _(v->help));
}

static void offer_value(struct completing *c, const struct option_row *o)
{
	struct slice rest = slice_of(o->arg), one;

	if (strcmp(o->name, "desk") == 0) {
		desks_of(c);
		return;
	}
	while (slice_cut(&rest, '|', &one))
		offer_kind(c, one);
	if (c->out->n == 0)
		c->out->note = arena_fmt(&c->out->mem, "%s: %s", o->arg,
					 _(o->help));
}

void complete_line(const struct app *app, const struct complete_at *at,
		   struct slice line, struct proposals *out)
{
	struct completing c = { .app = app, .at = at, .line = line,
				.out = out };
	size_t from = propose_term(line, 0);
	const struct option_row *wants;

	propose_from(out, line, from);
	wants = take_words(&c, from);
	if (from == 0) {
		commands_of(&c);
		return;
	}
	if (!c.command)
		return;
	if (wants)
		offer_value(&c, wants);
	else if (!c.ended && slice_starts(out->typed, "--"))
		offer_options(&c);
	else if (c.command->verbs && !c.verb && c.operands == 0)
		offer_verbs(&c);
	else
		offer_operand(&c);
	if (out->n == 0 && out->note.n == 0 && c.usage)
		out->note = arena_fmt(&out->mem, "%s %s", c.command->name,
				      c.usage);
}
