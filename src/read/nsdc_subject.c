#include "read/nsdc_subject.h"

#include <string.h>

#include "base/text.h"
#include "read/keyset.h"

enum { TEXT_BYTES = 1 << 20 };

/* The law "On Sanctions", under which every decree of the register stands. */
static const char law[] = "1644-VII";

enum state { ACTIVE, EXPIRED, EXCLUDED };

static const struct {
	const char *word, *claim;	/* NULL: listed, the usual state */
} states[] = {
	[ACTIVE]   = { "active",   NULL },
	[EXPIRED]  = { "expired",  "expired" },
	[EXCLUDED] = { "excluded", "delisted" },
};

struct dates {	/* of all actions; ISO, "" where not told */
	char listed[PDATE_TEXT];	/* the first decree */
	char ends[PDATE_TEXT];		/* the last end */
	bool open;			/* one in force has no end */
};

void nsdc_init(struct nsdc *n)
{
	*n = (struct nsdc){ .line = STR_INIT(TEXT_BYTES),
			    .low = STR_INIT(TEXT_BYTES) };
}

void nsdc_free(struct nsdc *n)
{
	str_free(&n->line);
	str_free(&n->low);
}

/* Values are repaired by the roster. What is put together or searched here
 * must be valid; escapes can make what is not. */
static void add(struct str *to, struct slice text)
{
	if (text_valid(text))
		text_squash(to, text);
}

static struct slice lower(struct nsdc *n, struct slice text)
{
	str_clear(&n->low);
	if (text_valid(text))
		text_lower(&n->low, text);
	return str_slice(&n->low);
}

static int find_state(struct slice word, enum state *out, struct err *e)
{
	*out = ACTIVE;
	if (word.n == 0)
		return 0;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		if (slice_is(word, states[i].word)) {
			*out = (enum state)i;
			return 0;
		}
	}
	return err_set(e, ERR_FORMAT, "unknown status \"%.*s\"",
		       SLICE_ARG(word));
}

/* --- names ---------------------------------------------------------------- */

static void put_name(struct nsdc *n, struct slice name, bool first)
{
	bool script = roster_is_script(name);

	name = slice_trim(name);
	if (first)
		roster_name(&n->r, name, NULL, script ? SLICE("uk") :
							SLICE_NONE);
	else
		roster_name(&n->r, name, script ? "script" : "strong",
			    SLICE_NONE);
}

/* "Мороз Іван (Мороз Иван, Maroz Ivan)" is three names; what else stands in
 * brackets is part of the name. */
static void put_names(struct nsdc *n, struct slice name, bool first)
{
	struct slice rest, two[2];
	ptrdiff_t open = slice_find(name, SLICE("("), 0);

	name = slice_trim(name);
	if (open <= 0 || !slice_ends(name, ")")) {
		put_name(n, name, first);
		return;
	}
	rest = slice_make(name.p + open + 1, name.n - (size_t)open - 2);
	if (slice_find(rest, SLICE("("), 0) >= 0 ||
	    slice_find(rest, SLICE(")"), 0) >= 0 ||
	    !slice_cut(&rest, ',', &two[0]) ||
	    !slice_cut(&rest, ',', &two[1]) || rest.p) {
		put_name(n, name, first);
		return;
	}
	put_name(n, slice_make(name.p, (size_t)open), first);
	put_name(n, two[0], false);
	put_name(n, two[1], false);
}

static void put_aliases(struct nsdc *n, const struct jnode *v)
{
	struct slice rest = jtree_text(v), one;

	if (jtree_is_array(v))
		for (v = jtree_first(v); v; v = jtree_next(v))
			put_names(n, jtree_text(v), false);
	while (slice_cut(&rest, ';', &one))
		put_names(n, one, false);
}

/* --- birth, citizenship, numbers ------------------------------------------ */

/* "21 березня 1945 р." */
static struct slice day_text(struct slice s)
{
	static const char *const tails[] = { "р.н.", "р.", "року", "р" };

	s = slice_trim(s);
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (slice_ends(s, tails[i]))
			return slice_trim(slice_make(s.p, s.n -
						     strlen(tails[i])));
	return s;
}

static void put_dates(struct nsdc *n, const struct jnode *subject,
		      bool is_entity)
{
	struct slice from = jtree_string(subject, "bd");

	if (is_entity)
		roster_claim(&n->r, PROP_remarks, from, "founded");
	else
		roster_born(&n->r, day_text(from), DATE_ORDER_DMY);
	roster_claim(&n->r, PROP_remarks, jtree_string(subject, "dd"),
		     is_entity ? "dissolved" : "died");
}

