#include "read/docket.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/docket_inside.h"
#include "read/html.h"
#include "read/reader.h"

enum { KEY_BYTES = 4096, ID_LETTERS = 16, LANG_BYTES = 16 };

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
struct slice docket_line(struct docket *d, struct slice text)
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
	str_add(&d->key, docket_line(d, id));
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
		struct slice line = docket_line(d, text[i]);

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
	struct slice value = docket_line(d, text), as = slice_of(qualifier);
	struct claim *c;

	if (value.n == 0 || is_told(d, prop, value, as))
		return NULL;
	c = build_claim(&d->b, prop, value);
	if (c && as.n)
		c->qualifier = build_copy(&d->b, as);
	return c;
}

void docket_qualify(struct docket *d, struct claim *c, struct slice words)
{
	if (c)
		c->qualifier = build_copy(&d->b, docket_line(d, words));
}

/* A list may say anything there: only what can be a language is one. */
void docket_in_language(struct docket *d, struct claim *c, struct slice lang)
{
	for (size_t i = 0; i < lang.n; i++)
		if (i == LANG_BYTES || ((lang.p[i] | 0x20) < 'a' &&
					lang.p[i] != '-') ||
		    (lang.p[i] | 0x20) > 'z')
			return;
	if (c && lang.n)
		c->lang = build_copy(&d->b, lang);
}

struct claim *docket_say(struct docket *d, enum property prop,
			 struct slice text)
{
	return docket_say_as(d, prop, text, NULL);
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
struct claim *docket_keep(struct docket *d, enum property prop,
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
		return docket_keep(d, prop, text);
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
	value = docket_word_of(d, properties[prop].list, text);
	if (!value)
		return docket_keep(d, prop, text);
	c = docket_say(d, prop, slice_of(value));
	if (c && !slice_eq(text, slice_of(value)))
		c->quote = build_copy(&d->b, docket_line(d, text));
	return c;
}

struct claim *docket_number(struct docket *d, enum property prop, int64_t n)
{
	return build_claimf(&d->b, prop, "%lld", (long long)n);
}

void docket_name(struct docket *d, struct slice name, struct slice lang)
{
	bool first = !docket_has(d, PROP_name);
	struct slice line = docket_line(d, name);
	struct claim *c;

	if (!first && is_told(d, PROP_name, line, SLICE_NONE))
		return;
	c = docket_say(d, first ? PROP_name : PROP_other_name, name);
	docket_in_language(d, c, lang);
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
