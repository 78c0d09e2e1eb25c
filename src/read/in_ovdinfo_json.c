/* OVD-Info's API of political repression in Russia: {"total", "data": [...]} of
 * /v1/data, one entry a persecution with its person, or the objects of
 * /v1/persons with their "attributes".
 *
 * Fields come in a language each ("name_ru", "penal_facility_en"); with
 * language= the first half alone. A person with two persecutions has two
 * entries. When a persecution began is no arrest. `total` says how many entries
 * there should be: fewer are a page, or cut short. */
#include "base/i18n.h"
#include "read/docket.h"
#include "read/feed.h"
#include "read/entry.h"
#include "read/jsonscan.h"
#include "read/reader.h"

#define BOTH(name) name "|attributes." name

enum field {
	ID, NAME, NAME_RU, NAME_EN, BORN, GENDER, CITIZENSHIP, STORY,
	CASES, ARTICLES, CENTER, FACILITY, PLACE, RESTRAINT, BEGAN, ARREST,
	VERDICT, MONTHS, IMPRISONED, ENDED, RELEASED, REGION, OCCUPATION,
	FIELDS,
};

static const char *const names[FIELDS] = {
	[ID] = "person_id|id",
	[NAME] = BOTH("name") "|" BOTH("title"),
	[NAME_RU] = BOTH("name_ru") "|" BOTH("title_ru"),
	[NAME_EN] = BOTH("name_en") "|" BOTH("title_en"),
	[BORN] = BOTH("birth_date") "|" BOTH("date_of_birth") "|"
		 BOTH("birth_year"),
	[GENDER] = BOTH("gender") "|" BOTH("gender_en") "|"
		   BOTH("gender_ru"),
	[CITIZENSHIP] = BOTH("citizenship") "|" BOTH("citizenship_en") "|"
			BOTH("citizenship_ru"),
	[STORY] = BOTH("persecution_story") "|"
		  BOTH("persecution_story_en") "|"
		  BOTH("persecution_story_ru"),
	[CASES] = BOTH("case") "|" BOTH("case_group") "|"
		  BOTH("case_group_en") "|" BOTH("case_group_ru") "|"
		  BOTH("case_en") "|" BOTH("case_ru"),
	[ARTICLES] = BOTH("articles") "|" BOTH("person_articles") "|"
		     BOTH("persecution_articles") "|" BOTH("articles_en") "|"
		     BOTH("articles_ru") "|person_articles.article_number",
	[CENTER] = BOTH("detention_center") "|" BOTH("detention_center_en")
		   "|" BOTH("detention_center_ru"),
	[FACILITY] = BOTH("penal_facility") "|" BOTH("penal_facility_en") "|"
		     BOTH("penal_facility_ru"),
	[PLACE] = BOTH("imprisonment_location") "|"
		  BOTH("imprisonment_location_en") "|"
		  BOTH("imprisonment_location_ru"),
	[RESTRAINT] = BOTH("restraint_measure") "|"
		      BOTH("restraint_measure_en") "|"
		      BOTH("restraint_measure_ru"),
	[BEGAN] = BOTH("persecution_started") "|"
		  BOTH("persecution_started_year"),
	[ARREST] = BOTH("date_of_arrest") "|" BOTH("arrest_date") "|"
		   BOTH("detention_date"),
	[VERDICT] = BOTH("first_verdict_date") "|" BOTH("verdict_date"),
	[MONTHS] = BOTH("verdict_imprisonment_term"),
	[IMPRISONED] = BOTH("persecution_imprisoned"),
	[ENDED] = BOTH("persecution_ended") "|"
		  BOTH("persecution_ended_year"),
	[RELEASED] = BOTH("release_date") "|" BOTH("released_on"),
	[REGION] = BOTH("persecution_region_en") "|"
		   BOTH("persecution_region_ru") "|"
		   BOTH("persecution_region"),
	[OCCUPATION] = BOTH("occupation") "|" BOTH("occupation_en") "|"
		       BOTH("occupation_ru"),
};

enum { MONTHS_MOST = 1200 };	/* more stands for a life sentence */

static void put_names(struct docket *d, struct entry *f)
{
	docket_name(d, entry_get(f, NAME), SLICE_NONE);
	docket_name(d, entry_get(f, NAME_EN), SLICE("en"));
	docket_name(d, entry_get(f, NAME_RU), SLICE("ru"));
}

static void put_charges(struct docket *d, struct entry *f)
{
	size_t n = entry_all(f, ARTICLES);
	struct slice one;

	for (size_t i = 0; i < n; i++)
		while (slice_cut(&f->value[i], ';', &one))
			docket_charges(d, one, true);
}

/* Months, perhaps in parts: "66", "5.5". */
static void put_term(struct docket *d, struct slice cell)
{
	struct slice rest = cell, whole = SLICE_NONE;
	int64_t months;

	slice_cut(&rest, '.', &whole);
	if (!slice_int(whole, &months) || months < 0 || months > MONTHS_MOST) {
		docket_say_as(d, PROP_note, cell, "term in months");
		return;
	}
	docket_sentence(d, arena_fmt(&d->b.mem, "%.*s months",
				     SLICE_ARG(cell)));
}

