#include "read/docket.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "read/charge.h"
#include "read/html.h"
#include "read/reader.h"

enum { KEY_BYTES = 4096, ID_LETTERS = 16, ROLES_MOST = 16 };

int docket_open(struct docket *d, record_fn *emit, void *ctx, struct err *e)
{
	*d = (struct docket){ .emit = emit, .ctx = ctx,
			      .key = STR_INIT(KEY_BYTES),
			      .line = STR_INIT(DOCKET_LINE_BYTES) };
	d->found = calloc(DOCKET_FOUND, sizeof(*d->found));
	if (!d->found)
		return err_set(e, ERR_MEMORY, "no memory for words");
	if (build_open(&d->b, e) == 0)
		return 0;
	free(d->found);
	return -1;
}

void docket_close(struct docket *d)
{
	build_close(&d->b);
	free(d->found);
	keyset_free(&d->keys);
	str_free(&d->key);
	str_free(&d->line);
}

int docket_read(struct input *in, record_fn *emit, void *ctx,
		const char *what, docket_fn *read, struct err *e)
{
	struct docket d;
	int rc = docket_open(&d, emit, ctx, e);

	for (size_t i = 0; i < in->n && rc == 0; i++) {
		size_t before = d.entries;

		rc = read(&d, &in->part[i], e);
		if (rc == 0 && d.entries == before)
			rc = err_set(e, ERR_FORMAT, "no %s in it", what);
		if (rc < 0)
			reader_in(&in->part[i], e);
	}
	docket_close(&d);
	return rc;
}

/* Good UTF-8 on one line; lives until the next call. */
static struct slice one_line(struct docket *d, struct slice text)
{
	struct str fixed = STR_INIT(DOCKET_LINE_BYTES);

	str_clear(&d->line);
	if (text_valid(text)) {
		text_squash(&d->line, text);
	} else {
		text_repair(&fixed, text);
		text_squash(&d->line, str_slice(&fixed));
		d->line.bad |= fixed.bad;
	}
	str_free(&fixed);
	str_ok(&d->line, "one value", &d->b.err);
	return str_slice(&d->line);
}

static int begin(struct docket *d, enum kind kind, struct err *e)
{
	struct slice subject;
	size_t n = d->key.n;

	if (keyset_claim(&d->keys, &d->key, SLICE_NONE, e) < 0)
		return -1;
	build_begin(&d->b, kind, str_slice(&d->key));
	subject = slice_make(str_cstr(&d->key), n);
	build_subject(&d->b, subject);
	d->entries++;
	return 0;
}

int docket_begin(struct docket *d, enum kind kind, struct slice id,
		 struct err *e)
{
	str_clear(&d->key);
	str_add(&d->key, one_line(d, id));
	if (str_ok(&d->key, "an id", e) < 0)
		return -1;
	if (d->key.n == 0)
		return err_set(e, ERR_FORMAT, "no id");
	return begin(d, kind, e);
}

int docket_begin_by(struct docket *d, enum kind kind, const struct slice *text,
		    size_t n, struct err *e)
{
	unsigned char sum[HASH_BYTES];
	char id[ID_LETTERS + 1];
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct str key = STR_INIT(DOCKET_LINE_BYTES);
		struct slice line = one_line(d, text[i]);

		text_key(&key, line);
		any |= key.n > 0;
		hash_field(d->b.hash, str_slice(&key));
		str_free(&key);
	}
	hash_end(d->b.hash, sum);
	hash_id(sum, id, ID_LETTERS);
	if (!any)
		return err_set(e, ERR_FORMAT, "no text");
	str_clear(&d->key);
	str_addz(&d->key, id);
	return begin(d, kind, e);
}

int docket_emit(struct docket *d, struct err *e)
{
	return build_emit(&d->b, d->emit, d->ctx, e);
}

bool docket_has(const struct docket *d, enum property prop)
{
	for (size_t i = 0; i < d->b.n; i++)
		if (d->b.claims[i].prop == prop)
			return true;
	return false;
}

static bool is_told(const struct docket *d, enum property prop,
		    struct slice value, struct slice qualifier)
{
	for (size_t i = 0; i < d->b.n; i++) {
		const struct claim *c = &d->b.claims[i];

		if (c->prop == prop && slice_eq(c->value, value) &&
		    slice_eq(c->qualifier, qualifier))
			return true;
	}
	return false;
}

struct claim *docket_say_as(struct docket *d, enum property prop,
			    struct slice text, const char *qualifier)
{
	struct slice value = one_line(d, text), as = slice_of(qualifier);
	struct claim *c;

	if (value.n == 0 || is_told(d, prop, value, as))
		return NULL;
	c = build_claim(&d->b, prop, value);
	if (c && as.n)
		c->qualifier = build_copy(&d->b, as);
	return c;
}

