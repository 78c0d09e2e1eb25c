#include "model/command.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static int unclosed(struct err *e)
{
	return err_set(e, ERR_USAGE, "a quote is not closed");
}

/* One word at the front of *rest, its quotes taken off: 1, 0 at the end. */
static int take_word(struct slice *rest, struct str *word, struct err *e)
{
	size_t at = 0;
	char quote = '\0';

	str_clear(word);
	while (at < rest->n && is_blank(rest->p[at]))
		at++;
	if (at == rest->n)
		return 0;
	for (; at < rest->n && (quote || !is_blank(rest->p[at])); at++) {
		char c = rest->p[at];

		if (c == quote)
			quote = '\0';
		else if (!quote && (c == '"' || c == '\''))
			quote = c;
		else
			str_addc(word, c);
	}
	if (quote)
		return unclosed(e);
	*rest = slice_make(rest->p + at, rest->n - at);
	return str_ok(word, "command", e) < 0 ? -1 : 1;
}

int command_words(struct slice text, struct arena *mem, char ***out,
		  struct err *e)
{
	char **list = arena_get(mem, (COMMAND_WORDS + 1) * sizeof(*list));
	struct str word = STR_INIT(1 << 16);
	size_t n = 0;
	int rc;

	*out = NULL;
	if (!list)
		return arena_ok(mem, "command", e);
	while ((rc = take_word(&text, &word, e)) > 0) {
		if (n == COMMAND_WORDS) {
			rc = err_set(e, ERR_USAGE, "more than %d words",
				     COMMAND_WORDS);
			break;
		}
		list[n++] = arena_cstr(mem, str_slice(&word));
	}
	str_free(&word);
	if (rc == 0 && n > 0)
		*out = list;
	return rc < 0 ? -1 : arena_ok(mem, "command", e);
}

/* Behind "name =" at the front of the line, up to a comment; false where it is
 * another line or its value is quoted. */
static bool bare_value(struct slice line, const char *name,
		       struct slice *value)
{
	struct slice rest = slice_trim(line);
	ptrdiff_t comment;

	if (!slice_starts(rest, name))
		return false;
	rest = slice_trim(slice_make(rest.p + strlen(name),
				     rest.n - strlen(name)));
	if (!slice_starts(rest, "="))
		return false;
	*value = slice_trim(slice_make(rest.p + 1, rest.n - 1));
	if (value->n == 0 || memchr("\"'{#", value->p[0], 4))
		return false;
	comment = slice_find(*value, SLICE(" #"), 0);
	if (comment >= 0)
		*value = slice_trim(slice_make(value->p, (size_t)comment));
	return true;
}

void command_quote(struct slice text, const char *name, struct str *out)
{
	struct slice line, value;

	for (bool first = true; slice_cut(&text, '\n', &line); first = false) {
		if (!first)
			str_addc(out, '\n');
		if (!bare_value(line, name, &value)) {
			str_add(out, line);
			continue;
		}
		str_addf(out, "%s = \"", name);
		for (size_t i = 0; i < value.n; i++) {
			if (value.p[i] == '"' || value.p[i] == '\\')
				str_addc(out, '\\');
			str_addc(out, value.p[i]);
		}
		str_addc(out, '"');
	}
}