/* The facility to which somebody was sent after the verdict goes before the
 * place of the trial. Who is said not to be imprisoned is in none of them. */
static void put_places(struct docket *d, struct entry *f)
{
	static const enum field places[] = { FACILITY, PLACE, CENTER };
	bool held = !slice_is(entry_get(f, IMPRISONED), "false");
	bool told = false;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		size_t n = entry_all(f, places[i]);

		for (size_t k = 0; k < n; k++) {
			if (!docket_has(d, PROP_prison))
				docket_say(d, PROP_prison, f->value[k]);
			else
				docket_say_as(d, PROP_note, f->value[k],
					      "held in");
			if (held && !told)
				told = docket_custody(d, f->value[k]);
		}
	}
	if (held && !told)
		docket_custody(d, entry_get(f, RESTRAINT));
}

static void put_case(struct docket *d, struct entry *f)
{
	size_t n;

	docket_date(d, PROP_since, entry_get(f, BEGAN), DATE_ORDER_DMY);
	docket_date(d, PROP_detained_on, entry_get(f, ARREST),
		    DATE_ORDER_DMY);
	docket_date(d, PROP_released_on, entry_get(f, RELEASED),
		    DATE_ORDER_DMY);
	docket_date(d, PROP_sentenced_on, entry_get(f, VERDICT),
		    DATE_ORDER_DMY);
	docket_say_as(d, PROP_note, entry_get(f, ENDED), "ended");
	put_charges(d, f);
	put_term(d, entry_get(f, MONTHS));
	n = entry_all(f, CASES);
	for (size_t i = 0; i < n; i++)
		docket_say_as(d, PROP_note, f->value[i], "case");
	n = entry_all(f, REGION);
	for (size_t i = 0; i < n; i++)
		docket_say(d, PROP_location, f->value[i]);
}

static int put_entry(struct docket *d, struct entry *f, struct err *e)
{
	size_t n;

	if (docket_begin(d, KIND_person, entry_get(f, ID), e) < 0)
		return -1;
	put_names(d, f);
	if (!docket_has(d, PROP_name))
		return err_set(e, ERR_FORMAT, "no name");
	docket_say(d, PROP_native_id, entry_get(f, ID));
	docket_date(d, PROP_born, entry_get(f, BORN), DATE_ORDER_DMY);
	docket_gender(d, entry_get(f, GENDER));
	n = entry_all(f, CITIZENSHIP);
	for (size_t i = 0; i < n; i++)
		docket_say_as(d, PROP_country, f->value[i], "citizen");
	n = entry_all(f, OCCUPATION);
	for (size_t i = 0; i < n; i++)
		docket_roles(d, f->value[i]);
	put_case(d, f);
	put_places(d, f);
	docket_prose(d, PROP_summary, entry_get(f, STORY));
	return arena_ok(&f->mem, "an entry", e) < 0 ? -1 : docket_emit(d, e);
}

static int is_whole(const struct jsonscan *s, size_t entries, struct err *e)
{
	int64_t total = jsonscan_total(s);

	if (total < 0 || (size_t)total == entries)
		return 0;
	return err_set(e, ERR_FORMAT, "it says that it has %lld entries, but "
		       "%zu are here: cut short, or one page of several; ask "
		       "for all at once", (long long)total, entries);
}

static int read_objects(struct docket *d, struct entry *f,
			struct jsonscan *s, struct err *e)
{
	const struct jnode *object;
	size_t before = d->entries;
	int rc;

	while ((rc = jsonscan_next(s, &object, e)) == 1) {
		entry_object(f, object);
		if (put_entry(d, f, e) < 0)
			return jsonscan_in(s, e);
	}
	return rc < 0 ? -1 : is_whole(s, d->entries - before, e);
}

static int read_part(struct docket *d, struct input_part *part, struct err *e)
{
	struct jsonscan *s = NULL;
	struct entry f;
	int rc;

	if (jsonscan_open(&s, part, e) < 0)
		return -1;
	entry_init(&f, names, FIELDS);
	rc = read_objects(d, &f, s, e);
	entry_free(&f);
	jsonscan_close(&s);
	return rc;
}

static int ovdinfo_read(struct input *in, record_fn *emit, void *ctx,
			struct err *e)
{
	return docket_read(in, emit, ctx, "person", read_part, e);
}

static int ovdinfo_sniff(struct slice head, const struct input_part *part)
{
	struct slice s = slice_trim(head);

	(void)part;
	if (!slice_starts(s, "[") && !slice_starts(s, "{"))
		return 0;
	if (feed_head_has(s, "\"person_id\"") &&
	    (feed_head_has(s, "\"persecution_") ||
	     feed_head_has(s, "\"penal_facility")))
		return 90;
	return feed_head_has(s, "\"persecution_story") ||
	       feed_head_has(s, "\"penal_facility_ru\"") ? 80 : 0;
}

const struct reader in_ovdinfo_json = {
	.name = "ovdinfo_json",
	.title = N_("OVD-Info's data on persecutions, JSON of its API"),
	.complete = true,
	.max_bytes = 512u << 20,
	.max_records = 500000,
	.set = true,
	.keys = "ovd-info",
	.sniff = ovdinfo_sniff,
	.read = ovdinfo_read,
};
