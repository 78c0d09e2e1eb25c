#include "read/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/programme.h"
#include "read/reader.h"

enum {
	PROGRAMMES_MAX = 4096,
	PROGRAMME_BYTES = 1 << 20,
	LINE_BYTES = 1 << 20,
	SERIAL_DIGITS = 5,
	FEW = 32,		/* claims that are as soon looked through */
};

/* Day 0 of spreadsheets, as days since 1970: 1899-12-30. */
static const int64_t SERIAL_ZERO = -25569;

int roster_open(struct roster *r, const struct input *in,
		const struct roster_is *is, record_fn *emit, void *ctx,
		struct err *e)
{
	*r = (struct roster){
		.is = is, .emit = emit, .ctx = ctx,
		.list = in->source.n ? in->source : slice_of(is->list),
		.line = STR_INIT(LINE_BYTES),
		.mem = ARENA_INIT(PROGRAMME_BYTES),
	};
	return build_open(&r->b, e);
}

void roster_close(struct roster *r)
{
	build_close(&r->b);
	str_free(&r->line);
	arena_free(&r->mem);
	free(r->programme);
	*r = (struct roster){0};
}

void roster_begin(struct roster *r, struct slice key, const char *kind)
{
	build_begin(&r->b, KIND_designation, key);
	build_claim(&r->b, PROP_native_id, key);
	build_claim(&r->b, PROP_jurisdiction, slice_of(r->is->jurisdiction));
	build_claim(&r->b, PROP_list, r->list);
	build_claim(&r->b, PROP_target_kind, slice_of(kind));
	r->parties++;
}

void roster_native(struct roster *r, struct slice id)
{
	for (size_t i = 0; i < r->b.n; i++)
		if (r->b.claims[i].prop == PROP_native_id)
			r->b.claims[i].value = build_copy(&r->b, id);
}

/* One of the blanks that take three bytes. */
static bool is_wide_blank(const unsigned char *s)
{
	if (s[0] == 0xE2 && s[1] == 0x80)
		return s[2] <= 0x8A || s[2] == 0xA8 || s[2] == 0xA9 ||
		       s[2] == 0xAF;
	return memcmp(s, "\xE1\x9A\x80", 3) == 0 ||
	       memcmp(s, "\xE2\x81\x9F", 3) == 0 ||
	       memcmp(s, "\xE3\x80\x80", 3) == 0;
}

/* Bytes of the character at `s`, where it is one that text_squash() leaves as
 * it is and that is cheap to tell; 0: ask text_squash(). */
static size_t clean_at(const unsigned char *s, size_t n)
{
	if (s[0] > ' ' && s[0] <= '~')
		return 1;
	if (n > 1 && s[0] >= 0xC3 && s[0] <= 0xDF && (s[1] & 0xC0) == 0x80)
		return 2;
	if (n > 2 && s[0] >= 0xE1 && s[0] <= 0xEC && (s[1] & 0xC0) == 0x80 &&
	    (s[2] & 0xC0) == 0x80 && !is_wide_blank(s))
		return 3;
	return 0;
}

/* Most values are one clean line already. */
static bool is_clean(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n;

	for (size_t i = 0; i < s.n; i += n) {
		n = clean_at(p + i, s.n - i);
		if (n == 0 && p[i] == ' ' && i > 0 && i + 1 < s.n &&
		    p[i + 1] != ' ')
			n = 1;
		if (n == 0)
			return false;
	}
	return true;
}

/* The value on one line; lives until the next call. */
static struct slice one_line(struct roster *r, struct slice value)
{
	value = slice_trim(value);
	if (is_clean(value))
		return value;
	str_clear(&r->line);
	if (text_valid(value)) {
		text_squash(&r->line, value);
	} else {
		struct str fixed = STR_INIT(LINE_BYTES);

		text_repair(&fixed, value);
		text_squash(&r->line, str_slice(&fixed));
		if (fixed.bad)
			r->line.bad = true;
		str_free(&fixed);
	}
	str_ok(&r->line, "one value", &r->b.err);
	return str_slice(&r->line);
}

