/* A conflict as text: what does not fit, each side with its quote, and what the
 * user says of it. */
#include "base/i18n.h"
#include "model/sentence.h"
#include "model/vocab.h"
#include "ui/detail.h"
#include "ui/human.h"

enum { TEXT_BYTES = 64 << 10 };

struct making {
	struct lines *out;
	int cols;
	struct str tmp;
	struct err *e;
};

static int put(struct making *m, int indent, enum role role,
	       struct slice link)
{
	int rc = lines_add(m->out, m->cols, indent, role, link,
			   str_slice(&m->tmp), m->e);

	str_clear(&m->tmp);
	return rc;
}

static const char *label(enum vocab list, struct slice word)
{
	const char *text = vocab_said(list, word);

	return text ? text : "";
}

static int put_side(struct making *m, const struct conflict_side *s)
{
	const struct fact *f = s->fact;

	sentence_say(&m->tmp, s->says);
	if (s->maybe)
		str_addz(&m->tmp, _(" ? of one who may be another"));
	if (put(m, 2, ROLE_TEXT, SLICE_NONE) < 0 || !f)
		return f ? -1 : 0;
	str_addf(&m->tmp, "%.*s", SLICE_ARG(f->source));
	if (f->doc_title.n)
		str_addf(&m->tmp, " · “%.*s”", SLICE_ARG(f->doc_title));
	if (f->doc_publisher.n)
		str_addf(&m->tmp, " · %.*s", SLICE_ARG(f->doc_publisher));
	if (f->claim.as_of.n) {
		str_addz(&m->tmp, _(" · as of "));
		human_date(f->claim.as_of, &m->tmp);
	}
	if (f->claim.unverified)
		str_addz(&m->tmp, _(" ? the source has not verified it"));
	if (put(m, 4, ROLE_DIM, f->doc_url) < 0)
		return -1;
	if (!f->claim.quote.n)
		return 0;
	str_addf(&m->tmp, "“%.*s”", SLICE_ARG(f->claim.quote));
	return put(m, 4, ROLE_LINK, f->doc_url);
}

static int put_verdict(struct making *m, const struct conflict_row *row)
{
	bool open = slice_is(row->verdict, "open");
	struct str day = STR_INIT(256);

	human_date(row->at, &day);
	str_addf(&m->tmp, _("Verdict: %s"),
		 label(VOCAB_conflict_verdict, row->verdict));
	if (row->reopened)
		str_addf(&m->tmp, _(" again: the sides say other things since "
			 "you gave one on %s"), str_cstr(&day));
	else if (row->at.n)
		str_addf(&m->tmp, ", %.*s %s", SLICE_ARG(row->who),
			 str_cstr(&day));
	str_free(&day);
	if (put(m, 0, open ? ROLE_DISPUTED : ROLE_HEADING, SLICE_NONE) < 0)
		return -1;
	if (!row->note.n)
		return 0;
	str_addf(&m->tmp, "%.*s", SLICE_ARG(row->note));
	return put(m, 2, ROLE_TEXT, SLICE_NONE);
}

int detail_conflict(const struct store_conflict *c, struct slice name,
		    int cols, struct lines *out, struct err *e)
{
	struct making m = { out, cols, STR_INIT(TEXT_BYTES), e };
	const struct conflict *x = c->row.conflict;
	int rc;

	sentence_say(&m.tmp, name);
	rc = put(&m, 0, ROLE_HEADLINE, SLICE_NONE);
	str_addf(&m.tmp, "%s · %s", label(VOCAB_check, slice_of(x->check)),
		 c->id);
	if (rc == 0)
		rc = put(&m, 0, ROLE_DIM, SLICE_NONE);
	sentence_say(&m.tmp, x->why);
	if (rc == 0)
		rc = put(&m, 0, ROLE_TEXT, SLICE_NONE);
	if (rc == 0)
		rc = put(&m, 0, ROLE_TEXT, SLICE_NONE);
	if (rc == 0)
		rc = put_verdict(&m, &c->row);
	for (size_t i = 0; rc == 0 && i < x->n; i++) {
		rc = put(&m, 0, ROLE_TEXT, SLICE_NONE);
		if (rc == 0)
			rc = put_side(&m, &x->side[i]);
	}
	if (rc == 0 && x->left_off) {
		str_addf(&m.tmp, _("... and %zu more"), x->left_off);
		rc = put(&m, 0, ROLE_DIM, SLICE_NONE);
	}
	str_free(&m.tmp);
	return rc;
}
