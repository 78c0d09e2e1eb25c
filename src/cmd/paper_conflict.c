/* A conflict on paper: what does not fit, each side with its quote, and what
 * the user says of it. */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/paper.h"
#include "model/sentence.h"
#include "view/called.h"
#include "view/view.h"
#include "write/json.h"

static void put(struct str *to, const char *lead, struct slice text,
		const char *end)
{
	if (text.n == 0)
		return;
	str_addz(to, lead);
	text_visible(to, text, false);
	str_addz(to, end);
}

static void put_said(struct str *to, const char *lead, struct slice kept,
		     const char *end)
{
	struct str said = STR_INIT(RECORD_BYTES);

	sentence_say(&said, kept);
	put(to, lead, str_slice(&said), end);
	str_free(&said);
}

static void put_day(struct str *to, const char *lead, struct slice date)
{
	if (date.n == 0)
		return;
	str_addz(to, lead);
	paper_date(to, date);
}

static void put_side(struct str *to, const struct conflict_side *s)
{
	const struct fact *f = s->fact;

	put_said(to, "\n    ", s->says, "");
	if (!f) {
		str_addc(to, '\n');
		return;
	}
	if (f->claim.as_of.n)
		put_day(to, _("  as of "), f->claim.as_of);
	if (f->claim.unverified)
		str_addz(to, _("  ? unverified"));
	if (s->maybe)
		put(to, _("  ? of one who may be another: "), s->id, "");
	str_addc(to, '\n');
	if (f->claim.quote.n && !slice_eq(f->claim.quote, f->claim.value))
		put(to, "      \"", f->claim.quote, "\"\n");
	put(to, "      ", f->source, "");
	put(to, ": ", f->doc_title.n ? f->doc_title : f->source_title, "");
	if (f->doc_publisher.n || f->doc_published.n) {
		str_addz(to, " (");
		put(to, "", f->doc_publisher, f->doc_published.n ? ", " : "");
		put_day(to, "", f->doc_published);
		str_addc(to, ')');
	}
	str_addc(to, '\n');
	put(to, "      ", f->doc_url, "\n");
}

static const char *label(enum vocab list, struct slice word)
{
	const char *text = vocab_said(list, word);

	return text ? text : "";
}

static void put_verdict(struct str *to, const struct conflict_row *row)
{
	str_addf(to, _("  verdict: %s\n"),
		 label(VOCAB_conflict_verdict, row->verdict));
	if (row->at.n && row->reopened) {
		put_day(to, _("  you gave one on "), row->at);
		str_addz(to, _("; the sides say other things since, so it is "
			       "open again\n"));
	} else if (row->at.n) {
		put_day(to, _("  given on "), row->at);
		put(to, _(" by "), row->who, "");
		str_addc(to, '\n');
	}
	put(to, _("  your note: "), row->note, "\n");
}

static void put_called(struct str *to, const struct facts *f)
{
	struct arena mem = ARENA_INIT(1 << 20);

	text_visible(to, subject_called(f, &mem), false);
	arena_free(&mem);
}

void conflict_text(struct str *to, const struct store_conflict *c)
{
	const struct conflict *x = c->row.conflict;

	put_called(to, c->row.facts);
	str_addf(to, ": %s\n", label(VOCAB_check, slice_of(x->check)));
	str_addf(to, _("  %s  conflict of "), c->id);
	text_visible(to, c->row.facts->id, false);
	put_day(to, _("  first seen "), c->seen);
	str_addc(to, '\n');
	put_said(to, "  ", x->why, "\n");
	put_verdict(to, &c->row);
	str_addz(to, _("\n  the sides\n"));
	for (size_t i = 0; i < x->n; i++)
		put_side(to, &x->side[i]);
	if (x->left_off)
		str_addf(to, _("\n    ... and %zu more\n"), x->left_off);
	if (slice_is(c->row.verdict, "open"))
		str_addf(to, _("\n  thaw verdict %s scope|superseded|error "
			       "--note TEXT settles it\n"), c->id);
}

bool is_contested(const struct facts *f)
{
	for (size_t i = 0; i < f->n_contested; i++)
		if (slice_is(f->contested[i].verdict, "open"))
			return true;
	return !f->checked && facts_disputed(f);
}

void contested_text(struct str *to, const struct facts *f, bool ascii)
{
	for (size_t i = 0; i < f->n_contested; i++) {
		const struct contested *c = &f->contested[i];
		bool open = slice_is(c->verdict, "open");

		str_addf(to, "  %s %.*s  ", open ? ascii ? "!" : "≠" : " ",
			 SLICE_ARG(c->id));
		put_said(to, "", c->why, "");
		if (!open)
			str_addf(to, "  (%s)", label(VOCAB_conflict_verdict,
						     c->verdict));
		if (c->reopened)
			str_addz(to, _("  (open again: the sides say other "
				       "things since your verdict)"));
		str_addc(to, '\n');
	}
}

void contested_json(struct str *to, const struct facts *f)
{
	json_key(to, "conflicts");
	str_addc(to, '[');
	for (size_t i = 0; i < f->n_contested; i++) {
		const struct contested *c = &f->contested[i];

		json_next(to);
		str_addc(to, '{');
		json_member(to, "id", c->id, true);
		json_member(to, "check", c->check, true);
		json_member(to, "why", c->why, true);
		json_member(to, "verdict", c->verdict, true);
		str_addc(to, '}');
	}
	str_addc(to, ']');
}

static void json_side(struct str *to, const struct conflict_side *s)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "says", s->says, true);
	said_json(to, s->fact);
	teller_json(to, s->fact);
	json_member(to, "subject", s->id.n ? s->id : SLICE_NONE, true);
	json_key(to, "maybe");
	str_addz(to, s->maybe ? "true}" : "false}");
}

void conflict_json(struct str *to, const struct store_conflict *c)
{
	const struct conflict *x = c->row.conflict;
	struct arena mem = ARENA_INIT(1 << 20);

	str_addc(to, '{');
	json_member(to, "id", slice_of(c->id), true);
	json_member(to, "kind", SLICE("conflict"), true);
	json_member(to, "subject", c->row.facts->id, true);
	json_member(to, "name", subject_called(c->row.facts, &mem), true);
	arena_free(&mem);
	json_member(to, "check", slice_of(x->check), true);
	json_member(to, "property", x->about, true);
	json_member(to, "why", x->why, true);
	json_member(to, "verdict", c->row.verdict, true);
	json_key(to, "reopened");
	str_addz(to, c->row.reopened ? "true" : "false");
	json_member(to, "note", c->row.note.n ? c->row.note : SLICE_NONE,
		    true);
	json_member(to, "seen", c->seen, true);
	json_key(to, "sides");
	str_addc(to, '[');
	for (size_t i = 0; i < x->n; i++)
		json_side(to, &x->side[i]);
	str_addz(to, "]}");
}
