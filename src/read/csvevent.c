/* Rows about release acts and about measures: each cites its source_url. */
#include <ctype.h>
#include <string.h>

#include "model/programme.h"
#include "model/vocab.h"
#include "read/csvput.h"

static bool is_unverified(const struct csv_put *p)
{
	static const char *const no[] = { "no", "n", "false", "0" };
	struct slice cell = csv_get(p, "verified");

	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		if (slice_ieq(cell, no[i]))
			return true;
	return false;
}

/* Host without "www.", or absent. */
static struct slice host_of(struct slice url)
{
	ptrdiff_t at = slice_find(url, SLICE("://"), 0);
	struct slice host = SLICE_NONE;
	size_t n = 0;

	if (at < 0)
		return SLICE_NONE;
	host = slice_make(url.p + at + 3, url.n - (size_t)at - 3);
	while (n < host.n && !strchr("/?#:", host.p[n]))
		n++;
	host.n = n;
	return slice_starts(host, "www.") ?
		slice_make(host.p + 4, host.n - 4) : host;
}

/* Once for each address, before the first record that cites it. */
static int put_document(struct csv_put *p, struct err *e)
{
	struct slice url = csv_get(p, "source_url");
	struct builder *b = &p->build;
	uint32_t nth;

	if (!url.p)
		return 0;
	nth = csv_nth(p, url, e);
	if (nth != 1)
		return nth ? 0 : -1;
	build_begin(b, KIND_document, url);
	if (slice_starts(url, "http://") || slice_starts(url, "https://"))
		build_claim(b, PROP_url, url);
	build_claim(b, PROP_publisher, host_of(url));
	return build_emit(b, p->emit, p->ctx, e);
}

static void begin(struct csv_put *p, enum kind kind)
{
	build_begin(&p->build, kind, str_slice(&p->key));
	build_subject(&p->build, str_slice(&p->subject));
	if (csv_get(p, "source_url").p)
		build_doc(&p->build, csv_get(p, "source_url"));
}

/* The evidence of every claim of the row is of the row's date. */
static int emit_as_of(struct csv_put *p, const char *iso, struct err *e)
{
	struct slice as_of = build_copy(&p->build, slice_of(iso));
	bool unverified = is_unverified(p);

	for (size_t i = 0; i < p->build.n; i++) {
		p->build.claims[i].as_of = as_of;
		p->build.claims[i].unverified = unverified;
	}
	return build_emit(&p->build, p->emit, p->ctx, e);
}

static int keys_ok(const struct csv_put *p, struct err *e)
{
	if (str_ok(&p->key, "key", e) < 0)
		return -1;
	return str_ok(&p->subject, "key", e);
}

/* "event/2025-12-13/123/1" and "release/2025-12-13/123". */
static int event_keys(struct csv_put *p, const char *iso, struct err *e)
{
	struct slice count = csv_get(p, "count");
	uint32_t nth;

	str_clear(&p->subject);
	str_addf(&p->subject, "release/%s/", iso);
	str_add(&p->subject, count);
	nth = csv_nth(p, str_slice(&p->subject), e);
	if (nth == 0)
		return -1;
	str_clear(&p->key);
	str_addf(&p->key, "event/%s/", iso);
	str_add(&p->key, count);
	str_addf(&p->key, "/%u", (unsigned)nth);
	return keys_ok(p, e);
}

static int claim_count(struct csv_put *p, struct err *e)
{
	struct slice cell = csv_get(p, "count");
	int64_t count;

	if (!cell.p)
		return 0;
	if (!slice_int(cell, &count) || count < 0)
		return err_set(e, ERR_FORMAT, "count: \"%.*s\" is no number",
			       SLICE_ARG(cell));
	build_claim(&p->build, PROP_count, cell);
	return 0;
}

/* The words that an event shares with the people it freed. */
static int claim_release(struct csv_put *p, struct err *e)
{
	if (csv_claim_word(p, PROP_release_type, "type", VOCAB_release_type,
			   e) < 0)
		return -1;
	return csv_claim_word(p, PROP_manner, "manner", VOCAB_release_manner,
			      e);
}

static int put_act(struct csv_put *p, const char *iso, struct pdate date,
		   struct err *e)
{
	struct builder *b = &p->build;
	struct slice precision = csv_get(p, "precision");

