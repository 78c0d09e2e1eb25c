/* What the filter language allows at the end of a line. */
#include "base/i18n.h"
#include "base/text.h"
#include "model/filter_text.h"
#include "model/propose.h"
#include "model/query.h"
#include "model/vocab.h"

enum { WORD_BYTES = 512, BARE_LEAST = 3 };

/* The word "NAME:" or "-NAME:". */
static void offer_name(struct proposals *p, bool minus, const char *name,
		       const char *about)
{
	struct str word = STR_INIT(WORD_BYTES);

	str_addf(&word, "%s%s:", minus ? "-" : "", name);
	propose(p, str_slice(&word), slice_of(about), -1, true);
	str_free(&word);
}

static bool begins(const char *name, struct slice typed)
{
	return typed.n > 0 && typed.n <= strlen(name) &&
	       memcmp(name, typed.p, typed.n) == 0;
}

/* A column by the shorter of its names, unless the other one is being typed. */
static void offer_column(struct proposals *p, const struct column *c,
			 bool minus, struct slice typed)
{
	const char *name = c->alias ? c->alias : c->name;

	if (!begins(name, typed) && begins(c->name, typed))
		name = c->name;
	offer_name(p, minus, name, _(c->help));
}

/* A value by its meaning, where a bare word stands: "journ". */
static void offer_meanings(struct proposals *p, const struct column *c,
			   bool minus, struct slice typed)
{
	const char *name = c->alias ? c->alias : c->name, *last = "";
	struct str word = STR_INIT(WORD_BYTES);
	const struct vocab_word *w;
	size_t n;

	w = vocab_rows(c->vocab, &n);
	for (size_t i = 0; i < n; i++) {
		struct str key = STR_INIT(WORD_BYTES);
		bool fits;

		text_key(&key, typed);
		fits = key.n >= BARE_LEAST && strcmp(word_value(&w[i]), last) != 0 &&
		       strncmp(word_key(&w[i]), str_cstr(&key), key.n) == 0;
		str_free(&key);
		if (!fits)
			continue;
		last = word_value(&w[i]);
		str_clear(&word);
		str_addf(&word, "%s%s:", minus ? "-" : "", name);
		filter_quote(&word, slice_of(word_value(&w[i])));
		p->typed = SLICE_NONE;	/* it fits, by another name */
		propose(p, str_slice(&word),
			slice_of(vocab_said(c->vocab, slice_of(word_value(&w[i])))),
			-1, false);
	}
	str_free(&word);
}

static void offer_names(struct proposals *p, const struct shape *shape,
			struct slice term)
{
	bool minus = term.n > 0 && term.p[0] == '-';
	struct slice typed = minus ? slice_make(term.p + 1, term.n - 1) : term;
	struct slice was = p->typed;

	for (size_t i = 0; i < shape_width(shape); i++)
		offer_column(p, shape_column(shape, i), minus, typed);
	offer_name(p, minus, "is", _("disputed, new, read, starred ..."));
	if (!minus) {
		offer_name(p, false, "sort", _("by columns; - last first"));
		offer_name(p, false, "as-of", _("what was known on a day"));
	}
	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		if (c->type == CELL_WORD && c->vocab != VOCAB_NONE)
			offer_meanings(p, c, minus, typed);
	}
	p->typed = was;
}

static void offer_value(struct proposals *p, const char *value,
			struct slice about)
{
	struct str word = STR_INIT(WORD_BYTES);

	filter_quote(&word, slice_of(value));
	propose(p, str_slice(&word), about, -1, false);
	str_free(&word);
}

