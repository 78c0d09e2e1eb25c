/* A party on paper: who lists it, or which sources tell of the person, why
 * these are one, and which others may be. */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/paper.h"
#include "model/sentence.h"
#include "model/shape.h"
#include "view/view.h"
#include "write/json.h"

static struct slice state_word(const struct facts *f)
{
	return f->presence == PRESENT ? facts_listed(f) :
	       f->presence == GONE ? SLICE("delisted") :
				     SLICE("removal_pending");
}

/* "listed, eased by ...": what follows from the claims of one listing. */
static void put_state(struct str *to, const struct facts *f,
		      struct arena *mem)
{
	const struct shape *shape = view_of(f->kind);
	struct str told = STR_INIT(RECORD_BYTES);
	struct slice rest, line = SLICE_NONE;

	if (shape && shape->tell)
		shape->tell(f, mem, &told);
	rest = str_slice(&told);
	if (told.n == 0 || told.bad || !slice_cut(&rest, '\n', &line))
		line = state_word(f);
	text_visible(to, line, false);
	str_free(&told);
}

static const char *const kinds[] = {
	[TIE_ONE] = "same", [TIE_MERGED] = "merged", [TIE_SPLIT] = "split",
	[TIE_POSSIBLY] = "possibly",
};

static void put_list(struct str *to, struct slice cell)
{
	struct slice one;
	bool first = true;

	while (slice_cut(&cell, LIST_SEP, &one)) {
		if (one.n == 0)
			continue;
		str_addz(to, first ? "" : "; ");
		text_visible(to, one, false);
		first = false;
	}
}

static void put_dated(struct str *to, const char *what, struct slice date)
{
	if (date.n == 0)
		return;
	str_addf(to, "  %s ", what);
	paper_date(to, date);
}

/* "    EU  eu-fsf  listed 2012-10-15  since ...": then what it is under. */
static void put_listing(struct str *to, const struct listed *l,
			struct arena *mem)
{
	str_addz(to, "    ");
	text_visible(to, l->jurisdiction.n ? l->jurisdiction : SLICE("--"),
		     false);
	str_addz(to, "  ");
	text_visible(to, l->facts->source, false);
	str_addz(to, "  ");
	text_visible(to, l->native_id, false);
	str_addz(to, "  ");
	put_state(to, l->facts, mem);
	put_dated(to, _("on"), l->listed_on);
	put_dated(to, _("seen since"), l->since);
	put_dated(to, _("list of"), l->version);
	str_addf(to, "  %.*s\n      ", SLICE_ARG(l->facts->id));
	text_visible(to, l->name, false);
	if (l->programmes.n > 0)
		str_addz(to, _("  under "));
	put_list(to, l->programmes);
	if (l->measures.n > 0)
		str_addz(to, ": ");
	put_list(to, l->measures);
	str_addc(to, '\n');
}

/* "    viasna  seen since 2025-12-13  p-...": what it says stands below. */
static void put_teller(struct str *to, const struct listed *l)
{
	str_addz(to, "    ");
	text_visible(to, l->facts->source, false);
	if (l->facts->presence == GONE)
		str_addz(to, _("  gone"));
	put_dated(to, _("seen since"), l->since);
	str_addf(to, "  %.*s\n      ", SLICE_ARG(l->facts->id));
	text_visible(to, l->name, false);
	str_addc(to, '\n');
}

static void put_own(struct str *to, const struct tie *t)
{
	str_addf(to, "    %.*s ", SLICE_ARG(t->a));
	if (t->b.n == 0) {
		str_addz(to, _("is one with no other: you said so"));
	} else {
		str_addf(to, _("and %.*s"), SLICE_ARG(t->b));
		if (t->name.n > 0) {
			str_addz(to, " (");
			text_visible(to, t->name, false);
			str_addz(to, ", ");
			text_visible(to, t->source, false);
			str_addc(to, ')');
		}
		str_addz(to, t->kind == TIE_MERGED ?
			 _(": you said they are one") :
			 _(": you said they are two"));
	}
	put_dated(to, _("on"), t->at);
	if (t->note.n > 0) {
		str_addz(to, ": ");
		text_visible(to, t->note, false);
	}
	str_addc(to, '\n');
}

static void put_tie(struct str *to, const struct tie *t)
{
	struct str said = STR_INIT(RECORD_BYTES);

	if (t->kind == TIE_MERGED || t->kind == TIE_SPLIT) {
		put_own(to, t);
		return;
	}
	str_addz(to, "    ");
	if (t->kind == TIE_ONE) {
		sentence_say(&said, t->rule);
		str_addf(to, _("%.*s and %.*s, by %s"), SLICE_ARG(t->a),
			 SLICE_ARG(t->b), str_cstr(&said));
		str_clear(&said);
	} else {
		str_addf(to, "%.*s  ", SLICE_ARG(t->b));
		text_visible(to, t->source, false);
		str_addz(to, "  ");
		text_visible(to, t->name, false);
	}
	str_addz(to, ":\n      ");
	sentence_say(&said, t->reason);
	text_visible(to, str_slice(&said), false);
	str_addc(to, '\n');
	str_free(&said);
}

