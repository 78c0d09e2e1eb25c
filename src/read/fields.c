#include "read/fields.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "read/charge.h"
#include "read/telling.h"

enum {
	KEY_BYTES = 4096, ROLES_MAX = 8, LINE_BYTES = 300, LABEL_BYTES = 60,
	CELL_BYTES = 1000, AGE_MOST = 120,
	NAME_WORDS = 7,
};

struct filling {
	struct extract *x;
	struct people *p;
	struct person *who;
	const struct fields *f;
};

static void say(const struct filling *g, enum table_column c,
		enum property prop, struct slice value)
{
	struct source_of from = g->f->from;

	if (g->f->row[c]) {
		from.quote = g->f->row[c]->text;
		from.at = g->f->row[c]->at;
	}
	person_say(g->p, g->who, prop, value, &from);
}

static void say_number(const struct filling *g, enum table_column c,
		       enum property prop, int n)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%d", n);
	if (n >= 0)
		say(g, c, prop, slice_of(buf));
}

static void say_date(const struct filling *g, enum table_column c,
		     enum property prop, struct pdate d)
{
	char buf[PDATE_TEXT];

	if (pdate_is(d))
		say(g, c, prop, slice_of(pdate_text(d, buf)));
}

static void say_roles(const struct filling *g, struct slice text)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit = {0};
	size_t n = 0, from = 0;

	if (!text.n)
		return;
	text_key(&key, text);
	while (n < ROLES_MAX && !key.bad &&
	       vocab_scan(VOCAB_role, str_slice(&key), from, &hit)) {
		from = hit.at + hit.bytes;
		n++;
		say(g, COLUMN_ROLE, PROP_role, slice_of(word_value(hit.word)));
	}
	str_free(&key);
	say(g, COLUMN_ROLE, PROP_role_text, text);
}

/* "from the verdict": what a time held is counted from, where that is said. */
static const char *base_of(struct slice text)
{
	struct str key = STR_INIT(KEY_BYTES);
	const char *base = NULL;
	struct vocab_hit hit;

	text_key(&key, text);
	for (size_t from = 0; !base && !key.bad &&
	     vocab_scan(VOCAB_fate, str_slice(&key), from, &hit);
	     from = hit.at + hit.bytes)
		base = strcmp(word_value(hit.word), "arrested") == 0 ? "arrest" :
		       strcmp(word_value(hit.word), "sentenced") == 0 ? "verdict" :
		       NULL;
	str_free(&key);
	return base;
}

static void say_held(const struct filling *g)
{
	struct slice text = g->f->cell[COLUMN_DURATION];
	struct duration d;

	say(g, COLUMN_DURATION, PROP_held_text, text);
	if (!text.n || !duration_parse(text, &d))
		return;
	if (d.since_known && !g->f->cell[COLUMN_ARRESTED].n)
		say_date(g, COLUMN_DURATION, PROP_detained_on, d.since);
	if (d.since_known || d.life)
		return;
	say_number(g, COLUMN_DURATION, PROP_held_min_days, d.min_days);
	say_number(g, COLUMN_DURATION, PROP_held_max_days, d.max_days);
	say(g, COLUMN_DURATION, PROP_held_base, slice_of(base_of(text)));
}

/* The day stands first everywhere but in English, where it may not. */
static bool read_date(const struct filling *g, struct slice text,
		      struct pdate *d)
{
	size_t used;

	if (!text.n)
		return false;
	if (pdate_parse(text, slice_is(g->x->lang, "en") ?
			DATE_ORDER_UNKNOWN : DATE_ORDER_DMY, d))
		return true;
	return text.n < CELL_BYTES &&
	       (pdate_find(text, d) ||
		(pdate_lead(text, d, &used) && d->year > 1900 &&
		 d->year < 2100 && used < text.n &&
		 strchr(" ,;(", text.p[used])));
}

