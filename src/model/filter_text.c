#include "model/filter_text.h"

bool filter_cut(struct slice *rest, char sep, struct slice *piece)
{
	bool quoted = false;
	size_t i = 0;

	if (!rest->p)
		return false;
	for (; i < rest->n; i++) {
		if (rest->p[i] == '"')
			quoted = !quoted;
		else if (rest->p[i] == sep && !quoted)
			break;
	}
	*piece = slice_make(rest->p, i);
	if (i == rest->n)
		*rest = SLICE_NONE;
	else
		*rest = slice_make(rest->p + i + 1, rest->n - i - 1);
	return true;
}

struct slice filter_unquoted(struct slice value)
{
	if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
		return slice_make(value.p + 1, value.n - 2);
	return value;
}

void filter_quote(struct str *out, struct slice value)
{
	bool plain = true;

	for (size_t i = 0; plain && i < value.n; i++)
		plain = (unsigned char)value.p[i] >= 0x80 ||
			strchr(" \",:<>=()", value.p[i]) == NULL;
	if (plain) {
		str_add(out, value);
		return;
	}
	str_addc(out, '"');
	for (size_t i = 0; i < value.n; i++)
		str_addc(out, value.p[i] == '"' ? ' ' : value.p[i]);
	str_addc(out, '"');
}

static bool next_term(struct slice *rest, struct slice *term)
{
	while (filter_cut(rest, ' ', term))
		if (term->n > 0)
			return true;
	return false;
}

size_t filter_terms(struct slice filter)
{
	struct slice term;
	size_t n = 0;

	while (next_term(&filter, &term))
		n++;
	return n;
}

struct slice filter_term(struct slice filter, size_t i)
{
	struct slice term;

	for (size_t at = 0; next_term(&filter, &term); at++)
		if (at == i)
			return term;
	return SLICE_NONE;
}

void filter_replace(struct slice filter, size_t i, struct slice with,
		    struct str *out)
{
	size_t start = out->n;
	struct slice term;

	for (size_t at = 0; next_term(&filter, &term); at++) {
		if (at == i)
			term = with;
		if (term.n == 0)
			continue;
		if (out->n > start)
			str_addc(out, ' ');
		str_add(out, term);
	}
}

void filter_without(struct slice filter, size_t i, struct str *out)
{
	filter_replace(filter, i, SLICE_NONE, out);
}

struct filter_part filter_part(struct slice term)
{
	struct filter_part p = { .value = term };
	size_t i = 0;

	if (term.n > 1 && term.p[0] == '-') {
		p.negate = true;
		p.value = slice_make(term.p + 1, term.n - 1);
	}
	while (i < p.value.n && !memchr(":<>=\"", p.value.p[i], 5))
		i++;
	if (i == 0 || i == p.value.n || p.value.p[i] == '"')
		return p;
	p.name = slice_make(p.value.p, i);
	if (p.value.p[i] != ':' && i + 1 < p.value.n && p.value.p[i + 1] == '=')
		i++;
	p.value = slice_make(p.value.p + i + 1, p.value.n - i - 1);
	return p;
}
