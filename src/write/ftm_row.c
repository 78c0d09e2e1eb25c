#include "write/ftm_row.h"

enum { CITES = 200 };

/* --- documents --- */

/* The row of an article that is read has the same id. */
static void document_id(const struct fact *x, char id[ID_TEXT])
{
	record_id(KIND_news, x->source, x->doc_url, id);
}

void ftm_cite(struct ftm *t)
{
	for (size_t i = 0; i < t->f->n; i++)
		if (!t->f->fact[i].until.p && t->f->fact[i].doc_url.n)
			book_cite(t->o->book, &t->f->fact[i]);
}

/* Documents that were cited and have no row of their own in this file. */
void ftm_document(struct str *to, const struct book_entry *c)
{
	struct fact x = { .source = c->source, .doc_url = c->url };
	char id[ID_TEXT];
	struct entity e;

	document_id(&x, id);
	entity_begin(&e, to, "Article", slice_of(id));
	entity_add(&e, "name", c->title.n ? c->title : c->url);
	entity_add(&e, "title", c->title);
	entity_date(&e, "publishedAt", c->published);
	entity_url(&e, "sourceUrl", c->url);
	entity_add(&e, "publisher", c->publisher);
	entity_end(&e);
}

static bool cited_before(const struct ftm *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!t->f->fact[k].until.p &&
		    slice_eq(t->f->fact[k].doc_url, t->f->fact[i].doc_url) &&
		    slice_eq(t->f->fact[k].source, t->f->fact[i].source))
			return true;
	return false;
}

void ftm_proof(struct ftm *t, struct entity *e, const char *proof)
{
	char id[ID_TEXT];

	for (size_t i = 0; proof && i < t->f->n && i < CITES; i++) {
		const struct fact *x = &t->f->fact[i];

		if (x->until.p || !x->doc_url.n || cited_before(t, i))
			continue;
		document_id(x, id);
		entity_add(e, proof, slice_of(id));
	}
	for (size_t i = 0; i < t->f->n && i < CITES; i++)
		if (!t->f->fact[i].until.p && !cited_before(t, i))
			entity_url(e, "sourceUrl", t->f->fact[i].doc_url);
}

/* --- what all have --- */

struct slice ftm_id(struct ftm *t, const char *what)
{
	return arena_fmt(&t->mem, "%.*s-%s", SLICE_ARG(t->row->cell[0]), what);
}

struct slice ftm_list(struct ftm *t, enum property prop)
{
	return facts_list(t->f, prop, &t->mem);
}

struct slice ftm_value(const struct ftm *t, enum property prop)
{
	return facts_value(t->f, prop);
}

struct slice ftm_cell(const struct ftm *t, const char *name)
{
	int i = shape_find(t->o->shape, slice_of(name));

	return i >= 0 ? t->row->cell[i] : SLICE_NONE;
}

/* All sides of what is disputed, in words. */
static void put_note(struct ftm *t, enum property prop)
{
	struct str text = STR_INIT(RECORD_BYTES);
	struct entity e;

	if (!facts_differ(t->f, prop))
		return;
	for (size_t i = 0; i < t->f->n; i++) {
		const struct fact *x = &t->f->fact[i];

		if (x->claim.prop != prop || x->until.p)
			continue;
		str_addf(&text, "%s%.*s", text.n ? "; " : "",
			 SLICE_ARG(x->claim.value));
		str_addf(&text, " (%.*s", SLICE_ARG(x->doc_publisher.n ?
						    x->doc_publisher : x->source));
		if (x->claim.quote.n)
			str_addf(&text, ": \"%.*s\"", SLICE_ARG(x->claim.quote));
		str_addc(&text, ')');
	}
	entity_begin(&e, t->to, "Note", ftm_id(t, properties[prop].name));
	entity_add(&e, "name", arena_fmt(&t->mem, "%s: the sources differ",
					 properties[prop].name));
	entity_add(&e, "description", str_slice(&text));
	entity_add(&e, "entity", t->row->cell[0]);
	entity_end(&e);
	str_free(&text);
}

void ftm_notes(struct ftm *t)
{
	for (int prop = 0; prop < PROP_COUNT; prop++)
		put_note(t, (enum property)prop);
}

/* --- persons --- */