/* Words of a vocabulary: by the word, or by a label in any language. */
static void offer_vocab(struct proposals *p, enum vocab list)
{
	const struct vocab_word *w;
	struct slice was = p->typed;
	struct str key = STR_INIT(WORD_BYTES);
	size_t n;

	text_key(&key, was);
	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++) {
		const char *label = vocab_said(list, slice_of(word_value(&w[i])));

		if (key.n >= BARE_LEAST &&
		    strncmp(word_key(&w[i]), str_cstr(&key), key.n) == 0)
			p->typed = SLICE_NONE;
		offer_value(p, word_value(&w[i]), slice_of(label));
		p->typed = was;
	}
	str_free(&key);
}

static void offer_values(struct proposals *p, const struct shape *shape,
			 int column, values_fn *values, void *ctx)
{
	const struct column *c = shape_column(shape, (size_t)column);

	switch (c->type) {
	case CELL_DATE:
		p->note = slice_of(_("a date: 2025-12-13, 2025-12 or 2025"));
		return;
	case CELL_NUMBER:
		p->note = slice_of(_("a number, or a time: 2y, 18m, 3w, 40d"));
		return;
	case CELL_FLAG:
		offer_value(p, "true", SLICE_NONE);
		offer_value(p, "false", SLICE_NONE);
		return;
	case CELL_WORD:
		if (values)
			values(ctx, column, p);
		if (c->vocab != VOCAB_NONE)
			offer_vocab(p, c->vocab);
		if (p->n == 0 && p->note.n == 0)
			p->note = slice_of(_("no value begins so"));
		return;
	case CELL_TEXT: case CELL_ID:
		p->note = slice_of(_("any words; several in quotes"));
		return;
	}
}

static void offer_sorts(struct proposals *p, const struct shape *shape)
{
	bool minus = p->typed.n > 0 && p->typed.p[0] == '-';
	struct str word = STR_INIT(WORD_BYTES);

	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		str_clear(&word);
		str_addf(&word, "%s%s", minus ? "-" : "",
			 c->alias ? c->alias : c->name);
		propose(p, str_slice(&word), slice_of(_(c->help)), -1, false);
	}
	propose(p, SLICE("match"), slice_of(_("best matches first")), -1,
		false);
	str_free(&word);
}

void propose_sort(struct proposals *p, const struct shape *shape,
		  struct slice line, size_t from)
{
	struct slice rest = slice_make(line.p + from, line.n - from), one;

	for (one = rest; filter_cut(&rest, ',', &one);)
		;
	propose_from(p, line, line.n - one.n);
	offer_sorts(p, shape);
}

static void offer_is(struct proposals *p)
{
	const char *word, *about;

	for (size_t i = 0; (word = query_is_name(i, &about)); i++)
		propose(p, slice_of(word), slice_of(_(about)), -1, false);
}

/* Behind the sign: the last of the values. */
static void in_value(struct proposals *p, const struct shape *shape,
		     struct slice line, struct filter_part part,
		     values_fn *values, void *ctx)
{
	struct slice rest = part.value, one = SLICE_NONE;
	int column = shape_find(shape, part.name);

	while (filter_cut(&rest, ',', &one))
		;
	propose_from(p, line, line.n - one.n);
	if (slice_ieq(part.name, "is")) {
		offer_is(p);
	} else if (slice_ieq(part.name, "sort")) {
		offer_sorts(p, shape);
	} else if (slice_ieq(part.name, "as-of")) {
		p->note = slice_of(_("a date: 2025-12-13"));
	} else if (column >= 0) {
		offer_values(p, shape, column, values, ctx);
	} else {
		p->note = slice_of(_("no such column"));
	}
}

void propose_filter(struct proposals *p, const struct shape *shape,
		    struct slice line, size_t from, values_fn *values,
		    void *ctx)
{
	size_t at = propose_term(line, from);
	struct slice term = slice_make(line.p + at, line.n - at);
	struct filter_part part = filter_part(term);

	propose_from(p, line, at);
	if (part.name.n > 0) {
		in_value(p, shape, line, part, values, ctx);
		return;
	}
	offer_names(p, shape, term);
	if (p->n == 0)
		p->note = slice_of(_("a word, as it stands, in any row"));
}
