#include "read/csvput.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "model/recommendation.h"
#include "model/vocab.h"

enum { KEY_BYTES = 64 << 10, SEEN_FIRST = 256, SEEN_MAX = 4 << 20 };

int csv_put_open(struct csv_put *p, const struct csv_map *map, record_fn *emit,
		 void *ctx, struct err *e)
{
	*p = (struct csv_put){ .emit = emit, .ctx = ctx, .map = map,
			       .key = STR_INIT(KEY_BYTES),
			       .subject = STR_INIT(KEY_BYTES),
			       .scratch = STR_INIT(KEY_BYTES) };
	return build_open(&p->build, e);
}

void csv_put_close(struct csv_put *p)
{
	build_close(&p->build);
	free(p->seen);
	str_free(&p->key);
	str_free(&p->subject);
	str_free(&p->scratch);
	*p = (struct csv_put){0};
}

static struct csv_seen *seen_slot(struct csv_seen *table, size_t cap,
				  uint64_t hash)
{
	size_t i = hash & (cap - 1);

	while (table[i].times && table[i].hash != hash)
		i = (i + 1) & (cap - 1);
	return &table[i];
}

static int grow_seen(struct csv_put *p, struct err *e)
{
	size_t cap = p->cap_seen ? p->cap_seen * 2 : SEEN_FIRST;
	struct csv_seen *table;

	if (p->n_seen * 2 < p->cap_seen)
		return 0;
	if (cap > SEEN_MAX)
		return err_set(e, ERR_LIMIT, "more than %d rows",
			       SEEN_MAX / 2);
	table = calloc(cap, sizeof(*table));
	if (!table)
		return err_set(e, ERR_MEMORY, "no memory for the rows' keys");
	for (size_t i = 0; i < p->cap_seen; i++)
		if (p->seen[i].times)
			*seen_slot(table, cap, p->seen[i].hash) = p->seen[i];
	free(p->seen);
	p->seen = table;
	p->cap_seen = cap;
	return 0;
}

uint32_t csv_nth(struct csv_put *p, struct slice key, struct err *e)
{
	struct csv_seen *slot;

	if (grow_seen(p, e) < 0)
		return 0;
	slot = seen_slot(p->seen, p->cap_seen, slice_hash(key));
	if (slot->times == 0) {
		slot->hash = slice_hash(key);
		p->n_seen++;
	}
	return ++slot->times;
}

struct slice csv_get(const struct csv_put *p, const char *word)
{
	return csv_cell(p->map, p->row, word);
}

void csv_claim(struct csv_put *p, enum property prop, const char *word)
{
	build_claim(&p->build, prop, csv_get(p, word));
}

void csv_claim_each(struct csv_put *p, enum property prop, const char *word)
{
	struct slice rest = csv_get(p, word), one;

	while (slice_cut(&rest, ';', &one))
		build_claim(&p->build, prop, one);
}

int csv_claim_word(struct csv_put *p, enum property prop, const char *word,
		   enum vocab list, struct err *e)
{
	struct slice rest = csv_get(p, word), one;

	while (slice_cut(&rest, ';', &one)) {
		const char *value = vocab_value(list, slice_trim(one));

		if (!value && slice_trim(one).n)
			return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is not in "
				       "the vocabulary %s", word,
				       SLICE_ARG(slice_trim(one)),
				       vocab_name(list));
		build_claim(&p->build, prop, slice_of(value));
	}
	return 0;
}

int csv_date(const struct csv_put *p, const char *word,
	     char iso[PDATE_TEXT], struct err *e)
{
	struct slice cell = csv_get(p, word);
	struct pdate d;

	iso[0] = '\0';
	if (!cell.p)
		return 0;
	if (!pdate_parse(cell, DATE_ORDER_UNKNOWN, &d))
		return err_set(e, ERR_FORMAT, "%s: \"%.*s\" is no date", word,
			       SLICE_ARG(cell));
	pdate_text(d, iso);
	return 0;
}