	begin(p, KIND_event);
	build_claim(b, PROP_date, slice_of(iso));
	if (!precision.p)
		build_claim(b, PROP_precision, slice_of(pdate_precision(date)));
	if (csv_claim_word(p, PROP_precision, "precision", VOCAB_precision,
			   e) < 0 ||
	    claim_count(p, e) < 0 ||
	    csv_claim_word(p, PROP_count_scope, "count_scope",
			   VOCAB_count_scope, e) < 0 ||
	    claim_release(p, e) < 0 ||
	    csv_claim_word(p, PROP_destination, "destination",
			   VOCAB_jurisdiction, e) < 0)
		return -1;
	csv_claim_each(p, PROP_part, "parts");
	csv_claim_each(p, PROP_measure, "measures");
	csv_claim(p, PROP_note, "note");
	csv_claim(p, PROP_announced_by, "announced_by");
	return emit_as_of(p, iso, e);
}

/* p->key and p->subject are the event's, and stay so. */
static int put_member(struct csv_put *p, struct slice name, const char *iso,
		      struct err *e)
{
	size_t key_bytes = p->key.n, event_bytes = p->subject.n;
	struct builder *b = &p->build;
	uint32_t nth;
	int rc = -1;

	str_clear(&p->scratch);
	str_add(&p->scratch, str_slice(&p->subject));
	if (csv_person_subject(p, name, e) < 0)
		return -1;
	str_addf(&p->key, "#%s", str_cstr(&p->subject));
	nth = csv_nth(p, str_slice(&p->key), e);
	if (nth > 1)		/* named twice in one cell */
		rc = 0;
	if (nth == 1 && keys_ok(p, e) == 0) {
		begin(p, KIND_person);
		build_claim(b, PROP_name, name);
		build_claim(b, PROP_released_on, slice_of(iso));
		build_claim(b, PROP_event, slice_make(str_cstr(&p->scratch),
						      event_bytes));
		rc = claim_release(p, e) < 0 ? -1 : emit_as_of(p, iso, e);
	}
	str_cut(&p->key, key_bytes);
	str_clear(&p->subject);
	str_add(&p->subject, str_slice(&p->scratch));
	return rc;
}

int csv_put_event(struct csv_put *p, struct err *e)
{
	struct slice rest = csv_get(p, "members"), name;
	struct pdate date = {0};
	char iso[PDATE_TEXT];

	if (csv_date(p, "date", iso, e) < 0)
		return -1;
	if (!iso[0])
		return err_set(e, ERR_FORMAT, "date: empty");
	pdate_parse(slice_of(iso), DATE_ORDER_UNKNOWN, &date);
	if (put_document(p, e) < 0 || event_keys(p, iso, e) < 0 ||
	    put_act(p, iso, date, e) < 0)
		return -1;
	while (slice_cut(&rest, ';', &name)) {
		name = slice_trim(name);
		if (name.n && put_member(p, name, iso, e) < 0)
			return -1;
	}
	return 0;
}

static bool is_short_name(struct slice word)
{
	static const char *const names[] = {
		"ca", "ch", "eo", "eu", "gb", "gl", "ofac", "sdn", "ua", "uk",
		"un", "us",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_ieq(word, names[i]))
			return true;
	return false;
}

/* "us-ofac-potash" is "US OFAC potash". */
static void claim_readable(struct csv_put *p, struct slice id)
{
	struct str *s = &p->scratch;
	struct slice word;

	str_clear(s);
	while (slice_cut(&id, '-', &word)) {
		const char *state = vocab_value(VOCAB_jurisdiction, word);

		if (s->n)
			str_addc(s, ' ');
		if (is_short_name(word))
			for (size_t i = 0; i < word.n; i++)
				str_addc(s, (char)toupper(
					    (unsigned char)word.p[i]));
		else if (state)
			str_addz(s, vocab_label(VOCAB_jurisdiction,
						slice_of(state)));
		else
			str_add(s, word);
	}
	build_claim(&p->build, PROP_measure, str_slice(s));
}

