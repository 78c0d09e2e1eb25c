/* The walk that the enhanced XML and the files of changes share.
 *
 * Both hold <entity id="42"> with the same children; in a file of changes the
 * entity and single children of it carry action="add", "remove" or "modify".
 * Relied on: an entity's id is the ent_num of the CSV set; within a <name> and
 * an <address> the plain leaves stand before <translations>, as the schema
 * orders them.
 */
#ifndef THAW_READ_OFAC_PARTY_H
#define THAW_READ_OFAC_PARTY_H

#include "read/ofac.h"
#include "read/ofac_refs.h"
#include "read/roster.h"
#include "read/xml.h"

/* Sorted, see ofac_tag_find. LEAF: its text is kept for the ITEM that it
 * stands in; SKIP: nothing of it is of use. What has no row is walked. */
#define OFAC_TAGS(X) \
	X(address, ITEM) X(addressPart, ITEM) X(aliasType, LEAF) \
	X(country, LEAF) X(documentNumber, LEAF) X(entity, ITEM) \
	X(entityType, LEAF) X(expirationDate, ITEM) X(feature, ITEM) \
	X(featureTypes, SKIP) X(formattedFirstName, LEAF) \
	X(formattedFullName, LEAF) X(formattedLastName, LEAF) \
	X(fromDateBegin, LEAF) X(fromDateEnd, LEAF) X(generalInfo, ITEM) X(idFeatures, SKIP) \
	X(identityDocument, ITEM) X(isApproximate, LEAF) \
	X(isLowQuality, LEAF) X(isPrimary, LEAF) X(issueDate, ITEM) \
	X(issuingCountry, LEAF) X(legalAuthority, LEAF) X(name, ITEM) \
	X(nameParts, SKIP) X(publicationInfo, SKIP) X(referenceValue, ITEM) \
	X(relatedEntity, LEAF) X(relationship, ITEM) X(remarks, LEAF) \
	X(sanctionsList, LEAF) X(sanctionsProgram, LEAF) \
	X(sanctionsType, LEAF) X(script, LEAF) X(title, LEAF) \
	X(toDateBegin, LEAF) X(toDateEnd, LEAF) X(translation, ITEM) X(type, LEAF) X(value, LEAF) \
	X(valueDate, ITEM) X(valueRefId, LEAF)

#define OFAC_TAG_ENUM(name, is) T_##name,
enum ofac_tag { OFAC_TAGS(OFAC_TAG_ENUM) T_COUNT };
#undef OFAC_TAG_ENUM

enum ofac_action { ACT_NONE, ACT_ADD, ACT_MODIFY, ACT_REMOVE };

/* An ITEM that is open. */
struct ofac_item {
	int tag;
	size_t depth;
	enum ofac_action action;	/* its own, or of what it stands in */
	struct slice at[T_COUNT];	/* texts of its leaves */
	struct slice was[T_COUNT];	/* of leaves that go */
	bool changed;			/* there are such leaves */
};

enum { OFAC_ITEMS = 8 };

struct ofac_party {
	struct roster r;
	struct ofac_refs refs;		/* of valueRefId */
	struct arena mem;		/* leaves of one entity */
	struct ofac_item item[OFAC_ITEMS];
	size_t n;			/* how many are open */
	const char *const *spaces;
	bool changes;			/* this is a file of changes */
	/* of the open entity: */
	enum ofac_action action;
	bool acted;			/* a child carries an action */
	bool told;			/* what the listing means */
	bool here, left, elsewhere;	/* on this list; off it; on others */
	struct slice since, since_else;	/* ISO, on this list and on others */
	enum ofac_action leaf_action;	/* of the open leaf */
	struct slice leaf_date;
	struct ofac_address address;	/* the open one */
	bool placed;			/* it has been claimed */
};

/* Reads all parts. `changes` makes the entities patches. */
int ofac_parties_read(struct input *in, const char *const *spaces,
		      bool changes, record_fn *emit, void *ctx,
		      struct err *e);

/* ofac_party_put.c: claims of one item, from its leaves `at`; `outer` is what
 * it stands in, or NULL. */
void ofac_item_put(struct ofac_party *p, int tag, const struct slice *at,
		   struct ofac_item *outer);
/* Claims of a leaf that is a claim by itself; false: it is none. */
bool ofac_leaf_put(struct ofac_party *p, int tag, struct slice text);

#endif