static void put_countries(struct nsdc *n, const struct jnode *v,
			  const char *how)
{
	roster_claim(&n->r, PROP_country, jtree_text(v), how);
	if (!jtree_is_array(v))
		return;
	for (v = jtree_first(v); v; v = jtree_next(v)) {
		roster_claim(&n->r, PROP_country, jtree_text(v), how);
		roster_claim(&n->r, PROP_country, jtree_string(v, "iso2"),
			     how);
	}
}

static const struct {
	const char *lead, *label;
} numbers[] = {	/* a longer lead first */
	{ "doc:residence", "Residence permit" },
	{ "doc:",          "Passport" },
	{ "reg:",          "Registration number" },
	{ "tax:",          "Tax number" },
};

static void put_number(struct nsdc *n, const struct jnode *v)
{
	struct slice id = jtree_string(v, "id");
	struct slice country = jtree_string(v, "iso2");
	const char *label = NULL;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers) && !label;
	     i++)
		if (slice_starts(id, numbers[i].lead))
			label = numbers[i].label;
	str_clear(&n->line);
	if (label)
		str_addz(&n->line, label);
	else
		add(&n->line, id);
	if (country.n && n->line.n)
		str_addz(&n->line, ", ");
	add(&n->line, country);
	roster_claim(&n->r, PROP_identifier, jtree_string(v, "code"),
		     str_cstr(&n->line));
}

static const struct {
	const char *words;
	enum property prop;
} attributes[] = {
	{ "адрес",            PROP_address   },
	{ "електронн",        PROP_contact   },
	{ "місце народження", PROP_born_in   },
	{ "місце проживання", PROP_address   },
	{ "місцезнаход",      PROP_address   },
	{ "посад",            PROP_role_text },
	{ "сайт",             PROP_contact   },
	{ "телефон",          PROP_contact   },
};

/* What has no property of its own is kept under its label. */
static void put_attribute(struct nsdc *n, const struct jnode *v)
{
	struct slice key = jtree_string(v, "key");
	struct slice value = jtree_string(v, "value");
	struct slice low = lower(n, key);

	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++) {
		if (slice_find(low, slice_of(attributes[i].words), 0) < 0)
			continue;
		roster_claim(&n->r, attributes[i].prop, value, NULL);
		return;
	}
	str_clear(&n->line);
	add(&n->line, key);
	roster_claim(&n->r, PROP_remarks, value, str_cstr(&n->line));
}

/* --- actions --------------------------------------------------------------- */

static const struct {
	const char *words, *measure;
} measures[] = {
	{ "блокування активів",    "asset freeze" },
	{ "в'їзд",                 "travel ban" },
	{ "в’їзд",                 "travel ban" },
	{ "державних закупівель",  "public procurement ban" },
	{ "публічних закупівель",  "public procurement ban" },
	{ "торговельних операцій", "trade restrictions" },
};

/* A restriction that the table does not know stands in its own words. */
static void put_restriction(struct nsdc *n, const struct jnode *v)
{
	struct slice text = jtree_string(v, "restriction"), low;
	struct claim *c;

	if (!text.p)
		text = jtree_text(v);
	low = lower(n, text);
	for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++) {
		if (slice_find(low, slice_of(measures[i].words), 0) < 0)
			continue;
		roster_claim(&n->r, PROP_measure,
			     slice_of(measures[i].measure), NULL);
		return;
	}
	c = roster_claim(&n->r, PROP_measure, text, NULL);
	if (c)
		c->lang = SLICE("uk");
}

/* Dates of the register are strict, unlike those of births. */
static int read_day(struct slice text, const char *what,
		    char iso[PDATE_TEXT], struct err *e)
{
	struct pdate d;

	iso[0] = '\0';
	text = day_text(text);
	if (text.n == 0)
		return 0;
	if (!pdate_parse(text, DATE_ORDER_DMY, &d))
		return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is not a date",
			       what, SLICE_ARG(text));
	pdate_text(d, iso);
	return 0;
}

static void put_decree(struct nsdc *n, const struct jnode *decree,
		       const char *day)
{
	str_clear(&n->line);
	add(&n->line, jtree_string(decree, "number"));
	if (n->line.n && day[0])
		str_addf(&n->line, ", %s", day);
	str_clear(&n->low);
	add(&n->low, jtree_string(decree, "link"));
	roster_claim(&n->r, PROP_legal_basis, str_slice(&n->line),
		     str_cstr(&n->low));
}