struct claim *docket_say(struct docket *d, enum property prop,
			 struct slice text)
{
	return docket_say_as(d, prop, text, NULL);
}

static void say_quoted(struct docket *d, enum property prop,
		       const char *value, struct slice quote)
{
	struct claim *c = docket_say(d, prop, slice_of(value));

	if (c)
		c->quote = quote;
}

static struct docket_found *found_at(struct docket *d, enum vocab list,
				     struct slice text, size_t from,
				     uint64_t *sum)
{
	*sum = slice_hash(text) * 31 + (uint64_t)list * 1000003 + from;
	*sum += !*sum;
	return &d->found[*sum % DOCKET_FOUND];
}

/* The word that the whole text is, or NULL. */
static const char *word_of(struct docket *d, enum vocab list,
			   struct slice text)
{
	uint64_t sum;
	struct docket_found *f = found_at(d, list, text, SIZE_MAX, &sum);

	if (f->sum != sum)
		*f = (struct docket_found){ sum, vocab_value(list, text), 0 };
	return f->value;
}

/* The first word in the text, from *from on, which is left behind it. */
static const char *word_in(struct docket *d, enum vocab list,
			   struct slice text, size_t *from)
{
	struct str key = STR_INIT(DOCKET_LINE_BYTES);
	struct vocab_hit hit;
	uint64_t sum;
	struct docket_found *f = found_at(d, list, text, *from, &sum);

	if (f->sum != sum) {
		*f = (struct docket_found){ .sum = sum };
		text_key(&key, text);
		if (vocab_scan(list, str_slice(&key), *from, &hit)) {
			f->value = hit.word->value;
			f->end = hit.at + hit.bytes;
		}
		str_free(&key);
	}
	*from = f->end;
	return f->value;
}

static bool has_tag(struct slice s)
{
	for (size_t i = 0; i + 2 < s.n; i++)
		if (s.p[i] == '<' && (s.p[i + 1] == '/' ||
				      (s.p[i + 1] | 0x20) >= 'a') &&
		    slice_find(s, SLICE(">"), i) > 0)
			return true;
	return false;
}

struct claim *docket_prose(struct docket *d, enum property prop,
			   struct slice text)
{
	struct str plain = STR_INIT(DOCKET_LINE_BYTES);
	struct err why = {0};
	struct claim *c;

	if (!has_tag(text))
		return docket_say(d, prop, text);
	c = docket_say(d, prop, html_text(&plain, text, &why) == 0 ?
				str_slice(&plain) : text);
	str_free(&plain);
	return c;
}

/* What could not be understood stays readable, under the property's name. */
static struct claim *keep(struct docket *d, enum property prop,
			  struct slice text)
{
	docket_say_as(d, PROP_note, text, properties[prop].name);
	return NULL;
}

static bool is_no_date(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!strchr("0-./: T", text.p[i]))
			return false;
	return true;
}

struct claim *docket_date(struct docket *d, enum property prop,
			  struct slice text, enum date_order order)
{
	char iso[PDATE_TEXT];
	struct pdate date;

	text = slice_trim(text);
	if (is_no_date(text))
		return NULL;
	if (!pdate_parse(text, order, &date))
		return keep(d, prop, text);
	return docket_say(d, prop, slice_of(pdate_text(date, iso)));
}

struct claim *docket_word(struct docket *d, enum property prop,
			  struct slice text)
{
	const char *value;
	struct claim *c;

	text = slice_trim(text);
	if (text.n == 0)
		return NULL;
	value = word_of(d, properties[prop].list, text);
	if (!value)
		return keep(d, prop, text);
	c = docket_say(d, prop, slice_of(value));
	if (c && !slice_eq(text, slice_of(value)))
		c->quote = build_copy(&d->b, one_line(d, text));
	return c;
}

struct claim *docket_number(struct docket *d, enum property prop, int64_t n)
{
	return build_claimf(&d->b, prop, "%lld", (long long)n);
}

void docket_gender(struct docket *d, struct slice text)
{
	static const char *const words[][2] = {
		{ "male", "male" }, { "m", "male" }, { "man", "male" },
		{ "мужской", "male" }, { "м", "male" }, { "мужчына", "male" },
		{ "мужчина", "male" }, { "Male", "male" },
		{ "female", "female" }, { "f", "female" },
		{ "woman", "female" }, { "женский", "female" },
		{ "ж", "female" }, { "женщина", "female" },
		{ "жанчына", "female" },
	};
	struct str key = STR_INIT(KEY_BYTES);

	text_key(&key, text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(str_slice(&key), words[i][0])) {
			docket_say(d, PROP_gender, slice_of(words[i][1]));
			text = SLICE_NONE;
		}
	str_free(&key);
	keep(d, PROP_gender, text);
}

