#include "model/conf_edit.h"

#include <string.h>

#include "model/conf.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t quoted_end(struct slice s, size_t at)
{
	char quote = s.p[at++];

	while (at < s.n && s.p[at] != quote)
		at += s.p[at] == '\\' && at + 1 < s.n ? 2 : 1;
	return at;	/* at the closing quote, or the end of the text */
}

static size_t line_end(struct slice s, size_t at)
{
	while (at < s.n && s.p[at] != '\n')
		at++;
	return at;
}

static enum conf_tok comment(struct slice s, size_t at, size_t *end)
{
	ptrdiff_t close;

	if (s.p[at] == '#' || (at + 1 < s.n && s.p[at + 1] == '/')) {
		*end = line_end(s, at);
		return CONF_COMMENT;
	}
	close = slice_find(s, SLICE("*/"), at + 2);
	*end = close < 0 ? s.n : (size_t)close + 2;
	return close < 0 ? CONF_BAD : CONF_COMMENT;
}

static bool is_comment(struct slice s, size_t at)
{
	return s.p[at] == '#' || (s.p[at] == '/' && at + 1 < s.n &&
				  (s.p[at + 1] == '/' || s.p[at + 1] == '*'));
}

static enum conf_tok token(struct slice s, size_t at, size_t *end)
{
	*end = at;
	if (at >= s.n)
		return CONF_END;
	if (is_blank(s.p[at])) {
		while (*end < s.n && is_blank(s.p[*end]))
			++*end;
		return CONF_BLANK;
	}
	if (is_comment(s, at))
		return comment(s, at, end);
	if (s.p[at] == '"' || s.p[at] == '\'') {
		*end = quoted_end(s, at);
		if (*end >= s.n) {
			*end = s.n;
			return CONF_BAD;
		}
		++*end;
		return CONF_QUOTED;
	}
	*end = at + 1;
	if (strchr("{}()=+,", s.p[at]))
		return CONF_SIGN;
	while (*end < s.n && !is_blank(s.p[*end]) &&
	       !strchr("{}()=+,\"'#", s.p[*end]))
		++*end;
	return CONF_WORD;
}

enum conf_tok conf_next(struct slice text, size_t at, struct slice *out)
{
	size_t end;
	enum conf_tok t = token(text, at, &end);

	*out = text.n ? slice_make(text.p + at, end - at) : SLICE_NONE;
	return t;
}

/* As conf_next, past blanks and comments; *at goes behind the token. */
static enum conf_tok significant(struct slice text, size_t *at,
				 struct slice *out)
{
	enum conf_tok t;

	do {
		t = conf_next(text, *at, out);
		*at += out->n;
	} while (t == CONF_BLANK || t == CONF_COMMENT);
	return t;
}

/* Behind the } of the body that starts at `at`. */
static bool body_end(struct slice text, size_t at, size_t *end)
{
	struct slice tok;
	int depth = 1;

	while (depth > 0) {
		enum conf_tok t = significant(text, &at, &tok);

		if (t == CONF_END || t == CONF_BAD)
			return false;
		if (t == CONF_SIGN && tok.p[0] == '{')
			depth++;
		if (t == CONF_SIGN && tok.p[0] == '}')
			depth--;
	}
	*end = at;
	return true;
}

static int lines_in(struct slice text, size_t from, size_t to)
{
	int lines = 0;

	for (size_t i = from; i < to; i++)
		lines += text.p[i] == '\n';
	return lines;
}

static struct slice unquote(struct slice tok)
{
	bool quoted = tok.n >= 2 && (tok.p[0] == '"' || tok.p[0] == '\'');

	return quoted ? slice_make(tok.p + 1, tok.n - 2) : tok;
}

static bool find_from(struct slice text, const char *type, struct slice key,
		      struct conf_span *out)
{
	struct slice tok, title;
	size_t at = out->end, start;

	for (;;) {
		enum conf_tok t = significant(text, &at, &tok);

		if (t == CONF_END || t == CONF_BAD)
			return false;
		if (t != CONF_WORD || !slice_is(tok, type))
			continue;
		start = at - tok.n;
		significant(text, &at, &title);
		significant(text, &at, &tok);
		if (!slice_is(tok, "{"))
			continue;
		out->body = at;
		if (!body_end(text, at, &at))
			return false;
		if (!slice_eq(unquote(title), key))
			continue;
		out->line += lines_in(text, out->start, start);
		out->start = start;
		out->end = at;
		return true;
	}
}

