/* Canada's autonomous sanctions (Special Economic Measures Act and Justice for
 * Victims of Corrupt Foreign Officials Act) as one flat XML file of records.
 *
 * The list has no ids. It numbers its items, but anew when one is repealed: a
 * key of numbers would put one man's entry in another's place. So a party is
 * known by country, schedule and name, with the date of birth behind where a
 * name comes again; the number is its native_id, which may change.
 *
 * The file says neither its date nor how many records it has. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/ca_alias.h"
#include "read/keyset.h"
#include "read/listroot.h"
#include "read/reader.h"
#include "read/roster.h"

enum { FIELD_BYTES = 16 << 10, KEY_BYTES = 4 << 10, RECORDS_MAX = 100000 };

enum field {
	ALIASES, COUNTRY, BORN, LISTED, ENTITY, GIVEN, ITEM, LAST, SCHEDULE,
	IMO, TITLE, FIELDS,
};

static const char root_name[] = "data-set";

static const char *const fields[FIELDS] = {	/* sorted */
	[ALIASES]  = "Aliases",
	[COUNTRY]  = "Country",
	[BORN]     = "DateOfBirthOrShipBuildDate",
	[LISTED]   = "DateOfListing",
	[ENTITY]   = "EntityOrShip",
	[GIVEN]    = "GivenName",
	[ITEM]     = "Item",
	[LAST]     = "LastName",
	[SCHEDULE] = "Schedule",
	[IMO]      = "ShipIMONumber",
	[TITLE]    = "TitleOrShip",
};

/* Who is in a schedule is a "listed person": no dealings in their property,
 * no services to them. Three schedules of the Russia regulations are not of
 * that kind: nobody may serve ships of 1.1 (section 3.04), lend to or buy new
 * shares of those in 2 and 3. */
static const struct {
	const char *programme, *schedule, *measure;
} measures[] = {
	{ "Russia", "1.1", "ship services ban" },
	{ "Russia", "2",   "debt and equity restrictions" },
	{ "Russia", "3",   "debt and equity restrictions" },
};

static const struct roster_is canada = {
	"CA", "Global Affairs Canada", "ca-sema",
};

struct ca {
	struct roster r;
	struct str field[FIELDS];
	enum field open;
	struct str key, number;
	struct keyset used, told;
	size_t records;
};

static const char *measure_of(struct slice programme, struct slice schedule)
{
	for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++)
		if (slice_is(programme, measures[i].programme) &&
		    slice_is(schedule, measures[i].schedule))
			return measures[i].measure;
	return "asset freeze";
}

static struct slice get(const struct ca *c, enum field f)
{
	return str_slice(&c->field[f]);
}

/* "Belarus / Bélarus": the same in two languages. */
static struct slice english(struct slice s, const char *sep)
{
	ptrdiff_t at = slice_find(s, slice_of(sep), 0);

	return at > 0 ? slice_trim(slice_make(s.p, (size_t)at)) : s;
}

/* "Belarus/1,Part1/8": the number as the list gives it. */
static void make_number(struct ca *c, struct slice country)
{
	str_clear(&c->number);
	keyset_compact(&c->number, country);
	if (get(c, SCHEDULE).n) {
		str_addc(&c->number, '/');
		keyset_compact(&c->number, get(c, SCHEDULE));
	}
	str_clear(&c->key);
	str_add(&c->key, str_slice(&c->number));
	str_addc(&c->number, '/');
	keyset_compact(&c->number, get(c, ITEM));
}

/* The same number and name again is the same entry again. */
static int check_once(struct ca *c, struct slice name, struct err *e)
{
	size_t n = c->number.n;
	int fresh;

	str_addc(&c->number, '/');
	keyset_compact(&c->number, name);
	fresh = str_ok(&c->number, "an item", e) < 0 ? -1 :
		keyset_add(&c->told, str_slice(&c->number), e);
	if (fresh == 0)
		err_set(e, ERR_FORMAT, "%s stands there twice",
			str_cstr(&c->number));
	str_cut(&c->number, n);
	return fresh == 1 ? 0 : -1;
}

static int make_key(struct ca *c, struct slice country, struct slice name,
		    struct err *e)
{
	make_number(c, country);
	if (name.n == 0)
		return err_set(e, ERR_FORMAT, "%s: a party without a name",
			       str_cstr(&c->number));
	if (check_once(c, name, e) < 0)
		return -1;
	str_addc(&c->key, '/');
	keyset_compact(&c->key, name);
	return keyset_claim(&c->used, &c->key, get(c, BORN), e);
}

/* "1963 or 1964", "1963-1964", a year, a date, a day number, or words. */
static void put_birth(struct roster *r, struct slice text)
{
	ptrdiff_t at = slice_find(text, SLICE(" or "), 0);
	char iso[PDATE_TEXT];
	struct pdate d;

	if (at < 0)
		at = slice_find(text, SLICE(" OR "), 0);
	if (at > 0) {
		roster_born(r, slice_make(text.p, (size_t)at),
			    DATE_ORDER_UNKNOWN);
		text = slice_make(text.p + at + 4, text.n - (size_t)at - 4);
	}
	if (roster_serial(text, &d))
		roster_claim(r, PROP_born, slice_of(pdate_text(d, iso)),
			     "from a day number");
	else
		roster_born(r, text, DATE_ORDER_UNKNOWN);
}

static void put_person(struct ca *c, struct slice name)
{
	roster_name(&c->r, name, NULL, SLICE_NONE);
	ca_aliases(&c->r, get(c, ALIASES), true);
	roster_claim(&c->r, PROP_title, english(get(c, TITLE), "/"), NULL);
	put_birth(&c->r, get(c, BORN));
}

