/* Tables of persons. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "read/extract.h"

enum { KEY_BYTES = 4096, ROLES_MAX = 8, NAME_BYTES = 400, PERSONS = 1 << 17 };

/* Keys already given: one person may stand in two tables of a document. */
struct seen {
	uint64_t *hash;
	size_t n, cap;	/* a power of two */
};

static int seen_open(struct seen *s, size_t most, struct err *e)
{
	s->cap = 16;
	while (s->cap < 2 * most && s->cap < PERSONS)
		s->cap *= 2;
	s->hash = calloc(s->cap, sizeof(*s->hash));
	return s->hash ? 0 : err_set(e, ERR_MEMORY, "no memory for names");
}

/* True the first time. */
static bool seen_add(struct seen *s, struct slice key)
{
	uint64_t h = slice_hash(key) | 1;
	size_t i = (h >> 1) & (s->cap - 1);

	while (s->hash[i] && s->hash[i] != h)
		i = (i + 1) & (s->cap - 1);
	if (s->hash[i] == h || 2 * s->n >= s->cap)
		return false;
	s->hash[i] = h;
	s->n++;
	return true;
}

/* "Ales Bialiatski (Released)" is Ales Bialiatski. */
static struct slice clean_name(struct slice name)
{
	size_t n = name.n;

	if (n > 0 && name.p[n - 1] == ')') {
		while (n > 0 && name.p[n - 1] != '(')
			n--;
		if (n > 1)
			name.n = n - 1;
	}
	return slice_trim(name);
}

static void put_roles(struct extract *x, struct slice text,
		      const struct page_row *r)
{
	const char *got[ROLES_MAX];
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit = {0};
	size_t n = 0, from = 0;

	text_key(&key, text);
	while (n < ROLES_MAX && !key.bad &&
	       vocab_scan(VOCAB_role, str_slice(&key), from, &hit)) {
		size_t i = 0;

		from = hit.at + hit.bytes;
		while (i < n && strcmp(got[i], hit.word->value) != 0)
			i++;
		if (i < n)
			continue;
		got[n++] = hit.word->value;
		extract_claim(x, PROP_role, slice_of(hit.word->value), r->text,
			      r->at);
	}
	str_free(&key);
	extract_claim(x, PROP_role_text, text, r->text, r->at);
}

static void put_days(struct extract *x, enum property prop, int days,
		     const struct page_row *r)
{
	char text[16];

	if (days < 0)
		return;
	snprintf(text, sizeof(text), "%d", days);
	extract_claim(x, prop, slice_of(text), r->text, r->at);
}

static void put_date(struct extract *x, enum property prop, struct pdate d,
		     const struct page_row *r)
{
	char buf[PDATE_TEXT];

	if (pdate_is(d))
		extract_claim(x, prop, slice_of(pdate_text(d, buf)), r->text,
			      r->at);
}

static void put_held(struct extract *x, struct slice text, bool has_arrest,
		     const struct page_row *r)
{
	struct duration d;

	extract_claim(x, PROP_held_text, text, r->text, r->at);
	if (!text.n || !duration_parse(text, &d))
		return;
	if (d.since_known && !has_arrest)
		put_date(x, PROP_detained_on, d.since, r);
	if (d.since_known || d.life)
		return;
	put_days(x, PROP_held_min_days, d.min_days, r);
	put_days(x, PROP_held_max_days, d.max_days, r);
}

/* The day stands first everywhere but in English, where it may not. */
static void put_day_cell(struct extract *x, enum property prop,
			 struct slice text, const struct page_row *r)
{
	struct pdate d;

	if (text.n && pdate_parse(text, slice_is(x->lang, "en") ?
				  DATE_ORDER_UNKNOWN : DATE_ORDER_DMY, &d))
		put_date(x, prop, d, r);
}

