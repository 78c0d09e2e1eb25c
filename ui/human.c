#include "ui/human.h"

#include "base/text.h"
#include "model/query.h"

static void put_one(enum cell_type type, enum vocab vocab, struct slice v,
		    struct str *out)
{
	struct pdate d;
	char buf[PDATE_TEXT];
	const char *label = NULL;

	if (type == CELL_DATE &&
	    pdate_parse(v, DATE_ORDER_UNKNOWN, &d)) {
		str_addz(out, pdate_human(d, buf));
		return;
	}
	/* "US" and "EU" say as much as their labels, in less room */
	if (vocab != VOCAB_NONE && vocab != VOCAB_jurisdiction)
		label = vocab_lead(vocab, &v);
	if (label)
		str_addz(out, label);
	if (label && v.n)
		str_addc(out, ' ');
	str_add(out, v);
}

void human_cell(const struct column *c, struct slice cell, struct str *out)
{
	struct slice item;
	bool first = true;

	if (!c->list) {
		if (cell.p)
			put_one(c->type, c->vocab, cell, out);
		return;
	}
	while (slice_cut(&cell, LIST_SEP, &item)) {
		if (item.n == 0)
			continue;
		if (!first)
			str_addz(out, ", ");
		put_one(c->type, c->vocab, item, out);
		first = false;
	}
}

void human_value(enum property prop, struct slice value, struct str *out)
{
	const struct property_row *p = &properties[prop];

	put_one(p->type == VALUE_DATE ? CELL_DATE : CELL_TEXT,
		p->type == VALUE_WORD ? p->list : VOCAB_NONE, value, out);
}

struct slice human_get(const struct shape *s, const struct row *r,
		     const char *name)
{
	int i = shape_find(s, slice_of(name));

	return i < 0 ? SLICE_NONE : r->cell[i];
}

bool human_true(const struct shape *s, const struct row *r, const char *name)
{
	return slice_is(human_get(s, r, name), "true");
}

void match_set(struct match *m, const struct query *q)
{
	str_clear(&m->keys);
	for (size_t i = 0; m->fold && i < q->n; i++) {
		const struct query_term *t = &q->term[i];

		if (t->negate || t->is != IS_NONE || t->op != OP_MATCH)
			continue;
		for (size_t k = 0; k < t->n; k++) {
			size_t before = m->keys.n;

			m->fold(&m->keys, t->value[k]);
			if (m->keys.n > before)
				str_addc(&m->keys, '\n');
		}
	}
}

static bool holds(const struct match *m, struct slice word)
{
	struct str key = STR_INIT(4096);
	struct slice rest = str_slice(&m->keys), one, part;
	bool found = false;

	m->fold(&key, word);
	while (!found && slice_cut(&rest, '\n', &one)) {
		while (!found && slice_cut(&one, ' ', &part))
			found = part.n > 0 &&
				slice_find(str_slice(&key), part, 0) >= 0;
	}
	str_free(&key);
	return found;
}

bool match_next(const struct match *m, struct slice text, size_t *at,
		size_t *end)
{
	if (m->keys.n == 0)
		return false;
	for (size_t i = *at; i < text.n; i = *end) {
		while (i < text.n && text.p[i] == ' ')
			i++;
		*end = i;
		while (*end < text.n && text.p[*end] != ' ')
			(*end)++;
		*at = i;
		if (*end > i && holds(m, slice_make(text.p + i, *end - i)))
			return true;
	}
	return false;
}

void match_free(struct match *m)
{
	str_free(&m->keys);
}