static void put_entity(struct ca *c, struct slice name)
{
	struct slice first = name, french = ca_second(&first);

	roster_name(&c->r, first, NULL, SLICE_NONE);
	roster_name(&c->r, french, "strong", SLICE("fr"));
	ca_aliases(&c->r, get(c, ALIASES), false);
	roster_claim(&c->r, PROP_remarks, get(c, TITLE), "title");
	roster_claim(&c->r, PROP_remarks, get(c, BORN), "date");
}

static void put_vessel(struct ca *c, struct slice name)
{
	roster_name(&c->r, name, NULL, SLICE_NONE);
	ca_aliases(&c->r, get(c, ALIASES), false);
	roster_claim(&c->r, PROP_identifier, get(c, IMO), "IMO");
	roster_claim(&c->r, PROP_remarks, get(c, TITLE), "type of ship");
	roster_claim(&c->r, PROP_remarks, get(c, BORN), "built");
}

/* "GivenName LastName" of a person goes into the given name's field. */
static struct slice name_of(struct ca *c)
{
	if (get(c, ENTITY).n)
		return get(c, ENTITY);
	if (get(c, GIVEN).n && get(c, LAST).n)
		str_addc(&c->field[GIVEN], ' ');
	str_add(&c->field[GIVEN], get(c, LAST));
	return get(c, GIVEN);
}

static void put_party(struct ca *c, struct slice name)
{
	static const struct {
		const char *kind;
		void (*put)(struct ca *, struct slice);
	} kinds[] = {
		{ "person", put_person },
		{ "entity", put_entity },
		{ "vessel", put_vessel },
	};
	size_t k = get(c, IMO).n ? 2 : get(c, ENTITY).n ? 1 : 0;

	roster_begin(&c->r, str_slice(&c->key), kinds[k].kind);
	roster_native(&c->r, str_slice(&c->number));
	kinds[k].put(c, name);
}

static int put_record(struct ca *c, struct err *e)
{
	static const enum field needed[] = { COUNTRY, ITEM, LISTED };
	struct slice country = english(get(c, COUNTRY), " / "), name;

	c->records++;
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (get(c, needed[i]).n == 0)
			return err_set(e, ERR_FORMAT, "record %zu: no <%s>",
				       c->records, fields[needed[i]]);
	name = name_of(c);
	if (make_key(c, country, name, e) < 0)
		return -1;
	put_party(c, name);
	if (roster_programme(&c->r, country,
			     measure_of(country, get(c, SCHEDULE)), e) < 0 ||
	    roster_date(&c->r, PROP_listed_on, get(c, LISTED),
			DATE_ORDER_UNKNOWN, e) < 0)
		return err_in(e, str_cstr(&c->number));
	return roster_emit(&c->r, e);
}

static int by_name(const void *key, const void *row)
{
	const struct slice *name = key;
	const char *const *field = row;

	return slice_cmp(*name, slice_of(*field));
}

static int ca_open(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		   struct err *e)
{
	struct ca *c = ctx;
	const char *const *field;

	if (tag->depth == 1)
		return listroot_check(tag, root_name, NULL, e);
	if (tag->depth == 2 && slice_is(tag->name, "record")) {
		for (size_t i = 0; i < FIELDS; i++)
			str_clear(&c->field[i]);
		return 0;
	}
	field = tag->depth == 2 ? NULL :
		bsearch(&tag->name, fields, FIELDS, sizeof(*fields), by_name);
	*want = field ? XML_TEXT : XML_SKIP;
	if (field)
		c->open = (enum field)(field - fields);
	return 0;
}

static int ca_close(void *ctx, struct slice name, size_t depth,
		    struct slice text, struct err *e)
{
	struct ca *c = ctx;
	struct str *s;

	(void)name;
	if (depth == 2)
		return put_record(c, e);
	if (depth == 1 && c->records == 0)
		return err_set(e, ERR_FORMAT, "no <record> in it");
	if (!text.p)
		return 0;
	s = &c->field[c->open];
	if (s->n)
		return err_set(e, ERR_FORMAT, "a second <%s> in one record",
			       fields[c->open]);
	text_squash(s, text);
	return str_ok(s, fields[c->open], e);
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { ca_open, ca_close, false };

	return xml_read(part, &walk, ctx, e);
}

static int ca_read(struct input *in, record_fn *emit, void *ctx,
		   struct err *e)
{
	struct ca c = { .key = STR_INIT(KEY_BYTES),
			.number = STR_INIT(KEY_BYTES) };
	int rc = -1;

	for (size_t i = 0; i < FIELDS; i++)
		c.field[i] = STR_INIT(FIELD_BYTES);
	if (roster_open(&c.r, in, &canada, emit, ctx, e) == 0)
		rc = roster_read(&c.r, in, read_part, &c, "record", e);
	roster_close(&c.r);
	keyset_free(&c.used);
	keyset_free(&c.told);
	str_free(&c.key);
	str_free(&c.number);
	for (size_t i = 0; i < FIELDS; i++)
		str_free(&c.field[i]);
	return rc;
}

static int ca_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, root_name) &&
	       slice_find(head, SLICE("<record>"), 0) >= 0 &&
	       slice_find(head, SLICE("<Country>"), 0) >= 0 ? 95 : 0;
}

const struct reader in_ca_xml = {
	.name = "ca_xml",
	.title = N_("Canada's consolidated list, XML"),
	.complete = true,
	.max_bytes = 64u << 20,
	.max_records = RECORDS_MAX,
	.keys = "ca-sema",
	.sniff = ca_sniff,
	.read = ca_read,
};
