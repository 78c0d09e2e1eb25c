/* Pieces of manual pages (mdoc), and the commands, options and keys. */
#include "assets/guide.h"

#include <ctype.h>
#include <string.h>

#include "cmd/verbs.h"
#include "ui/keys.h"
#include "ui/theme.h"
#include "ui/pane.h"
#include "write/writer.h"

enum { TAG_MOST = 30 };

/* What roff would take for something else, or print as another sign. */
static void put_sign(struct str *to, char c, bool literal)
{
	if (c == '\\')
		str_addz(to, "\\e");
	else if (c == '-' && literal)
		str_addz(to, "\\-");
	else if (c == '\'' && literal)
		str_addz(to, "\\(aq");
	else if (c == '`')
		str_addz(to, "\\(ga");
	else if (c == '^')
		str_addz(to, "\\(ha");
	else if (c == '~')
		str_addz(to, "\\(ti");
	else
		str_addc(to, c);
}

void man_literal(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		put_sign(to, text.p[i], true);
}

/* A line of text is never a request. */
static void put_line(struct str *to, const struct str *line)
{
	if (line->n > 0 && (line->p[0] == '.' || line->p[0] == '\''))
		str_addz(to, "\\&");
	str_add(to, str_slice(line));
	str_addc(to, '\n');
}

static bool ends_sentence(struct slice word)
{
	while (word.n > 0 && strchr(")\"`", word.p[word.n - 1]))
		word.n--;
	return word.n > 1 && strchr(".?!", word.p[word.n - 1]);
}

static void put_word(struct str *to, struct slice word, bool *code)
{
	/* No line breaks inside "--as-of". */
	bool option = slice_find(word, slice_of("--"), 0) >= 0;

	/* Nor of what is no word of a language. */
	if (memchr(word.p, '_', word.n) || memchr(word.p, '=', word.n) ||
	    memchr(word.p, ':', word.n - 1) || memchr(word.p, '/', word.n))
		str_addz(to, "\\%");
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '`') {
			*code = !*code;
			str_addz(to, *code ? "\\fB" : "\\fR");
		} else {
			put_sign(to, word.p[i], *code || option);
		}
	}
}

void man_prose(struct str *to, struct slice text)
{
	struct str line = STR_INIT(GUIDE_BYTES);
	bool code = false, ended = false;
	size_t at = 0;

	while (at < text.n) {
		size_t from = at;
		struct slice word;

		while (at < text.n && !isspace((unsigned char)text.p[at]))
			at++;
		word = slice_make(text.p + from, at - from);
		while (at < text.n && isspace((unsigned char)text.p[at]))
			at++;
		if (word.n == 0)
			continue;
		if (line.n > 0 && (line.n + word.n >= GUIDE_COLUMNS ||
				   (ended && !islower((unsigned char)word.p[0])))) {
			put_line(to, &line);
			str_clear(&line);
		}
		if (line.n > 0)
			str_addc(&line, ' ');
		put_word(&line, word, &code);
		ended = ends_sentence(word);
	}
	if (line.n > 0)
		put_line(to, &line);
	str_free(&line);
}

/* "rows of one view" as "Rows of one view." */
static void sentence(struct str *to, const char *text)
{
	struct str s = STR_INIT(GUIDE_BYTES);

	str_addz(&s, text);
	if (s.n > 0 && s.p[0] != '`' && !slice_starts(str_slice(&s), "thaw"))
		s.p[0] = (char)toupper((unsigned char)s.p[0]);
	if (s.n > 0 && !strchr(".?!", s.p[s.n - 1]))
		str_addc(&s, '.');
	man_prose(to, str_slice(&s));
	str_free(&s);
}

static bool upper_word(struct slice w)
{
	bool letter = false;

	for (size_t i = 0; i < w.n; i++) {
		if (islower((unsigned char)w.p[i]))
			return false;
		letter |= isupper((unsigned char)w.p[i]) != 0;
	}
	return letter;
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-';
}

void man_usage(struct str *to, struct slice usage)
{
	for (size_t i = 0; i < usage.n;) {
		size_t from = i;
		struct slice w;

		while (i < usage.n && in_word(usage.p[i]))
			i++;
		w = slice_make(usage.p + from, i - from);
		if (w.n > 0) {
			str_addz(to, upper_word(w) ? "\\fI" : "\\fB");
			man_literal(to, w);
			str_addz(to, "\\fR");
		} else {
			man_literal(to, slice_make(usage.p + i++, 1));
		}
	}
}

/* --- what `more` writes --- */

