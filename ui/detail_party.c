/* The matrix of who lists a party, or which sources tell of a person, and the
 * ties, as lines. */
#include "base/i18n.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "model/shape.h"
#include "ui/detail.h"
#include "ui/human.h"
#include "view/view.h"

enum { TEXT_BYTES = 1 << 20 };

struct party {
	const struct facts *f;
	struct lines *out;
	int cols;
	struct str tmp;
	struct err *e;
};

static int put(struct party *p, int indent, enum role role)
{
	int rc = lines_add(p->out, p->cols, indent, role, SLICE_NONE,
			   str_slice(&p->tmp), p->e);

	str_clear(&p->tmp);
	return rc;
}

static int heading(struct party *p, const char *text)
{
	if (put(p, 0, ROLE_TEXT) < 0)
		return -1;
	str_addz(&p->tmp, text);
	return put(p, 0, ROLE_HEADING);
}

static void add_dated(struct str *out, const char *what, struct slice iso)
{
	if (iso.n == 0)
		return;
	str_addz(out, what);
	human_date(iso, out);
}

static void add_list(struct str *out, const char *before, struct slice cell)
{
	struct slice one;

	while (slice_cut(&cell, LIST_SEP, &one)) {
		if (one.n == 0)
			continue;
		str_addz(out, before);
		str_add(out, one);
		before = "; ";
	}
}

/* "listed, eased by ...": what follows from the claims of one listing. */
static void add_state(struct str *out, const struct facts *f)
{
	const struct shape *shape = view_of(f->kind);
	struct arena mem = ARENA_INIT(LINES_BYTES);
	struct str told = STR_INIT(TEXT_BYTES);
	struct slice rest, line;

	if (shape && shape->tell)
		shape->tell(f, &mem, &told);
	rest = str_slice(&told);
	if (told.n && !told.bad && slice_cut(&rest, '\n', &line)) {
		str_addz(out, " · ");
		str_add(out, line);
	}
	str_free(&told);
	arena_free(&mem);
}

/* Lines from `from` on are about what can be chosen by that number. */
static void pick(struct party *p, size_t from, size_t number)
{
	for (size_t i = from; i < p->out->n; i++)
		p->out->line[i].pick = number;
}

static int put_listing(struct party *p, const struct listed *l)
{
	struct str *t = &p->tmp;

	str_addf(t, "%.*s · %.*s %.*s", SLICE_ARG(l->jurisdiction),
		 SLICE_ARG(l->facts->source), SLICE_ARG(l->native_id));
	add_state(t, l->facts);
	add_dated(t, _(" · on "), l->listed_on);
	add_dated(t, _(" · seen since "), l->since);
	add_dated(t, _(" · list of "), l->version);
	if (put(p, 2, l->facts->presence == GONE ? ROLE_DIM : ROLE_TEXT) < 0)
		return -1;
	str_add(t, l->name);
	add_list(t, " · ", l->programmes);
	add_list(t, " · ", l->measures);
	return put(p, 4, ROLE_DIM);
}

/* What a source says of a person stands below, each with its source. */
static int put_teller(struct party *p, const struct listed *l)
{
	struct str *t = &p->tmp;

	str_addf(t, "%.*s %.*s", SLICE_ARG(l->facts->source),
		 SLICE_ARG(l->facts->id));
	if (l->facts->presence == GONE)
		str_addz(t, _(" · gone"));
	add_dated(t, _(" · seen since "), l->since);
	if (put(p, 2, l->facts->presence == GONE ? ROLE_DIM : ROLE_TEXT) < 0)
		return -1;
	str_add(t, l->name);
	return put(p, 4, ROLE_DIM);
}