static void put_case(struct ftm *t)
{
	struct slice charges = ftm_list(t, PROP_charge), id = ftm_id(t, "case");
	struct slice sentence = ftm_value(t, PROP_sentence), one;
	struct entity e;

	if (!charges.n && !sentence.n)
		return;
	entity_begin(&e, t->to, "CourtCase", id);
	entity_add(&e, "name", arena_fmt(&t->mem, "Case against %.*s",
					 SLICE_ARG(ftm_value(t, PROP_name))));
	entity_add(&e, "category", SLICE("criminal"));
	if (sentence.n)
		entity_add(&e, "summary", arena_fmt(&t->mem, "Sentence: %.*s",
						    SLICE_ARG(sentence)));
	while (slice_cut(&charges, LIST_SEP, &one))
		if (one.n)
			entity_add(&e, "description", arena_fmt(&t->mem,
				"Charged under %.*s", SLICE_ARG(one)));
	ftm_proof(t, &e, NULL);
	entity_end(&e);
	entity_begin(&e, t->to, "CourtCaseParty", ftm_id(t, "party"));
	entity_add(&e, "case", id);
	entity_add(&e, "party", t->row->cell[0]);
	entity_add(&e, "role", SLICE("defendant"));
	entity_end(&e);
}

/* As people say it; what is not known is not told. */
static void add_word(struct entity *e, const char *property, enum vocab list,
		     struct slice word)
{
	const char *label = vocab_label(list, word);

	if (!slice_is(word, "unknown"))
		entity_add(e, property, label ? slice_of(label) : word);
}

static void put_release(struct ftm *t)
{
	struct slice on = ftm_value(t, PROP_released_on);
	struct entity e;

	if (!on.n)
		return;
	entity_begin(&e, t->to, "Event", ftm_id(t, "release"));
	entity_add(&e, "name", arena_fmt(&t->mem, "Release of %.*s",
					 SLICE_ARG(ftm_value(t, PROP_name))));
	entity_date(&e, "date", on);
	add_word(&e, "summary", VOCAB_release_type,
		 ftm_value(t, PROP_release_type));
	add_word(&e, "summary", VOCAB_release_manner,
		 ftm_value(t, PROP_manner));
	entity_add(&e, "involved", t->row->cell[0]);
	entity_add(&e, "keywords", SLICE("release"));
	entity_end(&e);
}

static void put_mentions(struct ftm *t)
{
	char id[ID_TEXT];

	for (size_t i = 0; i < t->f->n && i < CITES; i++) {
		const struct fact *x = &t->f->fact[i];
		struct entity e;

		if (x->claim.prop != PROP_name || x->until.p || !x->doc_url.n)
			continue;
		document_id(x, id);
		entity_begin(&e, t->to, "Mention",
			     arena_fmt(&t->mem, "%.*s-%s",
				       SLICE_ARG(t->row->cell[0]), id));
		entity_add(&e, "document", slice_of(id));
		entity_add(&e, "resolved", t->row->cell[0]);
		entity_add(&e, "personMentioned", x->claim.value);
		entity_end(&e);
	}
}

static void add_gender(struct ftm *t, struct entity *e)
{
	struct slice said = ftm_value(t, PROP_gender);

	if (slice_ieq(said, "female") || slice_ieq(said, "f"))
		entity_add(e, "gender", SLICE("female"));
	else if (slice_ieq(said, "male") || slice_ieq(said, "m"))
		entity_add(e, "gender", SLICE("male"));
}

static void add_dates(struct entity *e, const char *property, struct slice all)
{
	struct slice one;

	while (slice_cut(&all, LIST_SEP, &one))
		if (one.n)
			entity_date(e, property, one);
}

void ftm_person(struct ftm *t, struct entity *e)
{
	add_dates(e, "birthDate", ftm_list(t, PROP_born));
	entity_list(e, "birthPlace", ftm_list(t, PROP_born_in));
	entity_countries(e, "citizenship", ftm_list(t, PROP_country));
	add_gender(t, e);
	entity_list(e, "position", ftm_list(t, PROP_role_text));
}

static void put_person(struct ftm *t)
{
	struct entity e;

	entity_begin(&e, t->to, "Person", t->row->cell[0]);
	entity_list(&e, "name", ftm_list(t, PROP_name));
	entity_list(&e, "alias", ftm_list(t, PROP_other_name));
	ftm_person(t, &e);
	if (ftm_value(t, PROP_custody).n)
		entity_add(&e, "notes", arena_fmt(&t->mem, "Custody: %.*s",
					SLICE_ARG(ftm_value(t, PROP_custody))));
	ftm_proof(t, &e, "proof");
	entity_date(&e, "retrievedAt", t->f->seen);
	entity_end(&e);
	put_release(t);
	put_case(t);
	put_mentions(t);
}

/* --- acts --- */

static void add_involved(struct ftm *t, struct entity *e)
{
	const struct facts *others = NULL;
	char id[ID_TEXT];
	size_t n = t->f->look.saying ?
		t->f->look.saying(t->f->look.ctx, PROP_event, t->f->subject,
				  &t->mem, &others) : 0;

	for (size_t i = 0; i < n; i++)
		if (others[i].kind == KIND_person &&
		    slice_eq(others[i].source, t->f->source)) {
			record_id(KIND_person, others[i].source,
				  others[i].subject, id);
			entity_add(e, "involved", slice_of(id));
		}
}

