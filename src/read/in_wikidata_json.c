/* What query.wikidata.org answers, application/sparql-results+json: persons
 * with where and when they were held (P2632 with P580 and P582), what they were
 * charged with and the rest, in as many languages as the query asks for.
 *
 * A place after a place without a gap between is one detention; the last one
 * is claimed, those before it are notes. That one ends is no release where
 * nothing says so: the end of the last one is taken for it. */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/jsonscan.h"
#include "read/reader.h"
#include "read/wd_row.h"

enum { GAP_DAYS = 31 };

static bool day_of(struct slice text, bool last, int64_t *day)
{
	struct pdate d;

	if (!pdate_parse(text, DATE_ORDER_UNKNOWN, &d))
		return false;
	*day = last ? pdate_last_day(d) : pdate_first_day(d);
	return true;
}

/* Spells without a beginning stand first, then by their beginning. */
static void sort_spells(struct wd_person *p)
{
	for (size_t i = 1; i < p->spells; i++)
		for (size_t k = i; k > 0 &&
		     slice_cmp(p->spell[k - 1].from, p->spell[k].from) > 0;
		     k--) {
			struct wd_spell swap = p->spell[k];

			p->spell[k] = p->spell[k - 1];
			p->spell[k - 1] = swap;
		}
}

/* `b` goes on where `a` ended. */
static bool goes_on(const struct wd_spell *a, const struct wd_spell *b)
{
	int64_t end, begin;

	if (!a->from.n || !b->from.n)
		return false;
	if (!a->to.n)
		return slice_eq(a->from, b->from);
	return day_of(a->to, true, &end) && day_of(b->from, false, &begin) &&
	       begin <= end + GAP_DAYS;
}

static void note_spell(struct docket *d, const struct wd_spell *s)
{
	struct slice text = arena_fmt(&d->b.mem, "%.*s to %.*s%s%.*s",
				      SLICE_ARG(s->from), SLICE_ARG(s->to),
				      s->prison.n ? ", " : "",
				      SLICE_ARG(s->prison));

	docket_say_as(d, PROP_note, text, "earlier detention");
}

static void put_spells(struct docket *d, struct wd_person *p)
{
	const struct wd_spell *last;
	size_t first;

	if (p->spells == 0)
		return;
	sort_spells(p);
	first = p->spells - 1;
	last = &p->spell[first];
	while (first > 0 && goes_on(&p->spell[first - 1], &p->spell[first]))
		first--;
	for (size_t i = 0; i < first; i++)
		note_spell(d, &p->spell[i]);
	docket_date(d, PROP_detained_on, p->spell[first].from,
		    DATE_ORDER_UNKNOWN);
	docket_date(d, PROP_released_on, last->to, DATE_ORDER_UNKNOWN);
	docket_say(d, PROP_prison, last->prison);
	for (size_t i = first; i + 1 < p->spells; i++)
		docket_say_as(d, PROP_note, p->spell[i].prison, "held in");
	if (last->from.n && !last->to.n)
		docket_custody(d, last->prison);
}

/* The label service gives "Q123" where a language has no label. */
static bool is_label(const struct wd_person *p, const struct wd_value *v)
{
	return v->field == WD_NAME && !slice_eq(v->text, p->id);
}

/* English first, so that the name does not follow the order of the rows. */
static void put_names(struct docket *d, const struct wd_person *p)
{
	for (const struct wd_value *v = p->first; v; v = v->next)
		if (is_label(p, v) && slice_is(v->lang, "en"))
			docket_name(d, v->text, v->lang);
	for (const struct wd_value *v = p->first; v; v = v->next)
		if (is_label(p, v))
			docket_name(d, v->text, v->lang);
	for (const struct wd_value *v = p->first; v; v = v->next) {
		struct slice rest = v->text, one;

		while (v->field == WD_ALIAS && slice_cut(&rest, ',', &one))
			docket_name(d, one, v->lang);
	}
	docket_name(d, docket_has(d, PROP_name) ? SLICE_NONE : p->id,
		    SLICE_NONE);
}

static void put_role(struct docket *d, const struct wd_value *v)
{
	struct claim *c;

	docket_roles(d, v->text);
	c = docket_say(d, PROP_role_text, v->text);
	docket_in_language(d, c, v->lang);
}