struct slice roster_key(struct roster *r, struct slice id)
{
	struct slice line = one_line(r, id), rest = line, word;
	struct str key = STR_INIT(LINE_BYTES);

	if (slice_find(line, SLICE(" "), 0) < 0)
		return line;
	while (slice_cut(&rest, ' ', &word))
		str_add(&key, word);
	str_clear(&r->line);
	str_add(&r->line, str_slice(&key));
	str_free(&key);
	return str_slice(&r->line);
}

/* A qualifier made of a list's own words; most are ours. */
static const char *clean_words(struct roster *r, const char *words)
{
	if (!words || is_clean(slice_of(words)))
		return words;
	return arena_cstr(&r->b.mem, one_line(r, slice_of(words)));
}

static bool is_told(const struct roster *r, const struct claim *c,
		    enum property prop, struct slice value,
		    const char *qualifier)
{
	return c->prop == prop && c->taken == r->taken &&
	       slice_eq(c->value, value) &&
	       (!qualifier || slice_is(c->qualifier, qualifier));
}

static size_t slot_of(struct slice value)
{
	uint64_t h = slice_hash(value);

	return (size_t)(h ^ h >> 32) % (2 * RECORD_CLAIMS);
}

static size_t next_slot(size_t at)
{
	return (at + 1) % (2 * RECORD_CLAIMS);
}

static void index_claims(struct roster *r)
{
	if (r->indexed == 0)
		memset(r->slot, 0, sizeof(r->slot));
	while (r->indexed < r->b.n) {
		size_t at = slot_of(r->b.claims[r->indexed++].value);

		while (r->slot[at])
			at = next_slot(at);
		r->slot[at] = (uint16_t)r->indexed;
	}
}

/* Every record is asked about while it has few claims, so that no index of
 * one is taken for that of the next. */
static bool has(struct roster *r, enum property prop, struct slice value,
		const char *qualifier)
{
	const struct claim *c = r->b.claims;

	if (r->b.n <= FEW) {
		r->indexed = 0;
		for (size_t i = 0; i < r->b.n; i++)
			if (is_told(r, &c[i], prop, value, qualifier))
				return true;
		return false;
	}
	index_claims(r);
	for (size_t at = slot_of(value); r->slot[at]; at = next_slot(at))
		if (is_told(r, &c[r->slot[at] - 1], prop, value, qualifier))
			return true;
	return false;
}

struct claim *roster_claim(struct roster *r, enum property prop,
			   struct slice value, const char *qualifier)
{
	struct claim *c;

	qualifier = clean_words(r, qualifier);
	value = one_line(r, value);
	if (value.n == 0 || has(r, prop, value, qualifier ? qualifier : ""))
		return NULL;
	c = build_claim(&r->b, prop, value);
	if (c)
		c->taken = r->taken;
	if (c && qualifier && qualifier[0])
		c->qualifier = build_copy(&r->b, slice_of(qualifier));
	return c;
}

static bool has_name(const struct roster *r)
{
	for (size_t i = 0; i < r->b.n; i++)
		if (r->b.claims[i].prop == PROP_name)
			return true;
	return false;
}

struct claim *roster_name(struct roster *r, struct slice name,
			  const char *quality, struct slice lang)
{
	struct claim *c;

	name = one_line(r, name);
	if (name.n == 0 || has(r, PROP_name, name, NULL) ||
	    has(r, PROP_other_name, name, NULL))
		return NULL;
	if (!quality && has_name(r))
		quality = "strong";
	c = build_claim(&r->b, quality ? PROP_other_name : PROP_name, name);
	if (!c)
		return NULL;
	c->taken = r->taken;
	if (quality)
		c->qualifier = build_copy(&r->b, slice_of(quality));
	if (lang.n)
		c->lang = build_copy(&r->b, lang);
	return c;
}

