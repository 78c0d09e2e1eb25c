#include "model/recommendation.h"

#include "model/vocab.h"

/* "grade A" is how the vocabulary has it: a letter alone would be found in any
 * text. */
static const char *grade(char letter)
{
	char word[] = "grade A";

	word[6] = letter;
	return vocab_value(VOCAB_recommendation_state, slice_of(word));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

const char *recommendation_state(struct slice text)
{
	const char *word = vocab_value(VOCAB_recommendation_state, text);

	text = slice_trim(text);
	if (word || text.n == 0)
		return word;
	if (text.n > 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
		text = slice_make(text.p + 1, text.n - 2);
	if (text.n > 6 && slice_ieq(slice_make(text.p, 6), "grade "))
		text = slice_make(text.p + 6, text.n - 6);
	if (text.p[0] < 'A' || text.p[0] > 'E' ||
	    text.n > 2 || (text.n == 2 && !is_digit(text.p[1])))
		return NULL;
	return grade(text.p[0]);
}