enum block { BLOCK_NONE, BLOCK_TEXT, BLOCK_ROWS, BLOCK_LINES };

struct more {
	struct str *to;
	struct str text;	/* of the paragraph, or the row, that is open */
	enum block open;
	bool gap;		/* an empty line stood before */
	size_t indent;		/* of the first of BLOCK_LINES */
};

static void close_text(struct more *m)
{
	man_prose(m->to, str_slice(&m->text));
	str_clear(&m->text);
}

static void go_to(struct more *m, enum block next)
{
	if (m->open == BLOCK_TEXT || m->open == BLOCK_ROWS)
		close_text(m);
	if (m->open == next && !m->gap)
		return;
	if (m->open == BLOCK_ROWS)
		str_addz(m->to, ".El\n");
	if (m->open == BLOCK_LINES)
		str_addz(m->to, ".Ed\n");
	if (next == BLOCK_TEXT && (m->gap || m->open == BLOCK_NONE))
		str_addz(m->to, ".Pp\n");
	if (next == BLOCK_ROWS)
		str_addz(m->to, m->gap || m->open == BLOCK_NONE ?
			 ".Pp\n.Bl -tag -width 18n -offset 2n -compact\n" :
			 ".Bl -tag -width 18n -offset 2n -compact\n");
	if (next == BLOCK_LINES)
		str_addz(m->to, m->gap ?
			 ".Bd -literal -offset 2n\n" :
			 ".Bd -literal -offset 2n -compact\n");
	m->open = next;
	m->gap = false;
}

/* "name   what it is": where the second part begins; 0: there is none. */
static size_t second_part(struct slice line)
{
	ptrdiff_t gap = slice_find(line, slice_of("  "), 0);
	size_t at = gap > 0 && gap < TAG_MOST ? (size_t)gap : 0;

	while (at && at < line.n && line.p[at] == ' ')
		at++;
	return at == line.n ? 0 : at;
}

static void row(struct more *m, struct slice line, size_t second)
{
	struct slice left = slice_trim(slice_make(line.p, second));

	go_to(m, BLOCK_ROWS);
	str_addz(m->to, ".It ");
	for (size_t i = 0; i < left.n; i++) {
		struct slice one = slice_make(left.p + i, 1);

		str_addz(m->to, i ? "" : "\\fB");
		if (one.p[0] == ' ')
			str_addz(m->to, "\\ ");
		else
			man_literal(m->to, one);
	}
	str_addz(m->to, "\\fR\n");
	str_add(&m->text, slice_make(line.p + second, line.n - second));
}

static void literal_line(struct more *m, struct slice line, size_t indent)
{
	struct str s = STR_INIT(GUIDE_BYTES);

	if (m->open != BLOCK_LINES || m->gap)
		m->indent = indent;
	go_to(m, BLOCK_LINES);
	for (size_t i = m->indent; i < indent; i++)
		str_addc(&s, ' ');
	man_literal(&s, line);
	put_line(m->to, &s);
	str_free(&s);
}

static void more_line(struct more *m, struct slice line)
{
	size_t indent = 0, second;
	struct slice rest;

	while (indent < line.n && line.p[indent] == ' ')
		indent++;
	rest = slice_make(line.p + indent, line.n - indent);
	second = second_part(rest);
	if (rest.n == 0) {
		m->gap = true;
	} else if (indent >= 8 && m->open == BLOCK_ROWS && !m->gap) {
		str_addc(&m->text, ' ');
		str_add(&m->text, rest);
	} else if (indent >= 1 && second > 0) {
		row(m, rest, second);
	} else if (indent >= 1) {
		literal_line(m, rest, indent);
	} else {
		if (m->open != BLOCK_TEXT || m->gap)
			go_to(m, BLOCK_TEXT);
		str_addc(&m->text, ' ');
		str_add(&m->text, rest);
	}
}

void man_more(struct str *to, struct slice text)
{
	struct more m = { .to = to, .text = STR_INIT(GUIDE_BYTES) };
	struct slice line;

	while (slice_cut(&text, '\n', &line))
		more_line(&m, line);
	go_to(&m, BLOCK_NONE);
	str_free(&m.text);
}

/* --- commands --- */

static void put_options(struct str *to, const struct option_row *rows)
{
	if (!rows || !rows->name)
		return;
	str_addz(to, ".Bl -tag -width 18n -offset 2n -compact\n");
	for (; rows->name; rows++) {
		if (rows->hidden)
			continue;
		str_addz(to, ".It ");
		if (rows->letter)
			str_addf(to, "Fl %c , ", rows->letter);
		str_addf(to, "Fl Fl %s", rows->name);
		if (rows->arg) {
			str_addz(to, " Ar ");
			man_literal(to, slice_of(rows->arg));
		}
		str_addc(to, '\n');
		man_prose(to, slice_of(rows->help));
	}
	str_addz(to, ".El\n");
}

