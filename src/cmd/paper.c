#include "cmd/paper.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/told.h"
#include "model/shape.h"
#include "view/article.h"
#include "view/called.h"
#include "view/view.h"
#include "write/json.h"

enum { VALUE_MOST = 1200 };	/* bytes of a text that are shown */

static void put_line(struct str *to, const char *indent, struct slice text)
{
	if (text.n == 0)
		return;
	str_addz(to, indent);
	text_visible(to, text, false);
	str_addc(to, '\n');
}

void paper_date(struct str *to, struct slice date)
{
	if (!pdate_said(date, to))
		text_visible(to, date, false);
}

/* A long text is cut between characters. */
static void put_value(struct str *to, const struct claim *c)
{
	const struct property_row *row = &properties[c->prop];
	const char *label = row->type == VALUE_WORD && row->list != VOCAB_NONE ?
				    vocab_said(row->list, c->value) : NULL;
	struct slice front = c->value;

	if (label) {
		str_addz(to, label);
		return;
	}
	if ((row->type == VALUE_DATE && pdate_said(front, to)) ||
	    (c->prop == PROP_event && event_said(front, to)) ||
	    (c->prop == PROP_part && !i18n_hushed() && part_said(front, to)))
		return;
	if (front.n > VALUE_MOST) {
		front.n = VALUE_MOST;
		while (front.n > 0 &&
		       ((unsigned char)front.p[front.n] & 0xc0) == 0x80)
			front.n--;
	}
	text_visible(to, front, false);
	if (front.n < c->value.n)
		str_addf(to, _(" ... (%zu bytes; --format json has them all)"),
			 c->value.n);
}

/* "    starter: Title (publisher, 2025-12-14)" */
static void put_document(struct str *to, const struct fact *f)
{
	str_addz(to, "      ");
	text_visible(to, f->source, false);
	if (f->doc_title.n > 0) {
		str_addz(to, ": ");
		text_visible(to, f->doc_title, false);
	} else if (f->source_title.n > 0) {
		str_addz(to, ": ");
		text_visible(to, f->source_title, false);
	}
	if (f->doc_publisher.n > 0 || f->doc_published.n > 0) {
		str_addz(to, " (");
		text_visible(to, f->doc_publisher, false);
		if (f->doc_publisher.n > 0 && f->doc_published.n > 0)
			str_addz(to, ", ");
		paper_date(to, f->doc_published);
		str_addc(to, ')');
	}
	str_addc(to, '\n');
}

static void put_evidence(struct str *to, const struct fact *f)
{
	if (f->claim.quote.n > 0 && !slice_eq(f->claim.quote, f->claim.value)) {
		str_addz(to, "      \"");
		text_visible(to, f->claim.quote, false);
		str_addz(to, "\"\n");
	}
	put_document(to, f);
	put_line(to, "      ", f->doc_url);
}

static void put_claim(struct str *to, const struct fact *f)
{
	str_addz(to, "    ");
	put_value(to, &f->claim);
	if (f->claim.qualifier.n > 0) {
		str_addz(to, " (");
		text_visible(to, f->claim.qualifier, false);
		str_addc(to, ')');
	}
	if (f->claim.unverified)
		str_addz(to, _("  ? unverified"));
	if (f->claim.as_of.n > 0) {
		str_addz(to, _("  as of "));
		paper_date(to, f->claim.as_of);
	}
	if (f->until.p) {
		str_addz(to, _("  until "));
		paper_date(to, f->until);
	}
	str_addc(to, '\n');
	put_evidence(to, f);
}

static bool has(const struct facts *f, enum property prop)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop)
			return true;
	return false;
}

static void put_property(struct str *to, const struct facts *f,
			 enum property prop, const char *differ)
{
	str_addz(to, "\n  ");
	property_said(prop, to);
	if (facts_differ(f, prop))
		str_addf(to, _("  %s the sources differ"), differ);
	str_addc(to, '\n');
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop)
			put_claim(to, &f->fact[i]);
}

static void put_names(struct str *to, const struct facts *f,
		      struct arena *mem)
{
	struct slice names = facts_list(f, PROP_other_name, mem), one;

	while (slice_cut(&names, LIST_SEP, &one))
		put_line(to, "  ", one);
}

static void put_presence(struct str *to, const struct facts *f)
{
	if (f->presence == PRESENT)
		return;
	if (f->rekeyed_to.n > 0) {
		str_addf(to, _("  its number was corrected; it goes on as "
			       "%.*s\n"), SLICE_ARG(f->rekeyed_to));
		return;
	}
	str_addz(to, f->presence == GONE ? _("  gone") :
					   _("  removal pending"));
	if (f->gone_on.n > 0) {
		str_addz(to, _(" since "));
		text_visible(to, f->gone_on, false);
	}
	str_addc(to, '\n');
}

/* What follows from the claims, before the claims. */
static void put_told(struct str *to, const struct facts *f, struct arena *mem)
{
	const struct shape *shape = view_of(f->kind);
	struct str told = STR_INIT(RECORD_BYTES);
	struct slice rest, line;

	if (shape && shape->tell)
		shape->tell(f, mem, &told);
	rest = str_slice(&told);
	while (!told.bad && slice_cut(&rest, '\n', &line))
		put_line(to, slice_starts(line, " ") ? "    " : "  ",
			 slice_trim(line));
	str_free(&told);
}