void docket_name(struct docket *d, struct slice name, struct slice lang)
{
	bool first = !docket_has(d, PROP_name);
	struct slice line = one_line(d, name);
	struct claim *c;

	if (!first && is_told(d, PROP_name, line, SLICE_NONE))
		return;
	c = docket_say(d, first ? PROP_name : PROP_other_name, name);
	if (c && lang.n)
		c->lang = build_copy(&d->b, lang);
}

static bool role_in(struct docket *d, struct slice piece)
{
	const char *value = word_of(d, VOCAB_role, piece);
	struct slice quote = build_copy(&d->b, one_line(d, piece));
	size_t hits = 0, at = 0;

	if (value) {
		say_quoted(d, PROP_role, value, quote);
		return true;
	}
	while (hits < ROLES_MOST &&
	       (value = word_in(d, VOCAB_role, piece, &at)) != NULL) {
		say_quoted(d, PROP_role, value, quote);
		hits++;
	}
	return hits > 0;
}

static bool has_digit(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

void docket_roles(struct docket *d, struct slice text)
{
	size_t at = 0, told = 0;

	text = slice_trim(text);
	for (size_t i = 0; i <= text.n; i++) {
		struct slice piece;

		if (i < text.n && !strchr(",;/.\n", text.p[i]))
			continue;
		piece = slice_trim(slice_make(text.p + at, i - at));
		at = i + 1;
		if (piece.n > 0 && role_in(d, piece))
			told = i;
		else if (has_digit(piece))
			break;	/* what follows is about the case */
	}
	docket_say(d, PROP_role_text, slice_make(text.p, told));
}

void docket_charges(struct docket *d, struct slice text, bool bare)
{
	struct charges all;
	struct slice quote;

	text = slice_trim(text);
	charge_find(text, bare, &all);
	if (all.n == 0)
		docket_say(d, PROP_charge, text);
	quote = all.n ? build_copy(&d->b, one_line(d, text)) : SLICE_NONE;
	for (size_t i = 0; i < all.n; i++) {
		struct claim *c = docket_say(d, PROP_charge,
					     slice_of(all.text[i]));

		if (c && !slice_eq(quote, c->value))
			c->quote = quote;
	}
}

void docket_sentence(struct docket *d, struct slice text)
{
	struct duration length;

	if (!docket_say(d, PROP_sentence, text) ||
	    !duration_parse(text, &length) || length.since_known ||
	    length.life || length.min_days == DURATION_OPEN ||
	    length.max_days == DURATION_OPEN)
		return;
	docket_number(d, PROP_sentence_days,
		      (length.min_days + length.max_days + 1) / 2);
}

void docket_held(struct docket *d, struct slice text)
{
	char iso[PDATE_TEXT];
	struct duration held;

	if (!docket_say(d, PROP_held_text, text) ||
	    !duration_parse(text, &held) || held.life)
		return;
	if (held.since_known) {
		docket_say(d, PROP_detained_on,
			   slice_of(pdate_text(held.since, iso)));
		return;
	}
	if (held.min_days != DURATION_OPEN)
		docket_number(d, PROP_held_min_days, held.min_days);
	if (held.max_days != DURATION_OPEN)
		docket_number(d, PROP_held_max_days, held.max_days);
}

bool docket_custody(struct docket *d, struct slice text)
{
	struct slice line = SLICE_NONE, quote;
	const char *value;
	size_t at = 0;

	text = slice_trim(text);
	slice_cut(&text, '\n', &line);	/* the address stands below it */
	quote = build_copy(&d->b, one_line(d, line));
	value = word_in(d, VOCAB_custody, quote, &at);
	if (value)
		say_quoted(d, PROP_custody, value, quote);
	return value != NULL;
}

void docket_issue(struct docket *d, struct slice text)
{
	const char *theme = word_of(d, VOCAB_theme, text);
	size_t at = 0;

	docket_say(d, PROP_issue, text);
	if (!theme)
		theme = word_in(d, VOCAB_theme, text, &at);
	if (theme && !docket_has(d, PROP_theme))
		say_quoted(d, PROP_theme, theme,
			   build_copy(&d->b, one_line(d, text)));
}

void docket_theme(struct docket *d)
{
	if (docket_has(d, PROP_theme))
		return;
	for (size_t i = 0; i < d->b.n; i++)
		if (d->b.claims[i].prop == PROP_issue) {
			docket_say(d, PROP_theme, d->b.claims[i].value);
			return;
		}
}

bool docket_bullet(struct slice *rest, struct slice *value)
{
	struct slice line;

	while (slice_cut(rest, '\n', &line)) {
		line = slice_trim(line);
		if (slice_starts(line, "- "))
			line = slice_trim(slice_make(line.p + 2, line.n - 2));
		else if (slice_is(line, "-"))
			line = SLICE_NONE;
		*value = line;
		if (line.n)
			return true;
	}
	return false;
}