int csv_person_subject(struct csv_put *p, struct slice name, struct err *e)
{
	str_clear(&p->subject);
	str_addz(&p->subject, "person/");
	text_key(&p->subject, name);
	if (str_ok(&p->subject, "name", e) < 0)
		return -1;
	if (slice_is(str_slice(&p->subject), "person/"))
		return err_set(e, ERR_FORMAT, "no name");
	return 0;
}

/* The subject is the key; a row that repeats it gets "/2" behind. */
static int begin(struct csv_put *p, enum kind kind, struct err *e)
{
	uint32_t nth = csv_nth(p, str_slice(&p->subject), e);

	if (nth == 0)
		return -1;
	str_clear(&p->key);
	str_add(&p->key, str_slice(&p->subject));
	if (nth > 1)
		str_addf(&p->key, "/%u", (unsigned)nth);
	build_begin(&p->build, kind, str_slice(&p->key));
	build_subject(&p->build, str_slice(&p->subject));
	return 0;
}

static void quote_last(struct csv_put *p, size_t from, struct slice words)
{
	struct slice copy = build_copy(&p->build, words);

	for (size_t i = from; i < p->build.n; i++)
		p->build.claims[i].quote = copy;
}

static bool put_role(struct csv_put *p, struct slice text)
{
	return build_claim(&p->build, PROP_role, slice_of(
			   vocab_value(VOCAB_role, slice_trim(text)))) != NULL;
}

/* The whole cell is a role, or a list of them; what is not known stays in
 * role_text alone. */
static void put_roles(struct csv_put *p)
{
	struct slice cell = csv_get(p, "role");
	size_t from, at = 0;
	bool whole;

	build_claim(&p->build, PROP_role_text, cell);
	from = p->build.n;
	whole = cell.p && put_role(p, cell);
	for (size_t i = 0; cell.p && !whole && i <= cell.n; i++) {
		if (i < cell.n && !strchr(",;/", cell.p[i]))
			continue;
		put_role(p, slice_make(cell.p + at, i - at));
		at = i + 1;
	}
	quote_last(p, from, cell);
}

static void put_held(struct csv_put *p)
{
	struct slice cell = csv_get(p, "duration");
	struct builder *b = &p->build;
	char iso[PDATE_TEXT];
	struct duration d;
	size_t from;

	build_claim(b, PROP_held_text, cell);
	from = b->n;
	if (!cell.p || !duration_parse(cell, &d))
		return;
	if (d.since_known)
		build_claim(b, PROP_detained_on,
			    slice_of(pdate_text(d.since, iso)));
	else if (!d.life && d.min_days != DURATION_OPEN)
		build_claimf(b, PROP_held_min_days, "%d", d.min_days);
	if (!d.since_known && !d.life && d.max_days != DURATION_OPEN)
		build_claimf(b, PROP_held_max_days, "%d", d.max_days);
	quote_last(p, from, cell);
}

/* A table of people comes from anybody: a date that is none ("unknown") is
 * left out, it does not stop the file. */
static void put_date(struct csv_put *p, enum property prop, const char *word)
{
	char iso[PDATE_TEXT];
	struct err ignored = {0};

	if (csv_date(p, word, iso, &ignored) == 0)
		build_claim(&p->build, prop, slice_of(iso));
}