static void put_mark(struct str *to, const struct own_mark *mark)
{
	if (mark->starred)
		str_addz(to, _("  starred\n"));
	if (mark->note.n > 0) {
		str_addz(to, _("  your note: "));
		text_visible(to, mark->note, false);
		str_addc(to, '\n');
	}
}

void subject_text(struct str *to, const struct facts *f,
		  const struct own_words *own, struct arena *mem, bool ascii)
{
	text_visible(to, subject_called(f, mem), false);
	str_addc(to, '\n');
	put_names(to, f, mem);
	str_addf(to, "  %.*s  %s  ", SLICE_ARG(f->id), kind_said(f->kind));
	text_visible(to, f->source, false);
	str_addz(to, _("  first seen "));
	paper_date(to, f->seen);
	str_addc(to, '\n');
	if (f->kind != KIND_designation)
		put_presence(to, f);
	/* A person's sources tell one story together, lists each its own. */
	if (f->listings == 0 || f->kind == KIND_person)
		put_told(to, f, mem);
	put_mark(to, &own->mark);
	work_text(to, own);
	contested_text(to, f, ascii);
	party_text(to, f, mem);
	if (f->kind == KIND_news)
		article_text(to, f);
	for (int prop = 0; prop < PROP_COUNT; prop++)
		if (!article_tells((enum property)prop) && has(f, (enum property)prop))
			put_property(to, f, (enum property)prop,
				     ascii ? "!" : "≠");
}

static const struct fact no_fact;

void said_json(struct str *to, const struct fact *f)
{
	const struct claim *c = f ? &f->claim : &no_fact.claim;

	json_member(to, "property", f ? slice_of(properties[c->prop].name) :
		    SLICE_NONE, true);
	json_member(to, "value", c->value, true);
	json_member(to, "qualifier", c->qualifier, true);
	json_member(to, "quote", c->quote, true);
}

void teller_json(struct str *to, const struct fact *f)
{
	f = f ? f : &no_fact;
	json_member(to, "source", f->source, true);
	json_member(to, "url", f->doc_url, true);
	json_member(to, "title", f->doc_title, true);
	json_member(to, "publisher", f->doc_publisher, true);
	json_member(to, "published", f->doc_published, true);
	json_member(to, "as_of", f->claim.as_of, true);
}

static void json_claim(struct str *to, const struct fact *f)
{
	json_next(to);
	str_addc(to, '{');
	said_json(to, f);
	json_member(to, "lang", f->claim.lang, true);
	teller_json(to, f);
	json_member(to, "rule", f->claim.rule, true);
	json_key(to, "confidence");
	if (f->claim.confidence)
		str_addf(to, "%u", (unsigned)f->claim.confidence);
	else
		str_addz(to, "null");
	json_member(to, "since", f->since, true);
	json_member(to, "until", f->until, true);
	json_key(to, "unverified");
	str_addz(to, f->claim.unverified ? "true}" : "false}");
}

static void json_told(struct str *to, const struct facts *f,
		      struct arena *mem)
{
	const struct shape *shape = view_of(f->kind);
	struct str told = STR_INIT(RECORD_BYTES);
	struct slice rest, line;

	if (shape && shape->tell)
		shape->tell(f, mem, &told);
	json_key(to, "told");
	str_addc(to, '[');
	rest = str_slice(&told);
	while (!told.bad && slice_cut(&rest, '\n', &line)) {
		if (!line.n)
			continue;
		json_next(to);
		json_text(to, line);
	}
	str_addc(to, ']');
	str_free(&told);
}

void subject_json(struct str *to, const struct facts *f,
		  const struct own_words *own, struct arena *mem)
{
	str_addc(to, '{');
	json_member(to, "id", f->id, true);
	json_member(to, "kind", slice_of(kind_name(f->kind)), true);
	json_member(to, "name", subject_called(f, mem), true);
	json_member(to, "source", f->source, true);
	json_member(to, "seen", f->seen, true);
	json_member(to, "rekeyed_to", f->rekeyed_to, true);
	json_member(to, "gone_on",
		    f->presence == PRESENT ? SLICE_NONE : f->gone_on, true);
	json_key(to, "starred");
	str_addz(to, own->mark.starred ? "true" : "false");
	json_member(to, "note", own->mark.note.n > 0 ? own->mark.note :
		    SLICE_NONE, true);
	if (f->kind == KIND_recommendation)
		work_json(to, own);
	json_key(to, "disputed");
	str_addz(to, is_contested(f) ? "true" : "false");
	party_json(to, f);
	contested_json(to, f);
	if (f->kind == KIND_news)
		article_json(to, f);
	json_told(to, f->listings && f->kind != KIND_person ?
			      f->listing[0].facts : f, mem);
	custody_json(to, f, mem);
	json_key(to, "claims");
	str_addc(to, '[');
	for (size_t i = 0; i < f->n; i++)
		json_claim(to, &f->fact[i]);
	str_addz(to, "]}\n");
}
