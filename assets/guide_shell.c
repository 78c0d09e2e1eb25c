/* The rows that completions choose from, as one function of a shell:
 *
 *   commands  common  views  is         what there is, "VALUE<TAB>HELP" each
 *   options.COMMAND  verbs.COMMAND
 *   takes.--OPTION  takes.COMMAND[.VERB].--OPTION       values of an option
 *   operand.COMMAND[.VERB].N            the Nth word, or "rest": every later
 *   view.COMMAND                        whose filter it takes, where not named
 *   columns.VIEW  values.VIEW.COLUMN
 *
 * A value "@kind" stands for what the completion looks up itself: @view
 * @filter @source @group @file @dir @desk @watch @column @sort @command.
 */
#include "assets/guide.h"

#include <ctype.h>
#include <string.h>

#include "cmd/verbs.h"
#include "model/query.h"
#include "read/reader.h"
#include "view/view.h"
#include "write/writer.h"

enum { KEY_BYTES = 128, WORD_BYTES = 64, PLACES = 8 };

struct shell {
	struct str *to;
	bool fish;
	char key[KEY_BYTES], also[KEY_BYTES];
	bool open;	/* a row of the key was written */
};

static void quoted(struct shell *s, const char *text)
{
	for (; *text; text++)
		if (*text == '\'')
			str_addz(s->to, s->fish ? "\\'" : "'\\''");
		else if (*text == '\\' && s->fish)
			str_addz(s->to, "\\\\");
		else
			str_addc(s->to, *text);
}

static void begin(struct shell *s, const char *key, const char *also)
{
	snprintf(s->key, KEY_BYTES, "%s", key);
	snprintf(s->also, KEY_BYTES, "%s", also);
	s->open = false;
}

static void row(struct shell *s, const char *value, const char *help)
{
	if (!s->open) {
		str_addf(s->to, s->fish ? "\tcase '%s'" : "\t'%s'", s->key);
		if (s->also[0])
			str_addf(s->to, s->fish ? " '%s'" : "|'%s'", s->also);
		str_addz(s->to, s->fish ? "\n\t\tprintf '%s\\n'" :
					  ")\n\t\tprintf '%s\\n'");
	}
	s->open = true;
	str_addz(s->to, " \\\n\t\t\t'");
	quoted(s, value);
	if (help[0])
		str_addc(s->to, '\t');
	quoted(s, help);
	str_addc(s->to, '\'');
}

static void end(struct shell *s)
{
	if (s->open)
		str_addz(s->to, s->fish ? "\n" : " ;;\n");
}

/* --- what an option takes --- */

/* What the word of a usage or of an option stands for; NULL: only the user
 * knows. */
static const char *kind_of(struct slice word)
{
	static const struct {
		const char *word, *kind;
	} kinds[] = {
		{ "VIEW", "@view" }, { "FILTER", "@filter" },
		{ "SOURCE", "@source" }, { "KEY", "@source" },
		{ "GROUP", "@group" }, { "FILE", "@file" },
		{ "OPML", "@file" }, { "F.csv", "@file" }, { "DIR", "@dir" },
		{ "COMMAND", "@command" }, { "-COLUMN", "@sort" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (slice_is(word, kinds[i].word))
			return kinds[i].kind;
	return NULL;
}

/* The options whose names say more than what stands for their value. */
static const char *kind_of_option(const struct option_row *o)
{
	static const struct {
		const char *name, *kind;
	} kinds[] = {
		{ "desk", "@desk" }, { "columns", "@column" },
		{ "sign", "@file" }, { "key", "@none" },
		{ "groups", "@group" }, { "panes", "@view" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(o->name, kinds[i].name) == 0)
			return kinds[i].kind;
	return kind_of(slice_of(o->arg));
}

static void all_readers(struct shell *s)
{
	row(s, "auto", "look at the first bytes");
	for (const struct reader *const *r = readers; *r; r++)
		row(s, (*r)->name, (*r)->title);
}

static bool says(const char *help, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = strstr(help, word); p; p = strstr(p + 1, word))
		if ((p == help || !isalnum((unsigned char)p[-1])) &&
		    !isalnum((unsigned char)p[n]))
			return true;
	return false;
}

/* Its help names the writers; where it names none, readers are meant. */
static void formats(struct shell *s, const struct option_row *o)
{
	bool any = false;

	for (const struct writer *const *w = writers; *w; w++) {
		if (!says(o->help, (*w)->name))
			continue;
		row(s, (*w)->name, (*w)->title);
		any = true;
	}
	if (!any)
		all_readers(s);
}

/* "person, entity, vessel or aircraft", "dmy|mdy": words to choose from. */
static void choices(struct shell *s, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, ",| ");
		char word[WORD_BYTES];

		snprintf(word, sizeof(word), "%.*s", (int)n, text);
		if (n > 0 && strcmp(word, "or") != 0)
			row(s, word, "");
		text += n + strspn(text + n, ",| ");
	}
}

