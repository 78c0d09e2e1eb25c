/* What the readers of OFAC's formats share, so that the same party gives the
 * same claims whichever of them it came in: the CSV set, SDN.XML, the enhanced
 * and the advanced XML, and the files of changes.
 *
 * All of them number parties alike: ent_num, uid, entity id and profile id are
 * one number, and it is the key of the record.
 */
#ifndef THAW_READ_OFAC_H
#define THAW_READ_OFAC_H

#include "read/roster.h"

#define OFAC_KEYS "us-ofac-sdn us-ofac-cons"

enum { OFAC_DOC_BYTES = 512 << 20, OFAC_RECORDS = 1000000 };

extern const struct roster_is ofac_is;

/* "12 345" is 12345. */
int ofac_begin(struct roster *r, struct slice number, struct err *e);
/* person, vessel, aircraft; everything else is an entity. */
const char *ofac_kind(struct slice type);
/* The roster's word for "a.k.a.", "F.K.A.", "nka". */
const char *ofac_alias(struct slice type, bool weak);
/* "SURNAME, Given"; one of them may be absent. Memory of the record. */
struct slice ofac_name(struct roster *r, struct slice last,
		       struct slice first);
/* `told`: the format says by itself what the listing means. */
int ofac_programme(struct roster *r, struct slice token, bool told,
		   struct err *e);
/* What the listing under that programme means; NULL: not known. */
const char *ofac_measure(struct slice programme, struct slice list);

/* Which of the two lists it is, by the programmes of its first parties. */
struct ofac_votes {
	size_t n;
	size_t beside;	/* of programmes that are not on the SDN list */
};

void ofac_vote(struct ofac_votes *v, struct slice programme);
const char *ofac_elected(const struct ofac_votes *v);	/* the source key */

struct ofac_address {
	struct slice line[3];
	struct slice city, state, postcode, country;
};

/* Claims the address and its country. */
void ofac_address(struct roster *r, const struct ofac_address *a);
/* Without the country, as the CSV set writes it: "Ice Street 1, Brest, Brest
 * Region 224000". Memory of the record. */
struct slice ofac_address_line(struct roster *r,
			       const struct ofac_address *a);
void ofac_place(struct roster *r, struct slice line, struct slice country);
/* Takes one typed part: "ADDRESS1", "CITY", "STATE/PROVINCE". */
void ofac_address_part(struct roster *r, struct ofac_address *a,
		       struct slice type, struct slice value);
/* When something began and ended, each between two days. A year begins on its
 * first day and ends on its last; "1962 to 1964" begins in a whole year. */
struct ofac_period {
	struct pdate from, from_end, to, to_end;
	bool about;
};

/* As the CSV set writes it: "01 Mar 1962", "circa 1962", "1962 to 1964".
 * Absent where it begins with no date. Memory of the record. */
struct slice ofac_period(struct roster *r, const struct ofac_period *p);

/* `a`, `sep` and `b`; only the one that is there. Memory of the record. */
struct slice ofac_join(struct roster *r, struct slice a, const char *sep,
		       struct slice b);
/* ASCII letters small. Memory of the record, ends in NUL. */
struct slice ofac_lower(struct roster *r, struct slice text);
/* "issued 02 Mar 2001 expires 01 Mar 2011", as the CSV set writes it; either
 * may be absent. Memory of the record. */
struct slice ofac_tail(struct roster *r, struct slice issued,
		       struct slice expires);

#endif
