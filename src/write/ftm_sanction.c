#include "write/ftm_row.h"

static const char *schema_of(struct slice kind, const char *other)
{
	static const struct { const char *kind, *schema; } schemata[] = {
		{ "person", "Person" }, { "entity", "Organization" },
		{ "vessel", "Vessel" }, { "aircraft", "Airplane" },
	};

	for (size_t i = 0; i < sizeof(schemata) / sizeof(schemata[0]); i++)
		if (slice_is(kind, schemata[i].kind))
			return schemata[i].schema;
	return other;
}

static void add_targets(struct ftm *t, struct entity *e, size_t targets)
{
	struct slice covers = ftm_list(t, PROP_covers), one, source;
	char id[ID_TEXT];

	while (slice_cut(&covers, LIST_SEP, &one)) {
		if (!slice_cut(&one, '/', &source) || !one.n)
			continue;
		record_id(KIND_designation, source, one, id);
		entity_add(e, "entity", slice_of(id));
	}
	for (size_t i = 1; i <= targets; i++)
		entity_add(e, "entity", arena_fmt(&t->mem, "%.*s-target-%zu",
				SLICE_ARG(t->row->cell[0]), i));
}

/* Whom it hits, by name; what no list tells apart is a legal entity. */
static size_t put_targets(struct ftm *t)
{
	struct slice targets = ftm_list(t, PROP_target), one;
	const char *schema = schema_of(ftm_value(t, PROP_target_kind),
				       "LegalEntity");
	struct entity e;
	size_t n = 0;

	while (slice_cut(&targets, LIST_SEP, &one)) {
		if (!one.n)
			continue;
		entity_begin(&e, t->to, schema,
			     arena_fmt(&t->mem, "%.*s-target-%zu",
				       SLICE_ARG(t->row->cell[0]), ++n));
		entity_add(&e, "name", one);
		entity_end(&e);
	}
	return n;
}

static void add_steps(struct ftm *t, struct entity *e)
{
	for (size_t i = 0; t->o->marks && i < t->o->marks->n; i++) {
		const struct mark *m = &t->o->marks->list[i];

		entity_add(e, "summary", arena_fmt(&t->mem, "%.*s: %.*s",
				SLICE_ARG(m->date), SLICE_ARG(m->what)));
	}
}

/* The first act that imposed it, the last that ended it. */
static void add_span(struct ftm *t, struct entity *e)
{
	const struct marks *m = t->o->marks;
	size_t i = 0;

	while (m && i < m->n && m->list[i].sign != SIGN_IMPOSED)
		i++;
	if (m && i < m->n)
		entity_date(e, "startDate", m->list[i].date);
	if (slice_is(ftm_cell(t, "state"), "lifted") ||
	    slice_is(ftm_cell(t, "state"), "expired"))
		entity_date(e, "endDate", ftm_cell(t, "since"));
}

void ftm_measure(struct ftm *t)
{
	size_t targets = put_targets(t);
	struct entity e;

	if (!targets && !ftm_value(t, PROP_covers).n)
		return;		/* a sanction there is one on somebody */
	entity_begin(&e, t->to, "Sanction", t->row->cell[0]);
	add_targets(t, &e, targets);
	entity_add(&e, "authority", ftm_value(t, PROP_authority));
	entity_list(&e, "program", ftm_list(t, PROP_programme));
	entity_list(&e, "provisions", ftm_list(t, PROP_measure));
	entity_add(&e, "status", ftm_cell(t, "state"));
	entity_list(&e, "reason", ftm_list(t, PROP_reason));
	entity_countries(&e, "country", ftm_value(t, PROP_jurisdiction));
	add_span(t, &e);
	add_steps(t, &e);
	ftm_proof(t, &e, NULL);
	entity_end(&e);
}

static void put_listing(struct ftm *t)
{
	struct entity e;

	entity_begin(&e, t->to, "Sanction", ftm_id(t, "sanction"));
	entity_add(&e, "entity", t->row->cell[0]);
	entity_add(&e, "authority", ftm_value(t, PROP_authority));
	entity_add(&e, "authorityId", ftm_value(t, PROP_native_id));
	entity_list(&e, "program", ftm_list(t, PROP_programme));
	entity_list(&e, "provisions", ftm_list(t, PROP_measure));
	entity_add(&e, "status", ftm_cell(t, "state"));
	entity_list(&e, "reason", ftm_list(t, PROP_reason));
	entity_countries(&e, "country", ftm_value(t, PROP_jurisdiction));
	entity_date(&e, "listingDate", ftm_value(t, PROP_listed_on));
	entity_date(&e, "endDate", ftm_cell(t, "gone_on"));
	entity_end(&e);
}

void ftm_designation(struct ftm *t)
{
	const char *schema = schema_of(ftm_value(t, PROP_target_kind),
				       "Organization");
	bool listed = slice_is(ftm_cell(t, "state"), "listed");
	struct entity e;

	entity_begin(&e, t->to, schema, t->row->cell[0]);
	entity_list(&e, "name", ftm_list(t, PROP_name));
	entity_list(&e, "alias", ftm_list(t, PROP_other_name));
	if (strcmp(schema, "Person") == 0)
		ftm_person(t, &e);
	else
		entity_countries(&e, "country", ftm_list(t, PROP_country));
	entity_list(&e, "notes", ftm_list(t, PROP_remarks));
	if (listed)
		entity_add(&e, "topics", SLICE("sanction"));
	entity_date(&e, "retrievedAt", t->f->seen);
	entity_end(&e);
	put_listing(t);
}
