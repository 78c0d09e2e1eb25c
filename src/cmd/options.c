#include "cmd/options.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

enum { HELP_INDENT = 24 };

static const struct option_row *row_find(const struct option_row *rows,
					 struct slice name)
{
	for (; rows && rows->name; rows++)
		if (slice_is(name, rows->name))
			return rows;
	return NULL;
}

static void names_add(struct str *to, const struct option_row *rows)
{
	for (; rows && rows->name; rows++)
		if (!rows->hidden)
			str_addf(to, "%s--%s", to->n > 0 ? " " : "",
				 rows->name);
}

static void names_try(struct nearest *near, const struct option_row *rows)
{
	for (; rows && rows->name; rows++)
		if (!rows->hidden)
			nearest_try(near, rows->name);
}

static int unknown(const struct parse *p, const char *word, struct err *e)
{
	struct str valid = STR_INIT(OPTION_BYTES);
	struct nearest near = {
		.typed = slice_make(word, strcspn(word, "=")),
	};

	names_try(&near, p->own);
	names_try(&near, p->common);
	if (near.best) {
		str_free(&valid);
		return err_set(e, ERR_USAGE, "unknown option %.60s: did you "
			       "mean --%s?", word, near.best);
	}
	names_add(&valid, p->own);
	names_add(&valid, p->common);
	err_set(e, ERR_USAGE, "unknown option %.60s; valid: %s", word,
		str_cstr(&valid));
	str_free(&valid);
	return -1;
}

static int keep(struct given *g, const struct option_row *row, size_t i,
		const char *value, struct err *e)
{
	struct str *s = &g->text[i];

	assert(i < OPTION_ROWS);
	g->is[i] = true;
	if (!row->arg)
		return value ? err_set(e, ERR_USAGE,
				       "--%s takes no value", row->name) : 0;
	s->max = OPTION_BYTES;
	if (!row->many)
		str_clear(s);
	else if (s->n > 0)
		str_addc(s, ',');
	str_addz(s, value);
	return str_ok(s, row->name, e);
}

/* One option at argv[*at]; moves on over its value. */
static int take(const struct parse *p, int argc, char **argv, int *at,
		struct err *e)
{
	const char *word = argv[*at] + 2, *equals = strchr(word, '=');
	struct slice name = slice_make(word, equals ? (size_t)(equals - word)
						    : strlen(word));
	const struct option_row *rows = p->own, *row = row_find(rows, name);
	struct given *given = p->own_given;
	const char *value = equals ? equals + 1 : NULL;

	if (!row) {
		rows = p->common;
		given = p->common_given;
		row = row_find(rows, name);
	}
	if (!row)
		return unknown(p, argv[*at], e);
	if (row->arg && !value && *at + 1 >= argc)
		return err_set(e, ERR_USAGE, "--%s needs a value: %s",
			       row->name, row->arg);
	if (row->arg && !value)
		value = argv[++*at];
	return keep(given, row, (size_t)(row - rows), value, e);
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] == '-' && word[2] != '\0';
}

static bool is_dashed(const char *word)
{
	return word[0] == '-' && word[1] != '\0' && word[1] != '-';
}

/* "-o" alone, where a row has that letter. */
static const struct option_row *letter_find(const struct option_row *rows,
					    const char *word)
{
	if (word[0] != '-' || word[1] == '\0' || word[2] != '\0')
		return NULL;
	for (; rows && rows->name; rows++)
		if (rows->letter && rows->letter == word[1])
			return rows;
	return NULL;
}

static int take_letter(const struct parse *p, const struct option_row *row,
		       int argc, char **argv, int *at, struct err *e)
{
	const char *value = NULL;

	if (row->arg && *at + 1 >= argc)
		return err_set(e, ERR_USAGE, "-%c needs a value: %s",
			       row->letter, row->arg);
	if (row->arg)
		value = argv[++*at];
	return keep(p->own_given, row, (size_t)(row - p->own), value, e);
}

/* What argv[*at] is while no `--` was seen; OPTION is taken at once. */
enum kind_of_word { WORD, OPTION_TAKEN, ENDS_OPTIONS, WRONG };

static enum kind_of_word look(const struct parse *p, int argc, char **argv,
			      int *at, struct err *e)
{
	char help[] = "--help", *helps[] = { help };
	const struct option_row *row;
	int zero = 0;

	if (strcmp(argv[*at], "--") == 0)
		return ENDS_OPTIONS;
	if (strcmp(argv[*at], "-h") == 0)
		return take(p, 1, helps, &zero, e) < 0 ? WRONG : OPTION_TAKEN;
	if (is_option(argv[*at]))
		return take(p, argc, argv, at, e) < 0 ? WRONG : OPTION_TAKEN;
	row = letter_find(p->own, argv[*at]);
	if (row)
		return take_letter(p, row, argc, argv, at, e) < 0 ?
			       WRONG : OPTION_TAKEN;
	if (!p->dashes && is_dashed(argv[*at])) {
		unknown(p, argv[*at], e);
		return WRONG;
	}
	return WORD;
}

int options_parse(const struct parse *p, int argc, char **argv,
		  struct operands *out, int *taken, struct err *e)
{
	bool open = true;	/* no `--` yet */
	int i;

	*out = (struct operands){ calloc((size_t)argc + 1, sizeof(char *)), 0 };
	if (!out->list)
		return err_set(e, ERR_MEMORY, "out of memory");
	for (i = 0; i < argc; i++) {
		enum kind_of_word kind = open ? look(p, argc, argv, &i, e) :
						WORD;

		if (kind == WRONG)
			return -1;
		if (kind == ENDS_OPTIONS)
			open = false;
		if (kind != WORD)
			continue;
		if (p->first_word_ends)
			break;
		out->list[out->n++] = argv[i];
	}
	*taken = i;
	return 0;
}

void operands_free(struct operands *w)
{
	free(w->list);
	*w = (struct operands){0};
}

void given_free(struct given *g)
{
	for (size_t i = 0; i < OPTION_ROWS; i++)
		str_free(&g->text[i]);
	*g = (struct given){0};
}

struct slice given_text(const struct given *g, size_t i)
{
	return g->is[i] ? str_slice(&g->text[i]) : SLICE_NONE;
}

void options_help(struct str *to, const struct option_row *rows)
{
	struct str left = STR_INIT(OPTION_BYTES);

	for (; rows && rows->name; rows++) {
		if (rows->hidden)
			continue;
		str_clear(&left);
		str_addz(&left, "  ");
		if (rows->letter)
			str_addf(&left, "-%c, ", rows->letter);
		str_addf(&left, "--%s%s%s", rows->name, rows->arg ? " " : "",
			 rows->arg ? rows->arg : "");
		str_addf(to, "%s%*s%s\n", str_cstr(&left),
			 left.n < HELP_INDENT ? (int)(HELP_INDENT - left.n) : 1,
			 "", _(rows->help));
	}
	str_free(&left);
}