static void put_custody(struct extract *x, struct slice status, bool freed,
			const struct page_row *r)
{
	const char *custody = status.n ? vocab_value(VOCAB_custody, status) :
		freed ? "free" : NULL;

	extract_claim(x, PROP_custody, slice_of(custody), r->text, r->at);
	if (freed && custody && strcmp(custody, "free") == 0)
		extract_claim(x, PROP_event, x->event, r->text, r->at);
}

static void put_cells(struct extract *x, const struct table *t,
		      const struct page_row *r, bool freed)
{
	struct slice arrested = extract_cell(x, t, r, COLUMN_ARRESTED);
	struct slice role = extract_cell(x, t, r, COLUMN_ROLE);
	static const struct {
		enum table_column column;
		enum property prop;
	} plain[] = {
		{ COLUMN_CHARGES, PROP_charge },
		{ COLUMN_COUNTRY, PROP_country },
		{ COLUMN_PRISON, PROP_prison },
		{ COLUMN_SENTENCE, PROP_sentence },
	};

	if (role.n)
		put_roles(x, role, r);
	put_held(x, extract_cell(x, t, r, COLUMN_DURATION), arrested.n > 0, r);
	put_day_cell(x, PROP_detained_on, arrested, r);
	put_day_cell(x, PROP_released_on,
		     extract_cell(x, t, r, COLUMN_RELEASED), r);
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		extract_claim(x, plain[i].prop,
			      extract_cell(x, t, r, plain[i].column), r->text,
			      r->at);
	put_custody(x, extract_cell(x, t, r, COLUMN_STATUS), freed, r);
}

static int put_person(struct extract *x, const struct table *t,
		      const struct page_row *r, bool freed, struct seen *seen,
		      struct err *e)
{
	struct slice name = clean_name(extract_cell(x, t, r, COLUMN_NAME));
	struct str subject = STR_INIT(KEY_BYTES);
	int rc = 0;

	str_addz(&subject, "person/");
	text_key(&subject, name);
	if (name.n && name.n <= NAME_BYTES && !subject.bad &&
	    subject.n > sizeof("person/") - 1 &&
	    seen_add(seen, str_slice(&subject))) {
		x->rule = (struct extract_rule){ "table.person", 95 };
		extract_begin(x, KIND_person, str_slice(&subject));
		build_subject(x->b, str_slice(&subject));
		extract_claim(x, PROP_name, name, r->text, r->at);
		put_cells(x, t, r, freed);
		rc = extract_emit(x, e);
	}
	str_free(&subject);
	return rc;
}

/* Is the table about people who were freed? Not where its heading or lead says
 * that they are still held. */
static bool about_freed(const struct extract *x, size_t block)
{
	struct slice lead = block > 0 ? x->page->block[block - 1].text :
					SLICE_NONE;
	struct str key = STR_INIT(4 * KEY_BYTES);
	struct vocab_hit hit;
	bool held = false;

	if (!x->event.n)
		return false;
	if (lead.n < KEY_BYTES &&
	    (slice_ends(lead, ":") || page_heading_like(lead))) {
		text_key(&key, lead);
		held = !key.bad &&
		       vocab_scan(VOCAB_count_scope, str_slice(&key), 0,
				  &hit) &&
		       strcmp(hit.word->value, "remaining") == 0;
	}
	str_free(&key);
	return !held;
}

int extract_persons(struct extract *x, struct err *e)
{
	struct seen seen = {0};
	int rc = seen_open(&seen, x->page->rows, e);

	for (size_t i = 0; i < x->page->n && rc == 0; i++) {
		const struct block *b = &x->page->block[i];
		const struct table *t = &x->table[i];
		bool freed;

		if (t->kind != TABLE_PERSONS)
			continue;
		freed = about_freed(x, i);
		for (size_t k = 1; k < b->rows && rc == 0; k++) {
			const struct page_row *r = &x->page->row[b->row + k];

			if (r->cells == t->width)
				rc = put_person(x, t, r, freed, &seen, e);
		}
	}
	free(seen.hash);
	return rc;
}
