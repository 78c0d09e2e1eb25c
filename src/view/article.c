#include "view/article.h"

#include "model/pdate.h"
#include "model/told.h"

#include <stdio.h>

#include "model/shape.h"

struct article article_of(const struct facts *f)
{
	return (struct article){ .text = facts_value(f, PROP_text),
				 .facts = f };
}

bool article_tells(enum property prop)
{
	return prop == PROP_text || prop == PROP_link || prop == PROP_story;
}

/* "[2] https://example.org/a" */
static struct slice link_of(struct slice line)
{
	size_t i = 1;

	if (line.n < 4 || line.p[0] != '[')
		return SLICE_NONE;
	while (i < line.n && line.p[i] >= '0' && line.p[i] <= '9')
		i++;
	if (i == 1 || i + 2 >= line.n || line.p[i] != ']' ||
	    line.p[i + 1] != ' ')
		return SLICE_NONE;
	line = slice_make(line.p + i + 2, line.n - i - 2);
	return slice_starts(line, "http://") ||
	       slice_starts(line, "https://") ? line : SLICE_NONE;
}

/* "[1] https://..." of each link that the document has. No claim stands there. */
static bool next_link(struct article *a, struct article_line *out)
{
	const struct facts *f = a->facts;

	for (; a->text.n && f && a->fact < f->n; a->fact++) {
		const struct fact *x = &f->fact[a->fact];
		int n;

		if (x->claim.prop != PROP_link || x->until.p ||
		    x->claim.value.n > ARTICLE_LINK)
			continue;
		n = snprintf(a->line, sizeof(a->line), "[%d] %.*s",
			     ++a->links, SLICE_ARG(x->claim.value));
		out->text = slice_make(a->line, (size_t)n);
		out->link = link_of(out->text);
		out->at = UINT32_MAX;
		a->fact++;
		return true;
	}
	return false;
}

bool article_next(struct article *a, struct article_line *out)
{
	struct slice rest;

	if (a->at >= a->text.n)
		return next_link(a, out);
	rest = slice_make(a->text.p + a->at, a->text.n - a->at);
	if (!slice_cut(&rest, '\n', &out->text))
		return next_link(a, out);
	out->at = a->at;
	out->link = link_of(out->text);
	a->at += out->text.n + 1;
	return true;
}

/* What names it, which is not told again; else an act or a measure. */
static struct slice about(const struct cited *c)
{
	static const enum property in_order[] = {
		PROP_name, PROP_action, PROP_label, PROP_aspect,
		PROP_jurisdiction, PROP_target,
	};

	for (size_t k = 0; k < sizeof(in_order) / sizeof(*in_order); k++)
		for (size_t i = 0; i < c->n; i++)
			if (c->claims[i].prop == in_order[k])
				return c->claims[i].value;
	return slice_of(kind_name(c->kind));
}

static void add_claim(struct str *out, const struct claim *c)
{
	const struct property_row *row = &properties[c->prop];
	const char *label = row->type == VALUE_WORD && row->list != VOCAB_NONE ?
		vocab_said(row->list, c->value) : NULL;

	property_said(c->prop, out);
	str_addc(out, ' ');
	if (label)
		str_addz(out, label);
	else if ((c->prop != PROP_event || !event_said(c->value, out)) &&
		 (row->type != VALUE_DATE || !pdate_said(c->value, out)))
		str_add(out, c->value);
	if (c->qualifier.n)
		str_addf(out, " (%.*s)", SLICE_ARG(c->qualifier));
}

static bool stands_in(uint32_t first, uint32_t last,
		      const struct article_line *line)
{
	return last >= line->at && first <= line->at + line->text.n;
}

/* What is the line in its own words needs no telling again. */
static bool repeats(const struct claim *c, const struct article_line *line)
{
	return properties[c->prop].list == VOCAB_NONE &&
	       properties[c->prop].type == VALUE_TEXT && line->text.p[0] &&
	       slice_find(line->text, c->value, 0) >= 0;
}

bool article_says(const struct cited *c, const struct article_line *line,
		  struct str *out)
{
	struct slice name = about(c);
	bool any = false, more = false;

	if (!stands_in(c->at, c->last, line))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		const struct claim *x = &c->claims[i];

		if (!stands_in(x->offset, x->offset, line) ||
		    properties[x->prop].type == VALUE_REF)
			continue;
		if (!any)
			str_addf(out, "%.*s", SLICE_ARG(name));
		any = true;
		if (slice_eq(x->value, name) || repeats(x, line))
			continue;
		str_addz(out, more ? ", " : ": ");
		add_claim(out, x);
		more = true;
	}
	return any;
}