static void put_verbs(struct str *to, const struct command *c)
{
	if (!c->verbs)
		return;
	str_addz(to, ".Pp\n.Bl -tag -width 18n -offset 2n -compact\n");
	for (const struct verb *v = c->verbs; v->name; v++) {
		str_addf(to, ".It \\fB%s\\fR%s", v->name,
			 v->usage[0] ? "\\ " : "");
		man_usage(to, slice_of(v->usage));
		str_addc(to, '\n');
		man_prose(to, slice_of(v->help));
	}
	str_addz(to, ".El\n");
}

static void put_command(struct str *to, const struct command *c)
{
	struct str more = STR_INIT(GUIDE_BYTES);

	str_addf(to, ".Ss %s\n.Nm thaw\n\\fB%s\\fR%s", c->name, c->name,
		 c->usage[0] ? " " : "");
	man_usage(to, slice_of(c->usage));
	str_addz(to, "\n.Pp\n");
	sentence(to, c->summary);
	put_verbs(to, c);
	if (c->more) {
		c->more(&more);
		man_more(to, str_slice(&more));
	}
	if (c->options) {
		str_addz(to, ".Pp\n");
		put_options(to, c->options);
	}
	str_free(&more);
}

void man_commands(struct str *to, struct slice arg)
{
	(void)arg;
	for (const struct command *const *c = commands; *c; c++)
		put_command(to, *c);
}

void man_options(struct str *to, struct slice arg)
{
	(void)arg;
	put_options(to, common_options);
}

void man_writers(struct str *to, struct slice arg)
{
	(void)arg;
	str_addz(to, ".Bl -tag -width 14n -offset 2n -compact\n");
	for (const struct writer *const *w = writers; *w; w++) {
		str_addf(to, ".It Cm %s\n", (*w)->name);
		man_prose(to, slice_of((*w)->title));
	}
	str_addz(to, ".El\n");
}

void man_version(struct str *to, struct slice arg)
{
	str_add(to, arg);
	str_addz(to, " " PACKAGE_VERSION "\n");
}

/* --- the screen --- */

/* The topics of the help, each with its list. */
static void begin_topic(struct str *to, enum action act)
{
	const char *title = keymap_group_of(act);

	if (!title)
		return;
	str_addf(to, "%s.Pp\n\\fI%s\\fR\n", act == ACT_NONE + 1 ? "" : ".El\n",
		 title);
	str_addz(to, ".Bl -tag -width 14n -offset 2n -compact\n");
}

void man_keys(struct str *to, struct slice arg)
{
	(void)arg;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		struct slice rest = slice_of(actions[i].keys), key;

		begin_topic(to, (enum action)i);
		str_addz(to, ".It ");
		while (slice_cut(&rest, ' ', &key)) {
			str_addz(to, "\\fB\\&");
			man_literal(to, key);
			str_addz(to, rest.n ? "\\fR\\ " : "\\fR\n");
		}
		man_prose(to, slice_of(actions[i].help));
	}
	str_addz(to, ".El\n");
}

void man_panes(struct str *to, struct slice arg)
{
	(void)arg;
	str_addz(to, ".Bl -tag -width 18n -offset 2n -compact\n");
	for (int i = 0; i < PANE_COUNT; i++) {
		str_addf(to, ".It \\fB%s\\fR", panes[i]->title);
		str_addf(to, "\nThe view \\fB%s\\fR, key \\fB\\&%s\\fR.\n",
			 panes[i]->view, actions[ACT_PANE_1 + i].keys);
	}
	str_addz(to, ".El\n");
}

void man_actions(struct str *to, struct slice arg)
{
	(void)arg;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		begin_topic(to, (enum action)i);
		str_addz(to, ".It \\fB");
		man_literal(to, slice_of(actions[i].name));
		str_addz(to, "\\fR\n");
		man_prose(to, slice_of(actions[i].help));
	}
	str_addz(to, ".El\n");
}

void man_roles(struct str *to, struct slice arg)
{
	(void)arg;
	for (int i = 0; i < ROLE_COUNT; i++) {
		str_addz(to, ".Ql ");
		for (const char *c = theme_role((enum role)i); *c; c++)
			str_addc(to, (char)tolower((unsigned char)*c));
		str_addz(to, i + 1 < ROLE_COUNT ? " ,\n" : " .\n");
	}
}
