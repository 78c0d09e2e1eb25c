/* What the user has said of a subject: a note, and what came of it. Of a row, the
 * star stands in the list. */
#include "base/i18n.h"
#include "model/vocab.h"
#include "ui/detail.h"
#include "ui/human.h"

enum { SAID_BYTES = 64 << 10 };

struct saying {
	struct lines *out;
	int cols;
	struct str text;
	struct err *e;
};

static int put(struct saying *s, int indent, enum role role)
{
	int rc = lines_add(s->out, s->cols, indent, role, SLICE_NONE,
			   str_slice(&s->text), s->e);

	str_clear(&s->text);
	return rc;
}

static int put_words(struct saying *s, int indent, const char *lead,
		     struct slice words)
{
	if (words.n == 0)
		return 0;
	str_addf(&s->text, "%s %.*s", lead, SLICE_ARG(words));
	return put(s, indent, ROLE_TEXT);
}

static void add_word(struct saying *s, const char *lead, enum vocab list,
		     struct slice word)
{
	const char *label = vocab_said(list, word);

	if (!word.p)
		return;
	str_addf(&s->text, " · %s ", lead);
	if (word.n == 0)
		str_addz(&s->text, _("taken back"));
	else if (label)
		str_addz(&s->text, label);
	else
		str_add(&s->text, word);
}

static int put_entry(struct saying *s, const struct own_work *w)
{
	human_date(w->at, &s->text);
	if (w->who.n > 0)
		str_addf(&s->text, " · %.*s", SLICE_ARG(w->who));
	add_word(s, _("state:"), VOCAB_recommendation_state, w->state);
	add_word(s, _("position:"), VOCAB_position, w->position);
	if (put(s, 2, ROLE_TEXT) < 0 ||
	    put_words(s, 4, _("evidence:"), w->evidence) < 0)
		return -1;
	return put_words(s, 4, _("note:"), w->note);
}

int detail_own(const struct own_words *own, int cols, struct lines *out,
	       struct err *e)
{
	struct saying s = { .out = out, .cols = cols, .e = e,
			    .text = STR_INIT(SAID_BYTES) };
	int rc = 0;

	if (own->n == 0 && own->mark.note.n == 0)
		return 0;
	rc = put(&s, 0, ROLE_TEXT);
	str_addz(&s.text, _("Your own words"));
	if (rc == 0)
		rc = put(&s, 0, ROLE_HEADING);
	if (rc == 0)
		rc = put_words(&s, 2, _("note:"), own->mark.note);
	for (size_t i = 0; rc == 0 && i < own->n; i++)
		rc = put_entry(&s, &own->work[i]);
	str_free(&s.text);
	return rc;
}