/* A word of release or ground in a cell: "Yes", "pardoned on ...". */
static void say_release(const struct filling *g, enum table_column c)
{
	struct slice text = g->f->cell[c];
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;

	if (!text.n || text.n > CELL_BYTES)
		return;
	text_key(&key, text);
	if (!key.bad &&
	    vocab_scan(VOCAB_release_type, str_slice(&key), 0, &hit) &&
	    strcmp(word_value(hit.word), "unknown") != 0 &&
	    strcmp(word_value(hit.word), "death") != 0)
		say(g, c, PROP_release_type, slice_of(word_value(hit.word)));
	str_free(&key);
}

static void say_released(const struct filling *g)
{
	struct slice text = g->f->cell[COLUMN_RELEASED];
	struct pdate d;

	if (!read_date(g, text, &d))
		return;
	say_date(g, COLUMN_RELEASED, PROP_released_on, d);
	say_release(g, COLUMN_RELEASED);
}

static void say_sentence(const struct filling *g)
{
	struct slice text = g->f->cell[COLUMN_SENTENCE];
	struct duration d;

	say(g, COLUMN_SENTENCE, PROP_sentence, text);
	if (!text.n || !duration_parse(text, &d) || d.since_known)
		return;
	if (d.life)
		say(g, COLUMN_SENTENCE, PROP_life, SLICE("yes"));
	if (d.suspended)
		say(g, COLUMN_SENTENCE, PROP_suspended, SLICE("yes"));
	say_number(g, COLUMN_SENTENCE, PROP_sentence_min_days, d.min_days);
	say_number(g, COLUMN_SENTENCE, PROP_sentence_max_days, d.max_days);
}

static void say_born(const struct filling *g)
{
	struct slice text = g->f->cell[COLUMN_BORN];
	struct pdate d;
	int64_t n;

	if (slice_int(text, &n) && n > 0 && n < AGE_MOST)
		say_number(g, COLUMN_BORN, PROP_age, (int)n);
	else if (read_date(g, text, &d))
		say_date(g, COLUMN_BORN, PROP_born, d);
}

/* What the words of a status say; NULL: nothing that is known. */
static const char *custody_of(struct slice text, const char **manner)
{
	static const struct {
		const char *fate, *custody, *manner;
	} rows[] = {
		{ "freed", "free", NULL }, { "frees", "free", NULL },
		{ "among_freed", "free", NULL },
		{ "among_held", "prison", NULL },
		{ "still_held", "prison", NULL }, { "held", "prison", NULL },
		{ "died", "dead_in_custody", NULL },
		{ "deported", "free", "deported" },
		{ "transferred", "free", "transferred" },
		{ "refused", NULL, "refused_deportation" },
		{ "returned", "prison", "returned_to_custody" },
		{ "stayed", "free", "stayed" }, { "left", "free", "left" },
	};
	struct str key = STR_INIT(KEY_BYTES);
	const char *custody = vocab_value(VOCAB_custody, text);
	struct vocab_hit hit;

	*manner = NULL;
	text_key(&key, text);
	if (!custody && !key.bad &&
	    vocab_scan(VOCAB_custody, str_slice(&key), 0, &hit))
		custody = word_value(hit.word);
	for (size_t from = 0; !key.bad &&
	     vocab_scan(VOCAB_fate, str_slice(&key), from, &hit);
	     from = hit.at + hit.bytes)
		for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
			if (strcmp(rows[i].fate, word_value(hit.word)) != 0)
				continue;
			if (!custody)
				custody = rows[i].custody;
			if (!*manner)
				*manner = rows[i].manner;
		}
	str_free(&key);
	return custody;
}