static bool lower_words(const char *text)
{
	for (; *text; text++)
		if (!islower((unsigned char)*text) && *text != '|')
			return false;
	return true;
}

static void takes(struct shell *s, const char *command,
		  const struct option_row *o)
{
	const char *kind = kind_of_option(o);
	char key[KEY_BYTES], letter[KEY_BYTES] = "";

	snprintf(key, sizeof(key), "takes.%s%s--%s", command,
		 command[0] ? "." : "", o->name);
	if (o->letter)
		snprintf(letter, sizeof(letter), "takes.%s.-%c", command,
			 o->letter);
	begin(s, key, letter);
	if (kind)
		row(s, kind, "");
	else if (strcmp(o->arg, "FORMAT") == 0)
		formats(s, o);
	else if (strcmp(o->arg, "KIND") == 0 || strcmp(o->arg, "G") == 0)
		choices(s, o->help);
	else if (lower_words(o->arg))
		choices(s, o->arg);
	else
		row(s, "@none", "");
	end(s);
}

static void options(struct shell *s, const char *key, const char *command,
		    const struct option_row *rows)
{
	char name[WORD_BYTES];

	begin(s, key, "");
	for (const struct option_row *o = rows; o && o->name; o++) {
		snprintf(name, sizeof(name), "--%s", o->name);
		if (!o->hidden)
			row(s, name, o->help);
	}
	end(s);
	for (const struct option_row *o = rows; o && o->name; o++)
		if (o->arg && !o->hidden)
			takes(s, command, o);
}

/* --- the words of a command --- */

/* What may stand at each place; a place may have several words. */
struct places {
	const char *command;	/* "sources.add" */
	struct str at[PLACES], rest;
};

