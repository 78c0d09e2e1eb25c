/* What the rules of squeeze.tsv make of a word whose end nobody knows. Each
 * rule that could begin at its end is taken both ways: what follows completes
 * it, or does not. Words before the last are settled; so is the last where a
 * rule says that it ends. */
#include "names/fold_inside.h"

#include "base/text.h"

enum { ENDS = 32 };	/* no letters have half as many */

/* Keys of the last word, FOLD_GOES_ON behind those that go on. */
struct ends {
	struct str key[ENDS];
	size_t n;
};

/* Takes the key; one more than there is room for is left out. */
static void add(struct ends *w, struct str *key)
{
	bool known = w->n == ENDS;

	for (size_t i = 0; i < w->n && !known; i++)
		known = slice_eq(str_slice(&w->key[i]), str_slice(key));
	if (known)
		str_free(key);
	else
		w->key[w->n++] = *key;
}

static bool goes_on(struct slice key)
{
	return key.n > 0 && key.p[key.n - 1] == FOLD_GOES_ON;
}

static bool is_of_end(const struct fold_row *rule)
{
	return rule->from[strlen(rule->from) - 1] == '$';
}

/* The key where what follows completes the rule, of which it has the first n
 * letters. The rule can stand in front of them too. */
static struct str completed(struct slice key, const struct fold_row *rule,
			    size_t n, size_t max)
{
	struct str made = STR_INIT(max);

	str_add(&made, slice_make(key.p, key.n - n));
	str_addc(&made, FOLD_GOES_ON);
	fold_rule(&made, rule);
	str_cut(&made, made.n - 1);
	str_addz(&made, rule->to);
	if (!is_of_end(rule))
		str_addc(&made, FOLD_GOES_ON);
	return made;
}

static void complete(struct ends *to, const struct str *from,
		     const struct fold_row *rule)
{
	struct slice key = str_slice(from);
	size_t n = strlen(rule->from);

	if (rule->from[0] == '*')	/* another of the same: no new end */
		return;
	if (!goes_on(key))
		return;
	key.n--;
	for (size_t k = 1; k < n && k <= key.n; k++) {
		struct slice end = slice_make(key.p + key.n - k, k);
		struct str made;

		if (!slice_eq(end, slice_make(rule->from, k)))
			continue;
		made = completed(key, rule, k, from->max);
		add(to, &made);
	}
}

static void apply(struct ends *w, const struct fold_row *rule)
{
	struct ends next = { .n = 0 };

	for (size_t i = 0; i < w->n; i++) {
		struct str whole = STR_INIT(w->key[i].max);

		str_add(&whole, str_slice(&w->key[i]));
		fold_rule(&whole, rule);
		add(&next, &whole);
		complete(&next, &w->key[i], rule);
		str_free(&w->key[i]);
	}
	*w = next;
}

/* Where the last word begins; blanks behind it are cut. */
static size_t last_word(struct str *plain)
{
	size_t at;

	while (plain->n > 0 && plain->p[plain->n - 1] == ' ')
		str_cut(plain, plain->n - 1);
	for (at = plain->n; at > 0 && plain->p[at - 1] != ' '; at--)
		;
	return at;
}

/* Three or more that are one, "zzz". */
static bool one_letter(struct slice plain)
{
	for (size_t i = 1; i < plain.n; i++)
		if (plain.p[i] != plain.p[0])
			return false;
	return plain.n > 2;
}

static void put(struct str *out, struct slice front, struct slice last)
{
	bool open = goes_on(last);

	if (open)
		last.n--;
	if (front.n == 0 && last.n == 0)
		return;
	str_add(out, front);
	if (front.n > 0 && last.n > 0)
		str_addc(out, ' ');
	str_add(out, last);
	str_addz(out, open ? "\n" : "$\n");
}

void fold_prefix(struct str *out, struct slice text)
{
	struct str plain = STR_INIT(out->max), front = STR_INIT(out->max);
	struct str last = STR_INIT(out->max), words = STR_INIT(out->max);
	struct ends w = { .n = 0 };
	size_t at;

	fold_plain(&plain, text);
	at = last_word(&plain);
	str_add(&words, slice_make(str_cstr(&plain), at));
	fold_squeeze(&words);
	text_squash(&front, str_slice(&words));
	str_add(&last, slice_make(str_cstr(&plain) + at, plain.n - at));
	str_addc(&last, FOLD_GOES_ON);
	out->bad |= plain.bad || words.bad || front.bad || last.bad;
	if (one_letter(str_slice(&plain)))
		str_free(&last);
	else
		add(&w, &last);
	for (const struct fold_row *r = fold_squeezes; !out->bad && r->from;
	     r++)
		apply(&w, r);
	for (size_t i = 0; i < w.n; i++) {
		out->bad |= w.key[i].bad;
		put(out, str_slice(&front), str_slice(&w.key[i]));
		str_free(&w.key[i]);
	}
	str_free(&plain);
	str_free(&front);
	str_free(&words);
}