static void put_ties(struct str *to, const struct facts *f, bool possibly,
		     const char *title)
{
	bool first = true;

	for (size_t i = 0; i < f->ties; i++) {
		if ((f->tie[i].kind == TIE_POSSIBLY) != possibly)
			continue;
		if (first)
			str_addf(to, "\n  %s\n", title);
		first = false;
		put_tie(to, &f->tie[i]);
	}
}

static void put_listings(struct str *to, const struct facts *f,
			 struct arena *mem)
{
	str_addz(to, _("\n  listed by"));
	if (f->party.n > 0)
		str_addf(to, _("  (party %.*s)"), SLICE_ARG(f->party));
	str_addc(to, '\n');
	for (size_t i = 0; i < f->listings; i++)
		put_listing(to, &f->listing[i], mem);
}

/* One source alone stands in the head already. */
static void put_tellers(struct str *to, const struct facts *f)
{
	if (f->listings < 2)
		return;
	str_addz(to, _("\n  told by"));
	if (f->party.n > 0)
		str_addf(to, f->kind == KIND_person ? _("  (one person, %.*s)") :
						      _("  (one act, %.*s)"),
			 SLICE_ARG(f->party));
	str_addc(to, '\n');
	for (size_t i = 0; i < f->listings; i++)
		put_teller(to, &f->listing[i]);
}

void party_text(struct str *to, const struct facts *f, struct arena *mem)
{
	bool party = f->kind == KIND_designation;

	if (f->listings == 0)
		return;
	if (party)
		put_listings(to, f, mem);
	else
		put_tellers(to, f);
	put_ties(to, f, false, party ? _("why these are one party") :
		 f->listings < 2 ? _("what you said of them") :
		 f->kind == KIND_person ? _("why these are one person") :
					  _("why these are one act"));
	put_ties(to, f, true, _("possibly the same"));
}

static void json_list(struct str *to, const char *key, struct slice cell)
{
	struct slice one;

	json_key(to, key);
	str_addc(to, '[');
	while (slice_cut(&cell, LIST_SEP, &one)) {
		if (one.n == 0)
			continue;
		json_next(to);
		json_text(to, one);
	}
	str_addc(to, ']');
}

static void json_listing(struct str *to, const struct listed *l)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "id", l->facts->id, true);
	json_member(to, "source", l->facts->source, true);
	json_member(to, "jurisdiction", l->jurisdiction, true);
	json_member(to, "native_id", l->native_id, true);
	json_member(to, "name", l->name, true);
	json_member(to, "state", state_word(l->facts), true);
	json_member(to, "listed_on", l->listed_on, true);
	json_member(to, "since", l->since, true);
	json_member(to, "version", l->version, true);
	json_member(to, "gone_on", l->facts->gone_on, true);
	json_list(to, "programmes", l->programmes);
	json_list(to, "measures", l->measures);
	str_addc(to, '}');
}

/* A person stands on no list, and is under no programme. */
static void json_teller(struct str *to, const struct listed *l)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "id", l->facts->id, true);
	json_member(to, "source", l->facts->source, true);
	json_member(to, "name", l->name, true);
	json_member(to, "since", l->since, true);
	json_member(to, "version", l->version, true);
	json_member(to, "gone_on", l->facts->gone_on, true);
	str_addc(to, '}');
}

static void json_tie(struct str *to, const struct tie *t)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "kind", slice_of(kinds[t->kind]), true);
	json_member(to, "a", t->a, true);
	json_member(to, "b", t->b, true);
	json_member(to, "name", t->name, true);
	json_member(to, "source", t->source, true);
	json_member(to, "rule", t->rule, true);
	json_member(to, "reason", t->reason, true);
	json_member(to, "note", t->note, true);
	json_member(to, "at", t->at, true);
	str_addc(to, '}');
}

void party_json(struct str *to, const struct facts *f)
{
	if (f->kind != KIND_designation && f->kind != KIND_person &&
	    f->kind != KIND_event)
		return;
	json_member(to, "party", f->party, true);
	json_key(to, "listings");
	str_addc(to, '[');
	for (size_t i = 0; i < f->listings; i++) {
		if (f->kind == KIND_designation)
			json_listing(to, &f->listing[i]);
		else
			json_teller(to, &f->listing[i]);
	}
	str_addc(to, ']');
	json_key(to, "links");
	str_addc(to, '[');
	for (size_t i = 0; i < f->ties; i++)
		json_tie(to, &f->tie[i]);
	str_addc(to, ']');
}
