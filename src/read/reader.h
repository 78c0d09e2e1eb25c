/* Readers: formats in, records out.
 *
 * One format is one file in_NAME.c that exports `const struct reader in_NAME`
 * and one word in READERS. A reader knows its format and nothing else: no
 * store, setting, clock, path or network.
 */
#ifndef THAW_READ_READER_H
#define THAW_READ_READER_H

#include "model/input.h"
#include "model/pdate.h"
#include "model/record.h"

#define READERS(X) \
	X(article) \
	X(atom) \
	X(ca_xml) \
	X(cpj_json) \
	X(csv) \
	X(eu_csv) \
	X(eu_journal) \
	X(eu_xml) \
	X(feedlinks) \
	X(json) \
	X(jsonfeed) \
	X(kept) \
	X(nsdc_json) \
	X(ofac_advanced) \
	X(ofac_csv) \
	X(ofac_delta) \
	X(ofac_enhanced) \
	X(ofac_xml) \
	X(opml) \
	X(os_delta) \
	X(os_ftm) \
	X(os_simple) \
	X(ovdinfo_json) \
	X(pl_html) \
	X(rss) \
	X(seco_xml) \
	X(uhri_json) \
	X(uk_csv) \
	X(uk_xml) \
	X(un_xml) \
	X(uprinfo_csv) \
	X(viasna_csv) \
	X(wikidata_json)

enum { TTL_MOST_S = 366 * 86400 };

/* What a list says of itself before its records. */
struct declared {
	char date[PDATE_TEXT];	/* of the version, ISO; "" where not said */
	int64_t records;	/* how many there should be; -1: not said */
	char version[64];	/* a name for it; "" where there is none */
	int64_t ttl_s;		/* a feed wants to be asked no more often, at
				 * most TTL_MOST_S; 0: not said */
};

struct reader {
	const char *name;	/* as in sources.conf: "ofac_csv" */
	const char *title;	/* "OFAC list as CSV set" */
	bool complete;		/* each version is the whole list: what is
				 * absent from it was removed */
	bool changes;		/* a list of changes: what it does not name
				 * stays as it was */
	bool may_be_empty;	/* no bytes at all say that nothing changed */
	bool points;		/* its records are no claims but places to get
				 * them from: they are never stored */
	bool set;		/* takes all parts of an import together */
	size_t max_bytes;	/* of one part, after unpacking */
	size_t max_records;	/* the caller stops it there */
	/* How sure it is, 0 to 100, from the first bytes of one part (UTF-8
	 * without its mark, or not) and its name and content type. */
	int (*sniff)(struct slice head, const struct input_part *part);
	/* Reads all parts and calls `emit` once per record, in document order.
	 * `in` stays the caller's; slices in a record die when emit returns.
	 * Returns 0, or -1 with `e` set ("row 7: ..."); records already
	 * emitted stay emitted, so the caller accepts the fetch or not. */
	int (*read)(struct input *in, record_fn *emit, void *ctx,
		    struct err *e);
	/* Fixed keys of the sources that this format is a version of, blanks
	 * between, the usual one first; NULL: any source. A source with such
	 * a key takes no other formats. */
	const char *keys;
	/* Which of `keys`, where the first bytes or the name of the part
	 * tell; NULL: they do not. Absent: there is nothing to tell. */
	const char *(*key_of)(struct slice head,
			      const struct input_part *part);
	/* Fills `out` from the head of the part that has it; the caller
	 * rewinds and has set "nothing said". NULL: the format says nothing.
	 * A head that cannot be read is an error of read(), not of this. */
	void (*declare)(struct input_part *part, struct declared *out);
};

#define READER_DECLARE(name) extern const struct reader in_##name;
READERS(READER_DECLARE)
#undef READER_DECLARE

extern const struct reader *const readers[];	/* by name, NULL at the end */

const struct reader *reader_find(struct slice name);
/* The surest reader of the part, or NULL when none is surer than 10. Reads
 * its head and rewinds. */
const struct reader *reader_sniff(struct input_part *part, struct err *e);

/* Puts the part's name before the message, as err_in does. Returns -1. */
int reader_in(const struct input_part *part, struct err *e);

#endif