static void say_custody(const struct filling *g, struct slice suffix)
{
	struct slice text = g->f->cell[COLUMN_STATUS];
	const char *manner = NULL, *custody = NULL;
	enum table_column c = COLUMN_STATUS;
	struct pdate d;

	if (text.n)
		custody = custody_of(text, &manner);
	if (!custody && suffix.n) {
		custody = custody_of(suffix, &manner);
		c = COLUMN_NAME;
	}
	if (!custody && !text.n && g->f->freed)
		custody = "free";
	say(g, c, PROP_custody, slice_of(custody));
	say(g, c, PROP_manner, slice_of(manner));
	if (custody && strcmp(custody, "free") == 0) {
		if (!g->f->cell[COLUMN_RELEASED].n && text.n < CELL_BYTES &&
		    pdate_find(text, &d))
			say_date(g, c, PROP_released_on, d);
		say_release(g, COLUMN_STATUS);
		if (g->f->freed)
			say(g, c, PROP_event, g->x->event);
	}
}

/* Articles as they are written everywhere, else the words of the cell. */
static void say_charges(const struct filling *g)
{
	struct slice text = g->f->cell[COLUMN_CHARGES];
	struct charges all;

	charge_find(text, true, &all);
	for (size_t i = 0; i < all.n; i++)
		say(g, COLUMN_CHARGES, PROP_charge, slice_of(all.text[i]));
	if (all.n == 0)
		say(g, COLUMN_CHARGES, PROP_charge, text);
}

static void say_cells(const struct filling *g)
{
	static const struct {
		enum table_column column;
		enum property prop;
	} plain[] = {
		{ COLUMN_COUNTRY, PROP_country },
		{ COLUMN_PRISON, PROP_prison },
	};
	struct pdate d;

	say_roles(g, g->f->cell[COLUMN_ROLE]);
	say_held(g);
	if (read_date(g, g->f->cell[COLUMN_ARRESTED], &d))
		say_date(g, COLUMN_ARRESTED, PROP_detained_on, d);
	say_released(g);
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		say(g, plain[i].column, plain[i].prop,
		    g->f->cell[plain[i].column]);
	say_sentence(g);
	say_born(g);
	say_charges(g);
}

/* One to six words, most of them with a capital where the script has any, and
 * no sign that a sentence has: a question in a column is nobody's name. */
static bool is_name(struct slice name)
{
	size_t words = 0, small = 0, n;
	bool begins = true;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(name, at, &cp)) > 0; at += n) {
		if (cp < 0x80 && strchr("?!:;|+=`{}<>@/\\", (int)cp))
			return false;
		if (cp >= '0' && cp <= '9')
			return false;
		if (begins && text_is_letter(cp)) {
			words++;
			small += cp < 0x80 ? cp >= 'a' :
				 cp < 0x530 && !text_is_upper(cp);
		}
		begins = cp == ' ' || cp == '-';
	}
	return words > 0 && words <= NAME_WORDS && 2 * small < words;
}

void fields_say(struct extract *x, struct people *p, const struct fields *f)
{
	struct slice suffix, name = people_clean(p, f->cell[COLUMN_NAME],
						 &suffix);
	struct filling g = { .x = x, .p = p, .f = f };

	g.who = is_name(name) ? people_get(p, name) : NULL;
	if (!g.who)
		return;
	if (!person_says(g.who, PROP_name, NULL))
		say(&g, COLUMN_NAME, PROP_name, name);
	say_cells(&g);
	say_custody(&g, suffix);
}

bool fields_line(const struct block *b, struct slice *label,
		 struct slice *details)
{
	ptrdiff_t colon;

	*label = b->label;
	*details = b->details;
	if (b->kind == BLOCK_ITEM && b->label.n)
		return true;
	if (b->kind == BLOCK_TABLE || b->text.n > LINE_BYTES)
		return false;
	colon = slice_find(b->text, SLICE(": "), 0);
	if (colon <= 0 || colon > LABEL_BYTES)
		return false;
	*label = slice_trim(slice_make(b->text.p, (size_t)colon));
	*details = slice_trim(slice_make(b->text.p + colon + 1,
					 b->text.n - (size_t)colon - 1));
	return details->n > 0;
}
