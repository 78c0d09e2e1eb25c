/* What entries of a docket say in words: roles, articles, lengths of time,
 * custody, issues. */
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "read/charge.h"
#include "read/docket_inside.h"

enum { ROLES_MOST = 16 };

static struct docket_found *found_at(struct docket *d, enum vocab list,
				     struct slice text, size_t from,
				     uint64_t *sum)
{
	*sum = slice_hash(text) * 31 + (uint64_t)list * 1000003 + from;
	*sum += !*sum;
	return &d->found[*sum % DOCKET_FOUND];
}

/* The word that the whole text is, or NULL. */
const char *docket_word_of(struct docket *d, enum vocab list,
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
			f->value = word_value(hit.word);
			f->end = hit.at + hit.bytes;
		}
		str_free(&key);
	}
	*from = f->end;
	return f->value;
}

static void say_quoted(struct docket *d, enum property prop,
		       const char *value, struct slice quote)
{
	struct claim *c = docket_say(d, prop, slice_of(value));

	if (c)
		c->quote = quote;
}

void docket_gender(struct docket *d, struct slice text)
{
	const char *value = docket_word_of(d, VOCAB_gender, slice_trim(text));

	if (value)
		docket_say(d, PROP_gender, slice_of(value));
	else
		docket_keep(d, PROP_gender, text);
}

static bool role_in(struct docket *d, struct slice piece)
{
	const char *value = docket_word_of(d, VOCAB_role, piece);
	struct slice quote = build_copy(&d->b, docket_line(d, piece));
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
	for (size_t i = 0; text.n > 0 && i <= text.n; i++) {
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
	if (told > 0)
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
	quote = all.n ? build_copy(&d->b, docket_line(d, text)) : SLICE_NONE;
	for (size_t i = 0; i < all.n; i++) {
		struct claim *c = docket_say(d, PROP_charge,
					     slice_of(all.text[i]));

		if (c && !slice_eq(quote, c->value))
			c->quote = quote;
	}
}

static void put_flags(struct docket *d, const struct duration *length)
{
	if (length->life)
		docket_say(d, PROP_life, SLICE("yes"));
	if (length->suspended)
		docket_say(d, PROP_suspended, SLICE("yes"));
}

void docket_penalty(struct docket *d, struct slice text)
{
	struct duration length;

	if (docket_say(d, PROP_penalty, text) &&
	    duration_parse(text, &length))
		put_flags(d, &length);
}

void docket_sentence(struct docket *d, struct slice text)
{
	struct duration length;

	if (!docket_say(d, PROP_sentence, text) ||
	    !duration_parse(text, &length) || length.since_known)
		return;
	put_flags(d, &length);
	if (length.min_days != DURATION_OPEN && !length.life)
		docket_number(d, PROP_sentence_min_days, length.min_days);
	if (length.max_days != DURATION_OPEN && !length.life)
		docket_number(d, PROP_sentence_max_days, length.max_days);
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
	quote = build_copy(&d->b, docket_line(d, line));
	value = word_in(d, VOCAB_custody, quote, &at);
	if (value)
		say_quoted(d, PROP_custody, value, quote);
	return value != NULL;
}

void docket_issue(struct docket *d, struct slice text)
{
	const char *theme = docket_word_of(d, VOCAB_theme, text);
	size_t at = 0;

	docket_say(d, PROP_issue, text);
	if (!theme)
		theme = word_in(d, VOCAB_theme, text, &at);
	if (theme && !docket_has(d, PROP_theme))
		say_quoted(d, PROP_theme, theme,
			   build_copy(&d->b, docket_line(d, text)));
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