static void put_value(struct docket *d, const struct wd_value *v)
{
	switch (v->field) {
	case WD_BORN:
		docket_date(d, PROP_born, wd_date(v->text),
			    DATE_ORDER_UNKNOWN);
		break;
	case WD_DIED:
		docket_date(d, PROP_died_on, wd_date(v->text),
			    DATE_ORDER_UNKNOWN);
		break;
	case WD_GENDER:
		docket_gender(d, v->text);
		break;
	case WD_COUNTRY:
		docket_say_as(d, PROP_country, v->text, "citizen");
		break;
	case WD_ROLE:
		put_role(d, v);
		break;
	case WD_CHARGE:
		docket_charges(d, v->text, false);
		break;
	case WD_VERDICT:
		docket_say_as(d, PROP_note, v->text, "convicted of");
		break;
	case WD_PENALTY:
		docket_penalty(d, v->text);
		break;
	case WD_AWARD:
		docket_say_as(d, PROP_note, v->text, "award");
		break;
	default:
		break;
	}
}

static int put_person(struct docket *d, struct wd_person *p, struct err *e)
{
	struct claim *c;

	if (docket_begin(d, KIND_person, p->id, e) < 0)
		return -1;
	put_names(d, p);
	docket_say(d, PROP_native_id, p->id);
	docket_say_as(d, PROP_identifier, p->id, "Wikidata");
	for (const struct wd_value *v = p->first; v; v = v->next) {
		put_value(d, v);
		if (v->field != WD_ID)
			continue;
		c = docket_say(d, PROP_identifier, v->text);
		docket_qualify(d, c, v->as);
	}
	put_spells(d, p);
	docket_say(d, PROP_url, arena_fmt(&d->b.mem,
		   "https://www.wikidata.org/wiki/%.*s", SLICE_ARG(p->id)));
	return docket_emit(d, e);
}

static int read_rows(struct wd_rows *w, struct jsonscan *s, struct err *e)
{
	const struct jnode *row;
	bool any = false;
	int rc;

	while ((rc = jsonscan_next(s, &row, e)) == 1) {
		any = true;
		if (wd_add(w, row, e) < 0)
			return jsonscan_in(s, e);
	}
	if (rc == 0 && !jsonscan_found(s))
		return err_set(e, ERR_FORMAT, "no results.bindings in it: "
			       "ask for format=json");
	if (rc == 0 && any && w->n == 0)
		return err_set(e, ERR_FORMAT, "no variable names a person; "
			       "call it ?person");
	return rc;
}

static int read_part(struct wd_rows *w, struct input_part *part,
		     struct err *e)
{
	struct jsonscan *s = NULL;
	int rc;

	if (jsonscan_open_at(&s, part, SLICE("results.bindings"), e) < 0)
		return -1;
	rc = read_rows(w, s, e);
	jsonscan_close(&s);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int wikidata_read(struct input *in, record_fn *emit, void *ctx,
			 struct err *e)
{
	struct wd_rows *w = NULL;
	struct docket d;
	int rc = wd_open(&w, e);

	for (size_t i = 0; i < in->n && rc == 0; i++)
		rc = read_part(w, &in->part[i], e);
	if (rc == 0 && (rc = docket_open(&d, emit, ctx, e)) == 0) {
		for (size_t i = 0; i < w->n && rc == 0; i++)
			rc = put_person(&d, w->person[i], e);
		docket_close(&d);
	}
	wd_close(&w);
	return rc;
}

static int wikidata_sniff(struct slice head, const struct input_part *part)
{
	struct slice s = slice_trim(head);

	if (!slice_starts(s, "{"))
		return 0;
	if (slice_starts(part->content_type,
			 "application/sparql-results+json"))
		return 90;
	return feed_head_has(s, "\"head\"") && feed_head_has(s, "\"vars\"") ?
	       85 : 0;
}

const struct reader in_wikidata_json = {
	.name = "wikidata_json",
	.title = N_("Wikidata's query service, SPARQL results as JSON"),
	.max_bytes = 512u << 20,
	.max_records = WD_PERSONS,
	.set = true,
	.keys = "wikidata",
	.sniff = wikidata_sniff,
	.read = wikidata_read,
};
