/* What readers of sanctions lists share: one record a party, its programmes,
 * and at the end one measure record a programme.
 *
 * Every text is squashed to one line, empty values and exact repeats are left
 * out, the first name stays the name. Structured dates are strict: a
 * spreadsheet's serial number or another wrong form refuses the list, because
 * it means that the format has changed; a date of birth that is no date is
 * kept among the remarks. A reader knows neither which countries nor which
 * programmes matter: tokens are claimed as the list writes them.
 *
 * Conventions, so that lists can be compared:
 *   name         as the list writes it; other_name with the qualifier
 *                "strong", "weak", "fka", "nka" or "script" (not Latin)
 *   born         partial ISO, qualifier "circa" or "to 1962" of a range; one
 *                that is itself "circa" stands in the remarks besides
 *   country      qualifier "nationality" "citizen" "address" "flag"
 *                "jurisdiction" "birth"; an ISO code or the list's own word
 *   identifier   the number alone; qualifier: its type, ", " and the country:
 *                "Passport, Belarus", "IMO", "Registration number"
 *   secondary_id the number that stays when the main one is corrected
 *   linked_to    the other party; qualifier: the relation ("owned by")
 *   measure      what the listing means: "asset freeze", "travel ban"
 *   listed_on    as the list says; gone_on where it keeps the delisted
 */
#ifndef THAW_READ_ROSTER_H
#define THAW_READ_ROSTER_H

#include "model/input.h"
#include "model/pdate.h"
#include "model/record.h"

struct roster_is {
	const char *jurisdiction;	/* "EU" */
	const char *authority;		/* "Council of the EU" */
	const char *list;		/* source key where the input has none */
};

struct roster {
	const struct roster_is *is;
	struct slice list;
	record_fn *emit;
	void *ctx;
	struct builder b;
	bool taken;		/* what is claimed now is said no longer: set
				 * by readers of changes, see struct claim */
	size_t parties;		/* that were begun */
	struct str line;	/* one value, squashed */
	struct arena mem;	/* the programmes */
	struct slice *programme;
	size_t n, cap;
	/* Claims of a party that has many, by value: numbers from 1, open
	 * addressing. */
	uint16_t slot[2 * RECORD_CLAIMS];
	size_t indexed;		/* how many are in it; 0: it is not in use */
};

/* On failure nothing is held. `in` outlives the roster. */
int roster_open(struct roster *r, const struct input *in,
		const struct roster_is *is, record_fn *emit, void *ctx,
		struct err *e);
void roster_close(struct roster *r);

/* An id as the list gives it but without any blanks, so that "KPi. 033" stays
 * the same party as "KPi.033". Dies with the next value. */
struct slice roster_key(struct roster *r, struct slice id);
/* Begins a party: key and native_id, jurisdiction, list. `kind` is one of
 * person entity vessel aircraft, or NULL where not known yet. */
void roster_begin(struct roster *r, struct slice key, const char *kind);
/* The id that the list itself gives, where the key is another one. */
void roster_native(struct roster *r, struct slice id);
/* Any property; empty ones and exact repeats (value and qualifier) are left
 * out. Value and qualifier may be of any bytes, the qualifier NULL. Returns the
 * claim just added or NULL. */
struct claim *roster_claim(struct roster *r, enum property prop,
			   struct slice value, const char *qualifier);
/* `quality` NULL: the primary name. A name told before is left out. Returns as
 * roster_claim. */
struct claim *roster_name(struct roster *r, struct slice name, const char *quality,
			  struct slice lang);
/* Most of its letters are not Latin: a name to be called "script". */
bool roster_is_script(struct slice name);
/* Also counted for roster_end. `measure` NULL: none told. */
int roster_programme(struct roster *r, struct slice token,
		     const char *measure, struct err *e);
/* A structured date of that property; none where the text is empty. */
int roster_day(enum property prop, struct slice text, enum date_order order,
	       struct pdate *out, struct err *e);
/* The same as a claim; nothing where the text is empty. -1 names the property
 * and what stands there. */
int roster_date(struct roster *r, enum property prop, struct slice text,
		enum date_order order, struct err *e);
/* Free text of a birth: "30 Aug 1954", "circa 1951", "1971 to 1973", "1962". */
void roster_born(struct roster *r, struct slice text, enum date_order order);
/* A party without a primary name gets its first other name; without any the
 * list is refused. */
int roster_emit(struct roster *r, struct err *e);
/* Reads one part, from its beginning; ctx is the reader's own. */
typedef int roster_part_fn(void *ctx, struct input_part *part, struct err *e);
/* Reads the parts one by one, and ends the list. Each has a party, or "no
 * WHAT in it"; errors name the part. */
int roster_read(struct roster *r, struct input *in, roster_part_fn *read,
		void *ctx, const char *what, struct err *e);
/* One measure record a programme, as "programme/TOKEN"; tokens that thaw knows
 * for one programme are about one subject, "programme/US-BLR". For readers that
 * take their parts together; roster_read() does it for the others. */
int roster_end(struct roster *r, struct err *e);

/* A spreadsheet's day number ("29097") as a date: for lists that are known to
 * have them. */
bool roster_serial(struct slice text, struct pdate *out);

#endif
