#include "write/writer.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "model/told.h"
#include "write/tame.h"

#define WRITER_ROW(name) &out_##name,
const struct writer *const writers[] = { WRITERS(WRITER_ROW) NULL };
#undef WRITER_ROW

const struct writer *writer_find(struct slice name)
{
	for (const struct writer *const *w = writers; *w; w++)
		if (slice_ieq(name, (*w)->name))
			return *w;
	return NULL;
}

bool column_is_public(const struct column *c)
{
	return !c->hidden;
}

bool cell_next(struct slice *rest, bool list, struct slice *value)
{
	if (!rest->p)
		return false;
	if (!list) {
		*value = *rest;
		*rest = SLICE_NONE;
		return true;
	}
	while (slice_cut(rest, LIST_SEP, value))
		if (value->n > 0)
			return true;
	return false;
}

void cell_join(struct str *to, const struct column *c, struct slice cell,
	       const char *sep)
{
	struct slice value;

	for (bool first = true; cell_next(&cell, c->list, &value);
	     first = false) {
		if (!first)
			str_addz(to, sep);
		text_tame(to, value);
	}
}

/* A column of a few cells has room for the word, not for its label. */
enum { LABEL_CELLS = 4, SAID_BYTES = 1 << 20 };

static void put_kept(struct str *to, struct slice kept)
{
	struct str said = STR_INIT(SAID_BYTES);

	sentence_say(&said, kept);
	text_visible(to, str_slice(&said), false);
	str_free(&said);
}

/* A word of a vocabulary by its label, with what stands in brackets behind. */
static void put_word(struct str *to, const struct column *c,
		     struct slice value)
{
	bool roomy = c->width <= 0 || c->width >= LABEL_CELLS;
	const char *label = roomy && c->vocab != VOCAB_NONE ?
				    vocab_lead_said(c->vocab, &value) : NULL;

	if (label)
		str_addz(to, label);
	if (label && value.n)
		str_addc(to, ' ');
	if (!label || i18n_hushed() || !brackets_said(value, to))
		text_visible(to, value, false);
}

static void value_human(struct str *to, const struct column *c,
			struct slice value)
{
	bool spoken = !i18n_hushed();

	if (c->type == CELL_FLAG)
		str_addz(to, slice_is(value, "true") ? _("yes") : _("no"));
	else if (c->kept && spoken)
		put_kept(to, value);
	else if (c->type != CELL_DATE || c->timed || !spoken ||
		 !pdate_said(value, to))
		put_word(to, c, value);
}

void cell_shown(struct str *to, const struct column *c, struct slice cell)
{
	struct slice value;

	for (bool first = true; cell_next(&cell, c->list, &value);
	     first = false) {
		if (!first)
			str_addz(to, "; ");
		value_human(to, c, value);
	}
}
