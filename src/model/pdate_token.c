#include "model/pdate_token.h"

#include "base/text.h"

static size_t take_number(struct slice s, size_t at, struct date_token *t)
{
	size_t n = 0;

	t->kind = DATE_NUMBER;
	for (; at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9'; n++)
		if (n < DATE_DIGITS)
			t->number = t->number * 10 + s.p[at + n] - '0';
	t->digits = n;
	return n;
}

static size_t take_word(struct slice s, size_t at, struct date_token *t)
{
	size_t end = at, n;
	uint32_t cp;

	t->kind = DATE_WORD;
	while ((n = text_next(s, end, &cp)) > 0 && text_is_letter(cp))
		end += n;
	t->word = slice_make(s.p + at, end - at);
	return end - at;
}

bool date_tokens_take(struct date_tokens *r, struct slice s)
{
	size_t at = 0, n;
	uint32_t cp;

	while ((n = text_next(s, at, &cp)) > 0) {
		struct date_token *t = &r->t[r->n];

		if (cp <= ' ' || cp == 0xA0) {
			at += n;
			continue;
		}
		if (r->n == DATE_TOKENS)
			return false;
		*t = (struct date_token){ .kind = DATE_SIGN, .sign = cp };
		if (cp >= '0' && cp <= '9')
			n = take_number(s, at, t);
		else if (text_is_letter(cp))
			n = take_word(s, at, t);
		r->n++;
		at += n;
	}
	return r->n > 0;
}

bool date_is_sign(const struct date_tokens *r, size_t i, char sign)
{
	return i < r->n && r->t[i].kind == DATE_SIGN &&
	       r->t[i].sign == (uint32_t)sign;
}

bool date_is_number(const struct date_tokens *r, size_t i, size_t min,
		    size_t max)
{
	return i < r->n && r->t[i].kind == DATE_NUMBER && !r->t[i].used &&
	       r->t[i].digits >= min && r->t[i].digits <= max;
}

bool date_is_word(const struct date_tokens *r, size_t i, const char *word)
{
	return i < r->n && r->t[i].kind == DATE_WORD &&
	       slice_ieq(r->t[i].word, word);
}

void date_use(struct date_tokens *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		r->t[i].used = true;
}
