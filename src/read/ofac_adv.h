/* The advanced XML: sections that point to each other by number, so it is read
 * twice. The first pass keeps what parties point to (struct ofac_adv), the
 * second walks the parties and claims.
 *
 * Relied on: the sections come in the schema's order, reference values first;
 * the ID of a profile is the ent_num of the CSV set. Memory grows with what is
 * pointed to (places, documents, dates, programmes, primary names), about 20 MB
 * for the real list, and has a ceiling.
 */
#ifndef THAW_READ_OFAC_ADV_H
#define THAW_READ_OFAC_ADV_H

#include "read/ofac.h"
#include "read/ofac_refs.h"
#include "read/xml.h"

/* Reference values that are looked up; also the names of their elements. */
#define ADV_REFS(X) \
	X(AliasType) X(Country) X(DetailReference) X(FeatureType) \
	X(IDRegDocDateType) X(IDRegDocType) X(LegalBasis) X(List) \
	X(LocPartType) X(NamePartType) X(PartySubType) X(PartyType) \
	X(RelationType) X(SanctionsType) X(Script)

#define ADV_REF_ENUM(name) REF_##name,
enum { ADV_REFS(ADV_REF_ENUM) REF_COUNT };
#undef ADV_REF_ENUM

enum {			/* what belongs to one thing, by its number */
	OF_PLACE,	/* place: text, more = country */
	OF_IDENTITY,	/* identity: a document; a = type, b = country,
			 * text = number, more = "issued ..." */
	OF_LISTED,	/* profile: a = list, text = date */
	OF_BASIS,	/* profile: a = legal basis */
	OF_PROGRAMME,	/* profile: text */
	OF_MEASURE,	/* profile: a = type */
	OF_RELATION,	/* profile: a = the other one, b = type */
	OF_NAME,	/* profile: text = primary name */
};

/* <DatePeriod>, or a <Date>: from the first day to the last. */
struct adv_dates {
	struct pdate now;
	struct ofac_period period;
	bool end;
};

bool adv_is_date_leaf(struct slice name);	/* Year, Month, Day */
void adv_dates_open(struct adv_dates *d, const struct xml_tag *tag);
/* True where the element was part of a date. */
bool adv_dates_close(struct adv_dates *d, struct slice name,
		     struct slice text);

/* Parts of names, until the identity that they belong to ends: only there
 * stands which part is the surname. */
struct adv_part {
	struct slice text;
	int64_t group, script;
	size_t name;
};

struct adv_name {
	int64_t alias;
	bool primary, weak;
};

struct adv_group {
	int64_t id, type;
};

struct adv_names {
	struct arena mem;
	struct adv_part *part;
	struct adv_name *name;
	struct adv_group *group;
	size_t parts, part_cap, names, name_cap, groups, group_cap;
	struct adv_name alias;		/* the open one */
	struct adv_part open;		/* the open part */
};

void adv_names_init(struct adv_names *n);
void adv_names_free(struct adv_names *n);
void adv_names_clear(struct adv_names *n);
int adv_names_open(struct adv_names *n, const struct xml_tag *tag,
		   enum xml_want *want, struct err *e);
int adv_names_close(struct adv_names *n, struct slice name, struct slice text,
		    struct err *e);
/* The whole of name `i`, "SURNAME, Given", and whether it is in Latin
 * letters. Memory of the record. */
struct slice adv_name_text(const struct adv_names *n, size_t i,
			   const struct ofac_refs *refs, struct roster *r,
			   bool *latin);

struct ofac_adv {
	struct roster r;
	struct ofac_refs refs;	/* sets REF_...; sorted when they are read */
	struct ofac_refs data;	/* sets OF_...; sorted after the first pass */
	struct adv_names names;
};

/* A number in an attribute, 0 where there is none. */
int64_t adv_attr(const struct xml_tag *tag, const char *name);
struct slice adv_ref(const struct ofac_adv *a, int set, int64_t id);

/* The first pass; `part` is at its start. */
int adv_tables_read(struct ofac_adv *a, struct input_part *part,
		    struct err *e);

extern const char *const adv_spaces[];

#endif