/* Up to U+036F, and from U+1E00 to U+1EFF, letters are Latin. */
bool roster_is_script(struct slice name)
{
	size_t latin = 0, other = 0, n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(name, at, &cp)) > 0; at += n) {
		if (cp < 0x80)
			latin += (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
		else if (cp < 0x370 || (cp >= 0x1E00 && cp < 0x1F00))
			latin++;
		else
			other += text_is_letter(cp);
	}
	return other > latin;
}

int roster_programme(struct roster *r, struct slice token,
		     const char *measure, struct err *e)
{
	struct slice kept = SLICE_NONE;

	token = one_line(r, token);
	if (token.n == 0)
		return 0;
	for (size_t i = 0; i < r->n && !kept.p; i++)
		if (slice_eq(r->programme[i], token))
			kept = r->programme[i];
	if (!kept.p) {
		if (vec_room((void **)&r->programme, &r->cap, r->n,
			     sizeof(*r->programme), PROGRAMMES_MAX, e) < 0)
			return -1;
		kept = arena_slice(&r->mem, token);
		if (arena_ok(&r->mem, "programmes", e) < 0)
			return -1;
		r->programme[r->n++] = kept;
	}
	roster_claim(r, PROP_programme, kept, NULL);
	if (measure)
		roster_claim(r, PROP_measure, slice_of(measure), NULL);
	return 0;
}

static bool is_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

bool roster_serial(struct slice text, struct pdate *out)
{
	int64_t day;

	text = slice_trim(text);
	if (text.n != SERIAL_DIGITS || !is_digits(text) ||
	    !slice_int(text, &day))
		return false;
	*out = pdate_of_day(day + SERIAL_ZERO);
	return true;
}

int roster_day(enum property prop, struct slice text, enum date_order order,
	       struct pdate *out, struct err *e)
{
	*out = (struct pdate){0};
	text = slice_trim(text);
	if (text.n == 0)
		return 0;
	if (roster_serial(text, out))
		return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is a day number of"
			       " a spreadsheet, not a date",
			       properties[prop].name, SLICE_ARG(text));
	if (!pdate_parse(text, order, out))
		return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is not a date",
			       properties[prop].name,
			       (int)(text.n < 40 ? text.n : 40), text.p);
	return 0;
}

int roster_date(struct roster *r, enum property prop, struct slice text,
		enum date_order order, struct err *e)
{
	char iso[PDATE_TEXT];
	struct pdate d;

	if (roster_day(prop, text, order, &d, e) < 0)
		return -1;
	roster_claim(r, prop, slice_of(pdate_text(d, iso)), NULL);
	return 0;
}

static bool cut_lead(struct slice *s, const char *lead)
{
	size_t n = strlen(lead);

	if (s->n < n || !slice_ieq(slice_make(s->p, n), lead))
		return false;
	*s = slice_trim(slice_make(s->p + n, s->n - n));
	return true;
}

static const char *const about[] = { "circa ", "c. ", "approximately ",
				     "approx. ", "about " };

/* Cuts the end of a range off: "1971 to 1973", "1971-1973". */
static bool cut_until(struct slice *from, enum date_order order,
		      struct pdate *until)
{
	ptrdiff_t at = slice_find(*from, SLICE(" to "), 0);
	size_t sep = 4;

	if (at < 0 && from->n == 9 && from->p[4] == '-' &&
	    is_digits(slice_make(from->p, 4)) &&
	    is_digits(slice_make(from->p + 5, 4))) {
		at = 4;
		sep = 1;
	}
	if (at <= 0 || !pdate_parse(slice_make(from->p + at + sep,
					       from->n - (size_t)at - sep),
				    order, until))
		return false;
	from->n = (size_t)at;
	return true;
}