bool conf_section(struct slice text, const char *type, struct slice key,
		  struct conf_span *out)
{
	struct conf_span found = { .line = 1 };

	if (!find_from(text, type, key, &found))
		return false;
	*out = found;
	return true;
}

bool conf_section_behind(struct slice text, const char *type,
			 struct slice key, struct conf_span *out)
{
	struct conf_span found = *out;

	if (!found.line || !find_from(text, type, key, &found))
		return conf_section(text, type, key, out);
	*out = found;
	return true;
}

/* In double quotes libconfuse would put the environment for ${NAME}. */
static void add_quoted(struct str *out, struct slice tok)
{
	for (size_t i = 0; i < tok.n; i++) {
		if (tok.p[i] == '$' && tok.p[0] == '"')
			str_addc(out, '\\');
		str_addc(out, tok.p[i]);
		if (tok.p[i] == '\\' && i + 1 < tok.n)
			str_addc(out, tok.p[++i]);
	}
}

int conf_literal(struct slice text, const char *name, struct str *out,
		 struct err *e)
{
	struct slice tok;
	enum conf_tok t;

	for (size_t at = 0; (t = conf_next(text, at, &tok)) != CONF_END;
	     at += tok.n) {
		if (t == CONF_BAD)
			return err_set(e, ERR_USAGE, "%s:%d: the quote or "
				       "comment that begins here is not "
				       "closed", name, 1 + lines_in(text, 0, at));
		if (t == CONF_WORD && memchr(tok.p, '$', tok.n))
			return err_set(e, ERR_USAGE, "%s:%d: a $ must stand "
				       "in quotes", name, 1 + lines_in(text, 0, at));
		if (t == CONF_QUOTED)
			add_quoted(out, tok);
		else
			str_add(out, tok);
	}
	return 0;
}

static int find(struct slice text, struct slice key, struct conf_span *span,
		struct err *e)
{
	if (conf_section(text, "source", key, span))
		return 0;
	return err_set(e, ERR_USAGE, "there is no source \"%.*s\"",
		       SLICE_ARG(key));
}

/* The value of `name = value` in the body, as it stands in the text. */
static bool find_value(struct slice text, const struct conf_span *span,
		       const char *name, struct slice *value)
{
	size_t at = span->body, before;
	struct slice tok;
	enum conf_tok t;
	bool named = false;
	int depth = 0;

	while (at < span->end) {
		t = significant(text, &at, &tok);
		if (t == CONF_SIGN && tok.p[0] == '{')
			depth++;
		if (t == CONF_SIGN && tok.p[0] == '}')
			depth--;
		before = at;
		if (t == CONF_SIGN && tok.p[0] == '=' && named) {
			t = significant(text, &at, value);
			if (t == CONF_WORD || t == CONF_QUOTED)
				return true;
			at = before;
		}
		named = depth == 0 && t == CONF_WORD && slice_is(tok, name);
	}
	return false;
}

static int replace(struct slice text, size_t from, size_t to,
		   const char *with, struct str *out, struct err *e)
{
	str_add(out, slice_make(text.p, from));
	str_addz(out, with);
	str_add(out, slice_make(text.p + to, text.n - to));
	return str_ok(out, "configuration", e);
}

/* libconfuse reads more than our scanner knows ("a*b", "+="): what it makes of
 * the text now is what counts. */
static int check_enabled(const struct str *text, struct slice key,
			 bool enabled, struct err *e)
{
	struct sources s;
	struct err ignored = {0};
	const struct source *src;
	bool as_asked = false;

	if (conf_sources(str_slice(text), "", &s, &ignored) == 0) {
		src = sources_find(&s, key);
		as_asked = src && src->enabled == enabled;
		sources_free(&s);
	}
	if (as_asked)
		return 0;
	return err_set(e, ERR_USAGE, "source \"%.*s\" is written in a way that"
		       " thaw cannot edit; nothing was changed: set \"enabled\""
		       " in the file", SLICE_ARG(key));
}

int conf_set_enabled(struct slice text, struct slice key, bool enabled,
		     struct str *out, struct err *e)
{
	const char *word = enabled ? "true" : "false";
	struct conf_span span = {0};
	struct slice value;
	size_t at;
	int rc;