static void put_event(struct ftm *t)
{
	struct slice to = ftm_list(t, PROP_destination), one;
	struct entity e;

	entity_begin(&e, t->to, "Event", t->row->cell[0]);
	if (t->o->marks && t->o->marks->n)
		entity_add(&e, "name", t->o->marks->list[0].what);
	else
		entity_add(&e, "name", SLICE("Release"));
	entity_date(&e, "date", ftm_value(t, PROP_date));
	entity_list(&e, "summary", ftm_list(t, PROP_part));
	while (slice_cut(&to, LIST_SEP, &one)) {
		const char *label = vocab_label(VOCAB_jurisdiction, one);

		entity_add(&e, "location", label ? slice_of(label) : one);
	}
	add_involved(t, &e);
	entity_add(&e, "keywords", SLICE("release"));
	add_word(&e, "keywords", VOCAB_release_type,
		 ftm_value(t, PROP_release_type));
	ftm_proof(t, &e, "proof");
	entity_date(&e, "retrievedAt", t->f->seen);
	entity_end(&e);
}

/* --- documents and what is asked --- */

/* Under the id by which others cite it: that of its address in its source. */
static void put_news(struct ftm *t)
{
	struct fact self = { .source = t->f->source,
			     .doc_url = ftm_value(t, PROP_url) };
	size_t n = self.doc_url.n ? book_cite(t->o->book, &self) : 0;
	char id[ID_TEXT];
	struct entity e;

	if (n && t->o->book->cited[n - 1].told)
		return;
	if (n)
		t->o->book->cited[n - 1].told = true;
	document_id(&self, id);
	entity_begin(&e, t->to, "Article", n ? slice_of(id) : t->row->cell[0]);
	entity_add(&e, "name", ftm_value(t, PROP_title).n ? ftm_value(t, PROP_title) :
							ftm_value(t, PROP_url));
	entity_add(&e, "title", ftm_value(t, PROP_title));
	entity_list(&e, "author", ftm_list(t, PROP_author));
	entity_date(&e, "publishedAt", ftm_value(t, PROP_published));
	entity_language(&e, "language", ftm_value(t, PROP_language));
	entity_add(&e, "summary", ftm_value(t, PROP_summary));
	entity_url(&e, "sourceUrl", ftm_value(t, PROP_url));
	entity_add(&e, "publisher", ftm_value(t, PROP_publisher));
	entity_date(&e, "retrievedAt", t->f->seen);
	entity_end(&e);
}

static void put_asked(struct ftm *t, enum property name, enum property text)
{
	struct entity e;

	entity_begin(&e, t->to, "Note", t->row->cell[0]);
	entity_add(&e, "name", ftm_value(t, name));
	entity_add(&e, "description", ftm_value(t, name));
	entity_add(&e, "summary", ftm_value(t, text));
	entity_add(&e, "keywords", ftm_value(t, PROP_theme));
	entity_add(&e, "keywords", ftm_cell(t, "state"));
	ftm_proof(t, &e, "proof");
	entity_end(&e);
}

void ftm_subject(struct ftm *t)
{
	switch (t->f->kind) {
	case KIND_person:
		put_person(t);
		break;
	case KIND_event:
		put_event(t);
		break;
	case KIND_measure:
		ftm_measure(t);
		break;
	case KIND_designation:
		ftm_designation(t);
		break;
	case KIND_news:
		put_news(t);
		break;
	case KIND_recommendation:
		put_asked(t, PROP_action, PROP_expected_impact);
		break;
	case KIND_brief:
		put_asked(t, PROP_aspect, PROP_details);
		break;
	default:
		break;
	}
}

void ftm_conflict(struct ftm *t)
{
	const struct conflict_row *c = t->o->conflict;
	const char *label = vocab_label(VOCAB_check,
					slice_of(c->conflict->check));
	struct entity e;

	entity_begin(&e, t->to, "Note", t->row->cell[0]);
	entity_add(&e, "name", arena_fmt(&t->mem, "%s: %.*s",
		label ? label : c->conflict->check,
		SLICE_ARG(ftm_cell(t, "subject"))));
	entity_add(&e, "description", c->conflict->why);
	for (size_t i = 0; i < c->conflict->n; i++)
		entity_add(&e, "summary", c->conflict->side[i].says);
	entity_add(&e, "entity", c->facts->id);
	if (c->verdict.n)
		entity_add(&e, "keywords", c->verdict);
	entity_end(&e);
}