void roster_born(struct roster *r, struct slice text, enum date_order order)
{
	char iso[PDATE_TEXT], until[PDATE_TEXT + 4] = "";
	struct slice from = slice_trim(text);
	struct pdate d, end = {0};
	bool circa = false, is_range;

	if (from.n == 0)
		return;
	for (size_t i = 0; i < sizeof(about) / sizeof(*about) && !circa; i++)
		circa = cut_lead(&from, about[i]);
	is_range = cut_until(&from, order, &end);
	if (!pdate_parse(from, order, &d) ||
	    (is_range && pdate_last_day(end) < pdate_first_day(d))) {
		roster_claim(r, PROP_remarks, text, "born");
		return;
	}
	if (is_range)
		snprintf(until, sizeof(until), "to %s", pdate_text(end, iso));
	roster_claim(r, PROP_born, slice_of(pdate_text(d, iso)),
		     is_range ? until : circa ? "circa" : NULL);
	if (is_range && circa)	/* the qualifier cannot say both */
		roster_claim(r, PROP_remarks, text, "born");
}

/* The first other name, where the list gives none that it calls primary. */
static void promote(struct roster *r)
{
	for (size_t i = 0; i < r->b.n; i++) {
		if (r->b.claims[i].prop != PROP_other_name)
			continue;
		r->b.claims[i].prop = PROP_name;
		r->b.claims[i].qualifier = SLICE_NONE;
		return;
	}
}

int roster_emit(struct roster *r, struct err *e)
{
	if (!has_name(r))
		promote(r);
	if (!has_name(r) && !r->b.err.code)
		return err_set(e, ERR_FORMAT, "%.*s: a party without a name",
			       SLICE_ARG(r->b.rec.key));
	return build_emit(&r->b, r->emit, r->ctx, e);
}

/* Tokens of one programme ("BELARUS", "BELARUS-EO14038") are one subject. */
static void about_programme(struct roster *r, struct slice token)
{
	const struct programme *p =
		programme_find(slice_of(r->is->jurisdiction), token);
	char subject[80];

	if (!p)
		return;
	snprintf(subject, sizeof(subject), "programme/%s", p->key);
	build_subject(&r->b, slice_of(subject));
	build_claim(&r->b, PROP_concerns, slice_of(p->key));
}

int roster_end(struct roster *r, struct err *e)
{
	struct str key = STR_INIT(LINE_BYTES);
	int rc = 0;

	for (size_t i = 0; i < r->n && rc == 0; i++) {
		str_clear(&key);
		str_addz(&key, "programme/");
		str_add(&key, r->programme[i]);
		rc = str_ok(&key, "a programme", e);
		if (rc < 0)
			break;
		build_begin(&r->b, KIND_measure, str_slice(&key));
		build_claim(&r->b, PROP_jurisdiction,
			    slice_of(r->is->jurisdiction));
		build_claim(&r->b, PROP_authority, slice_of(r->is->authority));
		build_claim(&r->b, PROP_programme, r->programme[i]);
		about_programme(r, r->programme[i]);
		build_claim(&r->b, PROP_list, r->list);
		build_claim(&r->b, PROP_measure, SLICE("list"));
		build_claim(&r->b, PROP_state, SLICE("imposed"));
		rc = build_emit(&r->b, r->emit, r->ctx, e);
	}
	str_free(&key);
	return rc;
}

int roster_read(struct roster *r, struct input *in, roster_part_fn *read,
		void *ctx, const char *what, struct err *e)
{
	for (size_t i = 0; i < in->n; i++) {
		size_t before = r->parties;
		int rc;

		input_rewind(&in->part[i]);
		rc = read(ctx, &in->part[i], e);
		if (rc == 0 && r->parties == before)
			rc = err_set(e, ERR_FORMAT, "no %s in it", what);
		if (rc < 0)
			return reader_in(&in->part[i], e);
	}
	return roster_end(r, e);
}