	if (find(text, key, &span, e) < 0)
		return -1;
	if (find_value(text, &span, "enabled", &value)) {
		at = (size_t)(value.p - text.p);
		rc = replace(text, at, at + value.n, word, out, e);
	} else {
		rc = replace(text, span.body, span.body,
			     enabled ? "\n\tenabled = true\n" :
				       "\n\tenabled = false\n", out, e);
	}
	return rc < 0 ? -1 : check_enabled(out, key, enabled, e);
}

/* The rest of its last line goes with it where that is blank. */
void conf_cut(struct slice text, const struct conf_span *span, struct str *out)
{
	size_t end = span->end;

	while (end < text.n && is_blank(text.p[end]) && text.p[end] != '\n')
		end++;
	if (end < text.n && text.p[end] == '\n')
		end++;
	str_add(out, slice_make(text.p, span->start));
	str_add(out, slice_make(text.p + end, text.n - end));
}

int conf_remove(struct slice text, struct slice key, struct str *out,
		struct err *e)
{
	struct conf_span span = {0};

	if (find(text, key, &span, e) < 0)
		return -1;
	conf_cut(text, &span, out);
	return str_ok(out, "configuration", e);
}

void conf_put_string(struct str *out, struct slice s)
{
	str_addc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			str_addc(out, '\\');
		/* a line of its own would end the string */
		str_addc(out, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
	}
	str_addc(out, '"');
}

static void put_option(struct str *out, const char *name, struct slice value)
{
	if (value.n == 0)
		return;
	str_addf(out, "\t%s = ", name);
	conf_put_string(out, value);
	str_addc(out, '\n');
}

static void put_list(struct str *out, const char *name,
		     const struct slice *values, size_t n)
{
	if (n == 0)
		return;
	str_addf(out, "\t%s = {", name);
	for (size_t i = 0; i < n; i++) {
		str_addz(out, i ? ", " : "");
		conf_put_string(out, values[i]);
	}
	str_addz(out, "}\n");
}

static void put_net(struct str *out, const struct source_net *net)
{
	put_list(out, "header", net->header, net->n_headers);
	put_list(out, "resolve", net->resolve, net->n_resolve);
	put_option(out, "proxy", net->proxy);
	put_option(out, "cert", net->cert);
	put_option(out, "key", net->key);
	put_option(out, "ca_file", net->ca_file);
	if (net->per_minute > 0)
		str_addf(out, "\tper_minute = %d\n", net->per_minute);
}

int conf_add(struct slice text, const struct source *src, struct str *out,
	     struct err *e)
{
	struct conf_span span = {0};

	if (!source_key_valid(src->key))
		return err_set(e, ERR_USAGE, "\"%.*s\" is no source key: use "
			       "a-z, 0-9 and -", SLICE_ARG(src->key));
	if (conf_section(text, "source", src->key, &span))
		return err_set(e, ERR_USAGE, "there is a source \"%.*s\" "
			       "already, in line %d", SLICE_ARG(src->key),
			       span.line);
	str_add(out, text);
	if (text.n > 0 && text.p[text.n - 1] != '\n')
		str_addc(out, '\n');
	str_addf(out, "%ssource \"%.*s\" {\n", text.n ? "\n" : "",
		 SLICE_ARG(src->key));
	put_option(out, "title", src->title);
	put_option(out, "publisher", src->publisher);
	put_list(out, "url", src->url, src->n_urls);
	put_option(out, "index", src->index);
	put_option(out, "format", src->format);
	put_option(out, "group", src->group);
	str_addz(out, "\tperiod = \"");
	period_text(out, src->period_s);
	str_addz(out, "\"\n");
	put_option(out, "user_agent", src->user_agent);
	if (!slice_starts(src->mapping, "map\n"))
		put_option(out, "mapping", src->mapping);
	put_net(out, &src->net);
	if (src->max_bytes > 0)
		str_addf(out, "\tmax_bytes_mb = %lld\n",
			 (long long)(src->max_bytes + (1 << 20) - 1) >> 20);
	str_addf(out, "\tenabled = %s\n}\n", src->enabled ? "true" : "false");
	return str_ok(out, "configuration", e);
}
