#include "ui/human.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/local.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "model/told.h"

void human_date(struct slice iso, struct str *out)
{
	if (!pdate_said(iso, out))
		str_add(out, iso);
}

static void put_one(enum cell_type type, enum vocab vocab, struct slice v,
		    struct str *out)
{
	const char *label = NULL;

	if (type == CELL_DATE) {
		human_date(v, out);
		return;
	}
	/* "US" and "EU" say as much as their labels, in less room */
	if (vocab != VOCAB_NONE && vocab != VOCAB_jurisdiction)
		label = vocab_lead_said(vocab, &v);
	if (label)
		str_addz(out, label);
	if (label && v.n)
		str_addc(out, ' ');
	if (!label || !brackets_said(v, out))
		str_add(out, v);
}

/* "2026-11-24T14:17:05Z" as people here have it. */
static bool put_time(struct slice v, struct str *out)
{
	struct tm tm = {0};
	char text[24];

	if (v.n < 20 || v.n >= sizeof(text))
		return false;
	memcpy(text, v.p, v.n);
	text[v.n] = '\0';
	if (sscanf(text, "%d-%d-%dT%d:%d:%dZ", &tm.tm_year, &tm.tm_mon,
		   &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec) != 6)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	local_time(out, (int64_t)timegm(&tm));
	return true;
}

void human_item(const struct column *c, struct slice item, struct str *out)
{
	enum property p;

	if (c->timed && put_time(item, out))
		return;
	if (c->kept) {
		sentence_say(out, item);
		return;
	}
	if (strcmp(c->name, "property") == 0 && property_find(item, &p)) {
		property_said(p, out);
		return;
	}
	put_one(c->type, c->vocab, item, out);
}

bool human_cut(const struct column *c, struct slice *rest,
	       struct slice *item)
{
	while (slice_cut(rest, c->list ? LIST_SEP : '\0', item))
		if (item->n > 0)
			return true;
	return false;
}

void human_value(enum property prop, struct slice value, struct str *out)
{
	const struct property_row *p = &properties[prop];

	if ((prop != PROP_event || !event_said(value, out)) &&
	    (prop != PROP_part || !part_said(value, out)))
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