/* A NAME is one of those that the command lists, where it does not make it. */
static const char *kind_of_name(const char *command)
{
	static const struct {
		const char *command, *kind;
	} kinds[] = {
		{ "desk.remove", "@desk" }, { "watch.remove", "@watch" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(command, kinds[i].command) == 0)
			return kinds[i].kind;
	return NULL;
}

static void one_of(struct str *to, const char *command, struct slice word)
{
	const char *kind = slice_is(word, "NAME") ? kind_of_name(command) :
						    kind_of(word);
	size_t n = 0;

	while (n < word.n && word.p[n] != '=')
		n++;
	if (kind)
		str_addf(to, "%s\n", kind);
	else if (n < word.n)
		str_addf(to, "%.*s=\n", (int)n, word.p);
	else if (word.n > 1 && islower((unsigned char)word.p[0]))
		str_addf(to, "%.*s\n", SLICE_ARG(word));
}

/* "[KEY|GROUP...]": every word between bars at this place. */
static void place(struct places *p, size_t at, struct slice token)
{
	bool more = slice_ends(token, "...") || slice_ends(token, "...]") ||
		    slice_find(token, slice_of("="), 0) >= 0;
	struct slice word;

	while (token.n > 0 && token.p[0] == '[')
		token = slice_make(token.p + 1, token.n - 1);
	while (token.n > 0 && strchr(".]", token.p[token.n - 1]))
		token.n--;
	while (slice_cut(&token, '|', &word)) {
		while (slice_ends(word, "."))
			word.n--;
		one_of(more ? &p->rest : &p->at[at], p->command, word);
	}
}

/* "ID open|error | list": one way after the other, blanks around the bar. */
static void places_of(struct places *p, struct slice usage)
{
	struct slice token;
	size_t at = 0;

	while (slice_cut(&usage, ' ', &token)) {
		if (slice_is(token, "|"))
			at = 0;
		else if (at < PLACES && token.n > 0)
			place(p, at++, token);
	}
}

static void put_places(struct shell *s, const char *command, struct str *words,
		       const char *n)
{
	struct slice rest = slice_trim(str_slice(words)), one;
	char key[KEY_BYTES], word[WORD_BYTES];

	snprintf(key, sizeof(key), "operand.%s.%s", command, n);
	begin(s, key, "");
	while (rest.n > 0 && slice_cut(&rest, '\n', &one)) {
		snprintf(word, sizeof(word), "%.*s", SLICE_ARG(one));
		row(s, word, "");
	}
	end(s);
	str_free(words);
}

static void operands(struct shell *s, const char *command, const char *usage)
{
	struct places p = { .command = command,
			    .rest = STR_INIT(GUIDE_BYTES) };
	char n[WORD_BYTES];

	for (size_t i = 0; i < PLACES; i++)
		p.at[i] = STR_INIT(GUIDE_BYTES);
	places_of(&p, slice_of(usage));
	for (size_t i = 0; i < PLACES; i++) {
		snprintf(n, sizeof(n), "%zu", i);
		put_places(s, command, &p.at[i], n);
	}
	put_places(s, command, &p.rest, "rest");
}

static void verbs(struct shell *s, const struct command *c)
{
	char key[KEY_BYTES];

	snprintf(key, sizeof(key), "verbs.%s", c->name);
	begin(s, key, "");
	for (const struct verb *v = c->verbs; v->name; v++)
		row(s, v->name, v->help);
	end(s);
	for (const struct verb *v = c->verbs; v->name; v++) {
		snprintf(key, sizeof(key), "%s.%s", c->name, v->name);
		operands(s, key, v->usage);
	}
}

static void command(struct shell *s, const struct command *c)
{
	char key[KEY_BYTES];

	snprintf(key, sizeof(key), "options.%s", c->name);
	options(s, key, c->name, c->options);
	if (c->verbs)
		verbs(s, c);
	else
		operands(s, c->name, c->usage);
}

/* --- views --- */

static void put_columns(struct shell *s, const struct shape *v)
{
	char key[KEY_BYTES];

	snprintf(key, sizeof(key), "columns.%s", v->name);
	begin(s, key, "");
	for (size_t i = 0; i < shape_width(v); i++) {
		const struct column *c = shape_column(v, i);

		row(s, c->name, c->help);
		if (c->alias)
			row(s, c->alias, c->help);
	}
	end(s);
}

static void put_values(struct shell *s, const struct shape *v,
		       const struct column *c)
{
	char key[KEY_BYTES], also[KEY_BYTES] = "";
	const struct vocab_word *w;
	const char *last = "";
	size_t n;

	snprintf(key, sizeof(key), "values.%s.%s", v->name, c->name);
	if (c->alias)
		snprintf(also, sizeof(also), "values.%s.%s", v->name,
			 c->alias);
	begin(s, key, also);
	if (c->type == CELL_FLAG) {
		row(s, "true", c->help);
		row(s, "false", "");
	}
	w = c->vocab ? vocab_rows(c->vocab, &n) : NULL;
	for (size_t i = 0; w && i < n; i++) {
		if (strcmp(word_value(&w[i]), last) != 0)
			row(s, word_value(&w[i]), word_text(&w[i]));
		last = word_value(&w[i]);
	}
	end(s);
}

static void put_views(struct shell *s)
{
	const char *name, *about;

	begin(s, "views", "");
	for (const struct shape *const *v = views; *v; v++)
		row(s, (*v)->name, (*v)->help);
	end(s);
	begin(s, "is", "");
	for (size_t i = 0; (name = query_is_name(i, &about)) != NULL; i++)
		row(s, name, about);
	end(s);
	for (const struct shape *const *v = views; *v; v++) {
		put_columns(s, *v);
		for (size_t i = 0; i < shape_width(*v); i++)
			put_values(s, *v, shape_column(*v, i));
	}
}

/* Commands whose filter is of a view that does not stand before it. */
static void put_own_views(struct shell *s)
{
	static const struct {
		const char *command, *view;
	} own[] = {
		{ "changes", "changes" }, { "timeline", "events" },
		{ "sources", "sources" }, { "watch", "releases" },
		{ "desk", "releases" }, { "set", "recommendations" },
	};
	char key[KEY_BYTES];

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		snprintf(key, sizeof(key), "view.%s", own[i].command);
		begin(s, key, "");
		row(s, own[i].view, "");
		end(s);
	}
}

void shell_rows(struct str *to, struct slice arg)
{
	struct shell s = { .to = to, .fish = slice_is(arg, "fish") };

	str_addz(to, s.fish ? "function __thaw_rows\n\tswitch $argv[1]\n" :
			      "_thaw_rows() {\n\tcase $1 in\n");
	begin(&s, "commands", "");
	for (const struct command *const *c = commands; *c; c++)
		row(&s, (*c)->name, (*c)->summary);
	end(&s);
	options(&s, "common", "", common_options);
	for (const struct command *const *c = commands; *c; c++)
		command(&s, *c);
	begin(&s, "takes.sources.add.--format", "");
	all_readers(&s);
	end(&s);
	put_own_views(&s);
	put_views(&s);
	str_addz(to, s.fish ? "\tend\nend\n" : "\tesac\n}\n");
}
