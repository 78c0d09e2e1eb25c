/* What the subjects behind names say. Those of common names come again and
 * again, so a number of them is kept. */
#include <stdlib.h>

#include "flow/screening_inside.h"

enum {
	SLOTS = 1 << 15,	/* half of them are used */
	CARD_BYTES = 64 << 20,
	FACT_BYTES = 256 << 20,
};

struct cards {
	const struct screening_options *o;
	struct arena mem;	/* of the cards */
	struct arena facts;	/* of the one at hand */
	struct card *slot[SLOTS];
	size_t n;
};

int cards_open(struct cards **c, const struct screening_options *o,
	       struct err *e)
{
	*c = calloc(1, sizeof(**c));
	if (!*c)
		return err_set(e, ERR_MEMORY, "no memory for candidates");
	(*c)->o = o;
	(*c)->mem = ARENA_INIT(o->card_bytes ? o->card_bytes : CARD_BYTES);
	(*c)->facts = ARENA_INIT(FACT_BYTES);
	return 0;
}

void cards_close(struct cards **c)
{
	if (!*c)
		return;
	arena_free(&(*c)->mem);
	arena_free(&(*c)->facts);
	free(*c);
	*c = NULL;
}

static void forget(struct cards *c)
{
	size_t most = c->mem.max;

	memset(c->slot, 0, sizeof(c->slot));
	c->n = 0;
	arena_free(&c->mem);
	c->mem = ARENA_INIT(most);
}

static struct card **slot_of(struct cards *c, int64_t subject)
{
	size_t at = (size_t)((uint64_t)subject * 0x9E3779B97F4A7C15u >> 49);

	while (c->slot[at] && c->slot[at]->subject != subject)
		at = (at + 1) % SLOTS;
	return &c->slot[at];
}

/* --- rows from the cells of a view --- */

static struct slice cell_of(const struct shape *shape,
			    const struct slice *cell, const char *column)
{
	int at = shape_find(shape, slice_of(column));

	return at > 0 ? cell[at - 1] : SLICE_NONE;
}

static const struct {
	enum screening_column to;
	const char *from;	/* column of the view */
} taken[] = {
	{ SCREENING_NAME,      "name" },      { SCREENING_LIST,    "list" },
	{ SCREENING_PROGRAMME, "programme" }, { SCREENING_STATE,   "state" },
	{ SCREENING_EASED_BY,  "eased_by" },  { SCREENING_KIND,    "kind" },
	{ SCREENING_BORN,      "born" },      { SCREENING_COUNTRY, "country" },
	{ SCREENING_LISTED_ON, "listed_on" }, { SCREENING_GONE_ON, "gone_on" },
};

static void take_party(struct card *card)
{
	struct slice *state = &card->row.cell[SCREENING_STATE];

	card->active = slice_is(*state, "listed") ||
		       slice_is(*state, "removal_pending");
	if (slice_is(*state, "listed") &&
	    card->row.cell[SCREENING_EASED_BY].n > 0)
		*state = SLICE("eased");
}

/* Whoever is freed is on no list of sanctions by that. */
static void take_person(struct card *card, const struct facts *f,
			const struct shape *shape, const struct slice *cell)
{
	struct slice custody = cell_of(shape, cell, "custody");
	struct slice freed = cell_of(shape, cell, "released_on");

	card->row.cell[SCREENING_LIST] = f->source;
	card->row.cell[SCREENING_KIND] = SLICE("person");
	card->row.cell[SCREENING_PROGRAMME] = SLICE_NONE;
	if (freed.n > 0 || slice_is(custody, "free"))
		card->row.cell[SCREENING_STATE] = SLICE("released");
	else if (custody.n > 0 && !slice_is(custody, "unknown"))
		card->row.cell[SCREENING_STATE] = SLICE("held");
}

static bool is_wanted(const struct cards *c, const struct facts *f)
{
	enum screening_who who = c->o->who;

	if (f->n == 0 || f->rekeyed_to.n > 0)
		return false;
	if (f->kind == KIND_designation)
		return who != SCREENING_PERSONS;
	return f->kind == KIND_person && f->presence != GONE &&
	       who != SCREENING_PARTIES;
}

/* All that it is called. */
static struct slice names_of(const struct facts *f, struct arena *mem,
			     struct arena *scratch)
{
	struct str all = STR_INIT(RECORD_BYTES);
	struct slice cell;

	str_add(&all, facts_list(f, PROP_name, scratch));
	str_add(&all, facts_list(f, PROP_other_name, scratch));
	cell = arena_slice(mem, str_slice(&all));
	str_free(&all);
	return cell;
}

/* The facts die with the next ones: all is copied. */
static void fill(struct cards *c, const struct facts *f, struct card *card)
{
	bool party = f->kind == KIND_designation;
	const struct shape *shape = party ? c->o->parties : c->o->persons;
	struct slice cell[SHAPE_COLUMNS] = {{0}};

	card->none = !is_wanted(c, f) || !shape ||
		     shape->fill(f, cell, &c->facts) <= 0;
	if (card->none)
		return;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		card->row.cell[taken[i].to] = cell_of(shape, cell,
						      taken[i].from);
	if (party)
		take_party(card);
	else
		take_person(card, f, shape, cell);
	card->row.cell[SCREENING_SUBJECT] = f->id;
	card->row.cell[SCREENING_PARTY] = f->party;
	card->names = names_of(f, &c->mem, &c->facts);
	card->profile = profile_facts(f, &c->mem);
	for (size_t i = 0; i < SCREENING_COLUMNS; i++)
		card->row.cell[i] = arena_slice(&c->mem, card->row.cell[i]);
}

/* NULL without an error: no more room. */
static int make(struct cards *c, int64_t subject, struct card **out,
		struct err *e)
{
	struct card *card = arena_get(&c->mem, sizeof(*card));
	struct facts f = {0};
	int rc;

	*out = NULL;
	arena_clear(&c->facts);
	if (!card)
		return 0;
	card->subject = subject;
	if (store_facts(c->o->store, subject, c->o->as_of, &c->facts, &f,
			e) < 0)
		return -1;
	fill(c, &f, card);
	if (!card->none &&
	    store_names_given(c->o->store, subject, c->o->as_of, &c->mem,
			      &card->given, e) < 0)
		return -1;
	rc = arena_ok(&c->facts, "one subject", e);
	arena_clear(&c->facts);
	if (rc == 0 && !c->mem.bad)
		*out = card;
	return rc;
}

/* One that was not made to its end is in no slot. */
int cards_get(struct cards *c, int64_t subject, const struct card **out,
	      struct err *e)
{
	struct card *card = *slot_of(c, subject);

	if (!card && c->n == SLOTS / 2)
		forget(c);
	if (!card && make(c, subject, &card, e) < 0)
		return -1;
	if (!card) {
		forget(c);
		if (make(c, subject, &card, e) < 0)
			return -1;
	}
	*out = card;
	if (!card) {
		arena_ok(&c->mem, "one listing", e);
		forget(c);
		return -1;
	}
	if (!*slot_of(c, subject)) {
		*slot_of(c, subject) = card;
		c->n++;
	}
	return 0;
}
