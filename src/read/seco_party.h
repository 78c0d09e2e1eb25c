/* One party of the Swiss list, told piece by piece as its elements close, and
 * claimed in a roster. Places and sets are found in the reference tables. */
#ifndef THAW_READ_SECO_PARTY_H
#define THAW_READ_SECO_PARTY_H

#include "read/roster.h"
#include "read/seco_dates.h"
#include "read/seco_name.h"
#include "read/seco_ref.h"
#include "read/xml.h"

enum seco_piece {	/* texts that wait for what they are part of */
	SECO_CARE_OF, SECO_STREET, SECO_BOX, SECO_ZIP,
	SECO_NUMBER, SECO_ISSUER, SECO_PIECES,
};

struct seco_party {
	struct roster r;
	struct seco_ref ref;
	struct seco_name name;
	struct seco_dates dates;
	const char *quality;	/* of the open name; NULL: primary */
	bool main;		/* the open identity is */
	struct str piece[SECO_PIECES];
	struct str what;	/* place, code or type of the open element */
	struct str line;
};

void seco_party_init(struct seco_party *p);
void seco_party_free(struct seco_party *p);

void seco_party_begin(struct seco_party *p, struct slice id);
int seco_party_set(struct seco_party *p, struct slice id, struct err *e);
void seco_party_kind(struct seco_party *p, const struct xml_tag *tag);
void seco_party_name(struct seco_party *p, const struct xml_tag *tag);
int seco_party_birth(struct seco_party *p, const struct xml_tag *tag,
		     struct err *e);
void seco_party_place(struct seco_party *p, struct slice id);
void seco_party_address(struct seco_party *p);
void seco_party_document(struct seco_party *p);
void seco_party_other(struct seco_party *p, struct slice text);
void seco_party_relation(struct seco_party *p, const struct xml_tag *tag);
int seco_party_change(struct seco_party *p, const struct xml_tag *tag,
		      struct err *e);
int seco_party_end(struct seco_party *p, struct err *e);

#endif