static void add_own(struct str *t, const struct tie *tie)
{
	if (tie->name.n > 0)
		str_addf(t, _("%.*s · %.*s %.*s and %.*s"), SLICE_ARG(tie->name),
			 SLICE_ARG(tie->source), SLICE_ARG(tie->b),
			 SLICE_ARG(tie->a));
	else if (tie->b.n > 0)
		str_addf(t, _("%.*s and %.*s"), SLICE_ARG(tie->a),
			 SLICE_ARG(tie->b));
	else
		str_addf(t, "%.*s", SLICE_ARG(tie->a));
	str_addz(t, tie->kind == TIE_MERGED ? _(": you said they are one") :
		    tie->b.n > 0 ? _(": you said they are two") :
				   _(": you said it is one with no other"));
	add_dated(t, ", ", tie->at);
	if (tie->note.n > 0)
		str_addf(t, ": %.*s", SLICE_ARG(tie->note));
}

static int put_tie(struct party *p, const struct tie *tie)
{
	struct str *t = &p->tmp, reason = STR_INIT(TEXT_BYTES);

	sentence_say(&reason, tie->reason);
	if (tie->kind == TIE_POSSIBLY)
		str_addf(t, "%.*s · %.*s %.*s: %s", SLICE_ARG(tie->name),
			 SLICE_ARG(tie->source), SLICE_ARG(tie->b),
			 str_cstr(&reason));
	else if (tie->kind == TIE_ONE)
		str_addf(t, _("%.*s and %.*s: %s"), SLICE_ARG(tie->a),
			 SLICE_ARG(tie->b), str_cstr(&reason));
	else
		add_own(t, tie);
	str_free(&reason);
	return put(p, 2, ROLE_TEXT);
}

static int put_ties(struct party *p, enum tie_kind first_kind,
		    enum tie_kind last_kind, const char *title)
{
	bool first = true;

	for (size_t i = 0; i < p->f->ties; i++) {
		const struct tie *tie = &p->f->tie[i];
		size_t from;

		if (tie->kind < first_kind || tie->kind > last_kind)
			continue;
		if (first && heading(p, title) < 0)
			return -1;
		first = false;
		from = p->out->n;
		if (put_tie(p, tie) < 0)
			return -1;
		pick(p, from, 1 + p->f->listings + i);
	}
	return 0;
}

const struct listed *detail_listing(const struct facts *f, size_t pick)
{
	return pick > 0 && pick <= f->listings ? &f->listing[pick - 1] : NULL;
}

const struct tie *detail_tie(const struct facts *f, size_t pick)
{
	return pick > f->listings && pick - f->listings <= f->ties ?
	       &f->tie[pick - f->listings - 1] : NULL;
}

/* One source alone of a person is told with every claim. */
static int put_matrix(struct party *p, bool person)
{
	const struct facts *f = p->f;
	int rc = 0;

	if (f->listings == 0 || (person && f->listings == 1))
		return 0;
	rc = heading(p, person ? _("Told by") : _("Listed by"));
	for (size_t i = 0; rc == 0 && i < f->listings; i++) {
		size_t from = p->out->n;

		rc = person ? put_teller(p, &f->listing[i]) :
			      put_listing(p, &f->listing[i]);
		if (f->listings > 1)
			pick(p, from, 1 + i);
	}
	return rc;
}

int detail_party(const struct facts *f, int cols, struct lines *out,
		 struct err *e)
{
	struct party p = { .f = f, .out = out, .cols = cols, .e = e,
			   .tmp = STR_INIT(TEXT_BYTES) };
	int rc = put_matrix(&p, f->kind != KIND_designation);

	if (rc == 0)
		rc = put_ties(&p, TIE_ONE, TIE_MERGED,
			      f->kind == KIND_person ?
			      _("Why these are one person") :
			      f->kind == KIND_event ?
			      _("Why these are one act") :
			      _("Why these are one party"));
	if (rc == 0)
		rc = put_ties(&p, TIE_SPLIT, TIE_SPLIT, _("Not the same"));
	if (rc == 0)
		rc = put_ties(&p, TIE_POSSIBLY, TIE_POSSIBLY,
			      _("Possibly the same"));
	str_free(&p.tmp);
	return rc;
}
