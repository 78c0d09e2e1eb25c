#include "write/ftm.h"

#include <assert.h>

#include "model/pdate.h"
#include "model/shape.h"
#include "model/vocab.h"
#include "write/json.h"
#include "write/escape.h"

const struct ftm_use ftm_uses[] = {
	{ "Airplane", "name alias country notes sourceUrl proof publisher "
		      "topics retrievedAt" },
	{ "Article", "name title author publishedAt language summary "
		     "sourceUrl publisher retrievedAt" },
	{ "CourtCase", "name category status summary description sourceUrl "
		       "proof publisher" },
	{ "CourtCaseParty", "case party role startDate sourceUrl" },
	{ "Event", "name date summary location country involved keywords "
		   "notes sourceUrl proof publisher retrievedAt" },
	{ "LegalEntity", "name" },
	{ "Mention", "document resolved personMentioned" },
	{ "Note", "name description summary entity keywords sourceUrl proof "
		  "publisher" },
	{ "Organization", "name alias country notes sourceUrl proof publisher "
			  "topics retrievedAt" },
	{ "Person", "name alias birthDate birthPlace citizenship gender "
		    "position notes sourceUrl proof publisher topics "
		    "retrievedAt" },
	{ "Sanction", "entity authority authorityId program provisions status "
		      "reason country listingDate startDate endDate summary "
		      "sourceUrl" },
	{ "Vessel", "name alias country notes sourceUrl proof publisher "
		    "topics retrievedAt" },
	{ NULL, NULL },
};

static const struct ftm_use *use_of(const char *schema)
{
	const struct ftm_use *u = ftm_uses;

	while (u->schema && strcmp(u->schema, schema) != 0)
		u++;
	assert(u->schema);
	return u;
}

static bool is_used(const struct ftm_use *u, const char *property)
{
	struct slice rest = slice_of(u->names), one;

	while (slice_cut(&rest, ' ', &one))
		if (slice_is(one, property))
			return true;
	return false;
}

void entity_begin(struct entity *e, struct str *to, const char *schema,
		  struct slice id)
{
	*e = (struct entity){ .to = to, .use = use_of(schema) };
	str_addc(to, '{');
	json_member(to, "id", id, true);
	json_member(to, "schema", slice_of(schema), true);
	json_key(to, "properties");
	str_addc(to, '{');
}

static void close_list(struct entity *e)
{
	if (e->open)
		str_addc(e->to, ']');
	e->open = NULL;
}

void entity_add(struct entity *e, const char *property, struct slice value)
{
	assert(is_used(e->use, property));
	if (value.n == 0)
		return;
	if (!e->open || strcmp(e->open, property) != 0) {
		close_list(e);
		json_key(e->to, property);
		str_addc(e->to, '[');
		e->open = property;
	}
	json_next(e->to);
	json_text(e->to, value);
	e->values++;
}

void entity_list(struct entity *e, const char *property, struct slice cell)
{
	struct slice one;

	while (slice_cut(&cell, LIST_SEP, &one))
		entity_add(e, property, one);
}

void entity_countries(struct entity *e, const char *property,
		      struct slice cell)
{
	struct slice one;

	while (slice_cut(&cell, LIST_SEP, &one)) {
		const char *code = vocab_value(VOCAB_jurisdiction, one);
		char low[3] = "";

		if (!code || strlen(code) != 2)
			continue;
		for (size_t i = 0; i < 2; i++)
			low[i] = (char)(code[i] >= 'A' && code[i] <= 'Z' ?
						code[i] + 'a' - 'A' : code[i]);
		/* The United Nations are no country there. */
		if (strcmp(low, "un") != 0)
			entity_add(e, property, slice_of(low));
	}
}

void entity_language(struct entity *e, const char *property,
		     struct slice lang)
{
	static const struct { const char *two, *three; } codes[] = {
		{ "be", "bel" }, { "cs", "ces" }, { "de", "deu" },
		{ "en", "eng" }, { "es", "spa" }, { "fr", "fra" },
		{ "it", "ita" }, { "lt", "lit" }, { "lv", "lav" },
		{ "nl", "nld" }, { "pl", "pol" }, { "pt", "por" },
		{ "ru", "rus" }, { "uk", "ukr" },
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (lang.n >= 2 && slice_is(slice_make(lang.p, 2),
					    codes[i].two) &&
		    (lang.n == 2 || lang.p[2] == '-'))
			entity_add(e, property, slice_of(codes[i].three));
}

void entity_date(struct entity *e, const char *property, struct slice date)
{
	char iso[PDATE_TEXT];
	struct pdate d;

	if (pdate_parse(date, DATE_ORDER_UNKNOWN, &d))
		entity_add(e, property, slice_of(pdate_text(d, iso)));
}

void entity_url(struct entity *e, const char *property, struct slice url)
{
	if (escape_url(url))
		entity_add(e, property, url);
}

void entity_end(struct entity *e)
{
	close_list(e);
	str_addz(e->to, "}}\n");
}
