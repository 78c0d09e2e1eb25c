#include "read/plain.h"

#include <string.h>

#include "base/text.h"

enum { WRAP_BYTES = 120 };

/* Lines end in LF, CR LF or CR. */
static bool next_line(struct slice *rest, struct slice *line)
{
	size_t n = 0;

	if (!rest->p)
		return false;
	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	*line = slice_make(rest->p, n);
	if (n == rest->n) {
		*rest = SLICE_NONE;
		return true;
	}
	n += rest->p[n] == '\r' && n + 1 < rest->n && rest->p[n + 1] == '\n';
	*rest = slice_make(rest->p + n + 1, rest->n - n - 1);
	return true;
}

/* Bytes of "- ", "* " or a bullet sign at the front of the line. */
static size_t bullet(struct slice line)
{
	static const char *const signs[] = {
		"- ", "* ", "+ ", "\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x97\xA6",
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (slice_starts(line, signs[i]))
			return strlen(signs[i]);
	return 0;
}

static bool is_row(struct slice line)
{
	return line.n > 2 && line.p[0] == '|' &&
	       memchr(line.p + 1, '|', line.n - 1);
}

/* "|---|:--:|" stands between the head of a table and its rows. */
static bool is_rule(struct slice line)
{
	bool dash = false;

	for (size_t i = 0; i < line.n; i++) {
		if (!strchr("|-: ", line.p[i]) || !line.p[i])
			return false;
		dash |= line.p[i] == '-';
	}
	return dash;
}

static void add_row(struct page *p, struct slice line)
{
	struct slice cell;

	if (is_rule(line))
		return;
	line = slice_make(line.p + 1, line.n - 1);
	if (line.p[line.n - 1] == '|')
		line.n--;
	page_row(p);
	while (slice_cut(&line, '|', &cell))
		page_cell(p, cell);
	page_row_end(p);
}

static void add_para(struct page *p, struct slice text)
{
	int level = 0;

	text = slice_trim(text);
	while (level < 6 && (size_t)level < text.n && text.p[level] == '#')
		level++;
	if (level > 0)
		page_heading(p, level, slice_make(text.p + level,
						  text.n - (size_t)level));
	else if (page_heading_like(text) && !memchr(text.p, '\n', text.n))
		page_heading(p, 2, text);
	else
		page_para(p, text);
}

static bool all_short(struct slice text)
{
	struct slice line;

	while (next_line(&text, &line))
		if (line.n > WRAP_BYTES && !is_row(slice_trim(line)))
			return false;
	return true;
}

bool plain_marked(struct slice text)
{
	struct slice line;

	while (next_line(&text, &line)) {
		line = slice_trim(line);
		if (bullet(line) || is_row(line))
			return true;
	}
	return false;
}

struct wrap {
	const char *from;	/* first byte of the open paragraph, or NULL */
	const char *end;
	size_t bullet;		/* it is an item, whose sign has these bytes */
};

static void flush(struct page *p, struct wrap *w)
{
	struct slice text;

	if (!w->from)
		return;
	text = slice_make(w->from, (size_t)(w->end - w->from));
	if (w->bullet)
		page_item(p, slice_make(text.p + w->bullet,
					text.n - w->bullet), 0);
	else
		add_para(p, text);
	*w = (struct wrap){0};
}

static void take_line(struct page *p, struct wrap *w, struct slice line,
		      bool wrapped)
{
	size_t sign = bullet(line);

	if (line.n == 0 || sign || is_row(line) || !wrapped ||
	    line.p[0] == '#')
		flush(p, w);
	if (line.n == 0) {
		page_table(p);
		return;
	}
	if (is_row(line)) {
		add_row(p, line);
		return;
	}
	if (!w->from) {
		w->from = line.p;
		w->bullet = sign;
	}
	w->end = line.p + line.n;
	if (line.p[0] == '#')
		flush(p, w);
}

void plain_read(struct slice text, struct page *p)
{
	bool wrapped = all_short(text);
	struct wrap w = {0};
	struct slice line;

	while (next_line(&text, &line))
		take_line(p, &w, slice_trim(line), wrapped);
	flush(p, &w);
}