static int measure_keys(struct csv_put *p, struct slice id, struct err *e)
{
	uint32_t nth;

	str_clear(&p->subject);
	str_addz(&p->subject, "measure/");
	str_add(&p->subject, id);
	nth = csv_nth(p, str_slice(&p->subject), e);
	if (nth == 0)
		return -1;
	str_clear(&p->key);
	str_add(&p->key, str_slice(&p->subject));
	str_addf(&p->key, "/%u", (unsigned)nth);
	return keys_ok(p, e);
}

/* What is not verified, and what is only announced, is news about the measure,
 * not its state: until there is an act, the act before holds. */
static int claim_state(struct csv_put *p, struct err *e)
{
	bool news = is_unverified(p) ||
		    slice_is(csv_get(p, "state"), "announced");

	return csv_claim_word(p, news ? PROP_news_state : PROP_state,
			      "state", VOCAB_measure_state, e);
}

/* "open" says that there is no end; an empty cell says nothing. */
static int claim_end(struct csv_put *p, struct err *e)
{
	char expires[PDATE_TEXT];

	if (slice_ieq(csv_get(p, "expires"), "open")) {
		build_claim(&p->build, PROP_open_ended, SLICE("yes"));
		return 0;
	}
	if (csv_date(p, "expires", expires, e) < 0)
		return -1;
	build_claim(&p->build, PROP_expires, slice_of(expires));
	return 0;
}

/* "concerns" names a programme that the row is about as a whole; rows about a
 * part of one are found by what they write for it. */
static void claim_concerns(struct csv_put *p)
{
	struct slice rest = csv_get(p, "concerns"), one;
	const struct programme *row;
	struct claim *c;

	while (slice_cut(&rest, ';', &one)) {
		c = build_claim(&p->build, PROP_concerns, slice_trim(one));
		if (c)
			c->qualifier = build_copy(&p->build, SLICE("whole"));
	}
	if (csv_get(p, "concerns").n)
		return;
	rest = csv_get(p, "programme");
	while (slice_cut(&rest, ';', &one)) {
		row = programme_find(csv_get(p, "jurisdiction"), one);
		if (row)
			build_claim(&p->build, PROP_concerns,
				    slice_of(row->key));
	}
}

/* What the instrument is, what it reaches, and on what terms. */
static int claim_terms(struct csv_put *p, struct err *e)
{
	csv_claim(p, PROP_instrument, "instrument");
	if (csv_claim_word(p, PROP_instrument_kind, "kind",
			   VOCAB_instrument_kind, e) < 0 ||
	    csv_claim_word(p, PROP_basis, "basis", VOCAB_basis, e) < 0 ||
	    csv_claim_word(p, PROP_sector, "sector", VOCAB_sector, e) < 0 ||
	    claim_end(p, e) < 0)
		return -1;
	csv_claim_each(p, PROP_covers, "covers");
	claim_concerns(p);
	csv_claim(p, PROP_scope, "scope");
	csv_claim(p, PROP_conditions, "conditions");
	csv_claim(p, PROP_unblocks, "unblocks");
	csv_claim(p, PROP_fifty_percent, "fifty_percent");
	csv_claim_each(p, PROP_supersedes, "supersedes");
	csv_claim_each(p, PROP_revoked_by, "revoked_by");
	return 0;
}

int csv_put_measure(struct csv_put *p, struct err *e)
{
	struct slice id = csv_get(p, "measure");
	char since[PDATE_TEXT];

	if (!id.p)
		return err_set(e, ERR_FORMAT, "measure: empty");
	if (csv_date(p, "date", since, e) < 0 || put_document(p, e) < 0 ||
	    measure_keys(p, id, e) < 0)
		return -1;
	begin(p, KIND_measure);
	if (csv_claim_word(p, PROP_jurisdiction, "jurisdiction",
			   VOCAB_jurisdiction, e) < 0)
		return -1;
	csv_claim(p, PROP_authority, "authority");
	csv_claim_each(p, PROP_programme, "programme");
	csv_claim_each(p, PROP_target, "target");
	claim_readable(p, id);
	if (claim_state(p, e) < 0)
		return -1;
	build_claim(&p->build, PROP_since, slice_of(since));
	if (claim_terms(p, e) < 0)
		return -1;
	csv_claim(p, PROP_note, "note");
	return emit_as_of(p, since, e);
}