static int put_action(struct nsdc *n, const struct jnode *action,
		      struct dates *d, struct err *e)
{
	const struct jnode *decree = jtree_member(action, "decree"), *v;
	char day[PDATE_TEXT], end[PDATE_TEXT];
	enum state state;

	if (find_state(jtree_string(action, "status"), &state, e) < 0 ||
	    read_day(jtree_string(decree, "date"), "decree", day, e) < 0 ||
	    read_day(jtree_string(action, "endDate"), "endDate", end, e) < 0)
		return -1;
	put_decree(n, decree, day);
	if (day[0] && (!d->listed[0] || strcmp(day, d->listed) < 0))
		memcpy(d->listed, day, sizeof(day));
	if (strcmp(end, d->ends) > 0)
		memcpy(d->ends, end, sizeof(end));
	d->open |= state == ACTIVE && !end[0];
	roster_claim(&n->r, PROP_remarks, jtree_string(action, "term"),
		     "term");
	roster_claim(&n->r, PROP_reason, jtree_string(action, "reason"),
		     NULL);
	roster_claim(&n->r, PROP_reason, jtree_string(action, "reasons"),
		     NULL);
	if (state != ACTIVE)
		return 0;	/* what it restricted is over */
	v = jtree_member(action, "restrictions");
	for (v = jtree_first(v); v; v = jtree_next(v))
		put_restriction(n, v);
	return 0;
}

static void put_state(struct nsdc *n, enum state state,
		      const struct dates *d)
{
	roster_claim(&n->r, PROP_listed_on, slice_of(d->listed), NULL);
	roster_claim(&n->r, PROP_listing_state, slice_of(states[state].claim),
		     NULL);
	if (state != ACTIVE)
		roster_claim(&n->r, PROP_gone_on, slice_of(d->ends), NULL);
	else if (!d->open)
		roster_claim(&n->r, PROP_expires, slice_of(d->ends), NULL);
}

static int put_actions(struct nsdc *n, const struct jnode *subject,
		       struct err *e)
{
	const struct jnode *v = jtree_member(subject, "actions");
	struct dates d = {0};
	enum state state;

	if (find_state(jtree_string(subject, "status"), &state, e) < 0)
		return -1;
	for (v = jtree_first(v); v; v = jtree_next(v))
		if (put_action(n, v, &d, e) < 0)
			return -1;
	put_state(n, state, &d);
	return 0;
}

/* --- the subject ----------------------------------------------------------- */

static int make_key(struct nsdc *n, const struct jnode *sid, struct err *e)
{
	int64_t number;

	str_clear(&n->line);
	if (jtree_int(sid, &number))
		str_addf(&n->line, "%lld", (long long)number);
	else
		keyset_compact(&n->line, jtree_text(sid));
	if (n->line.n == 0 || !text_valid(str_slice(&n->line)))
		return err_set(e, ERR_FORMAT, "a subject without a sid");
	return str_ok(&n->line, "sid", e);
}

int nsdc_subject(struct nsdc *n, const struct jnode *subject, struct err *e)
{
	const char *kind = n->kind;
	const struct jnode *v;
	bool is_entity;

	if (slice_is(jtree_string(subject, "subjectType"), "individual"))
		kind = "person";
	else if (slice_is(jtree_string(subject, "subjectType"), "legal"))
		kind = "entity";
	is_entity = kind && kind[0] == 'e';
	if (make_key(n, jtree_member(subject, "sid"), e) < 0)
		return -1;
	roster_begin(&n->r, str_slice(&n->line), kind);
	put_names(n, jtree_string(subject, "name"), true);
	put_names(n, jtree_string(subject, "translit"), false);
	put_aliases(n, jtree_member(subject, "aliases"));
	put_dates(n, subject, is_entity);
	put_countries(n, jtree_member(subject, "citizenships"),
		      is_entity ? "jurisdiction" : "citizen");
	v = jtree_member(subject, "identifiers");
	for (v = jtree_first(v); v; v = jtree_next(v))
		put_number(n, v);
	v = jtree_member(subject, "attributes");
	for (v = jtree_first(v); v; v = jtree_next(v))
		put_attribute(n, v);
	if (roster_programme(&n->r, slice_of(law), NULL, e) < 0 ||
	    put_actions(n, subject, e) < 0)
		return -1;
	return roster_emit(&n->r, e);
}