/* Header words that are names of properties too: put_person has them. */
static bool is_claimed(const char *word)
{
	static const char *const words[] = {
		"name", "prison", "role", "sentence",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* Columns that the header words do not have, mapped by the user. */
static void put_mapped(struct csv_put *p)
{
	for (size_t i = 0; i < p->map->n && i < p->row->n; i++) {
		const char *word = p->map->word[i];
		enum property prop;

		if (!word || !property_find(slice_of(word), &prop) ||
		    is_claimed(word))
			continue;
		if (properties[prop].type == VALUE_DATE)
			put_date(p, prop, word);
		else if (properties[prop].list)
			build_claim(&p->build, prop, slice_of(vocab_value(
				    properties[prop].list, p->row->field[i])));
		else
			build_claim(&p->build, prop, p->row->field[i]);
	}
}

static int put_person(struct csv_put *p, struct err *e)
{
	struct slice name = csv_get(p, "name");
	struct builder *b = &p->build;

	if (csv_person_subject(p, name, e) < 0 || begin(p, KIND_person, e) < 0)
		return -1;
	build_claim(b, PROP_name, name);
	put_roles(p);
	put_held(p);
	put_date(p, PROP_detained_on, "arrested");
	put_date(p, PROP_released_on, "released");
	csv_claim(p, PROP_sentence, "sentence");
	csv_claim_each(p, PROP_charge, "charges");
	csv_claim(p, PROP_prison, "prison");
	csv_claim_each(p, PROP_country, "nationality");
	build_claim(b, PROP_custody, slice_of(
		    vocab_value(VOCAB_custody, csv_get(p, "status"))));
	put_mapped(p);
	return build_emit(b, p->emit, p->ctx, e);
}

/* Long texts make bad keys: a sum of the text's key stands for it. */
static int text_subject(struct csv_put *p, const char *lead, struct slice text,
			struct err *e)
{
	unsigned char sum[HASH_BYTES];
	struct str key = STR_INIT(RECORD_BYTES);
	char id[20];
	int rc;

	text_key(&key, text);
	rc = str_ok(&key, "text", e);
	if (rc == 0 && key.n == 0)
		rc = err_set(e, ERR_FORMAT, "no text");
	hash_field(p->build.hash, str_slice(&key));
	hash_end(p->build.hash, sum);
	hash_id(sum, id, 16);
	str_clear(&p->subject);
	str_addf(&p->subject, "%s%s", lead, id);
	str_free(&key);
	return rc;
}

static int put_rec(struct csv_put *p, struct err *e)
{
	struct slice action = csv_get(p, "action");
	struct slice status = csv_get(p, "status");
	const char *state = recommendation_state(status);
	struct builder *b = &p->build;

	if (text_subject(p, "rec/", action, e) < 0 ||
	    begin(p, KIND_recommendation, e) < 0)
		return -1;
	build_claim(b, PROP_action, action);
	csv_claim(p, PROP_expected_impact, "impact");
	csv_claim(p, PROP_from, "from");
	csv_claim(p, PROP_addressee, "addressee");
	if (state)
		build_claim(b, PROP_state, slice_of(state));
	else
		build_claim(b, PROP_position, slice_of(
			    vocab_value(VOCAB_position, status)));
	return build_emit(b, p->emit, p->ctx, e);
}

static int put_aspect(struct csv_put *p, struct err *e)
{
	struct builder *b = &p->build;

	if (text_subject(p, "aspect/", csv_get(p, "aspect"), e) < 0 ||
	    begin(p, KIND_brief, e) < 0)
		return -1;
	csv_claim(p, PROP_aspect, "aspect");
	csv_claim(p, PROP_details, "details");
	csv_claim(p, PROP_authority, "authority");
	put_date(p, PROP_date, "date");
	return build_emit(b, p->emit, p->ctx, e);
}

static bool is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (slice_trim(row->field[i]).n)
			return false;
	return true;
}

int csv_put(struct csv_put *p, const struct csv_row *row, struct err *e)
{
	static int (*const put[CSV_KINDS])(struct csv_put *, struct err *) = {
		[CSV_ASPECT]  = put_aspect,
		[CSV_EVENT]   = csv_put_event,
		[CSV_MEASURE] = csv_put_measure,
		[CSV_PERSON]  = put_person,
		[CSV_REC]     = put_rec,
	};

	if (is_blank(row))
		return 0;
	for (size_t i = p->map->n; i < row->n; i++)
		if (slice_trim(row->field[i]).n)
			return err_set(e, ERR_FORMAT, "%zu columns, but the "
				       "header has %zu", row->n, p->map->n);
	p->row = row;
	return put[p->map->kind](p, e);
}
