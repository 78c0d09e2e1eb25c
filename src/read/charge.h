/* Articles of a criminal code in the words of a charge: "Part 2 of Art. 293",
 * "ч. 1 арт. 361-4 КК", "Articles 293 and 342".
 *
 * One is written "361-4", with its part "293(2)". Superscripts get lost on the
 * way: "3614" is 361-4, since no code here has so many articles. Words are
 * VOCAB_article_word.
 */
#ifndef THAW_READ_CHARGE_H
#define THAW_READ_CHARGE_H

#include "base/str.h"

enum { CHARGE_TEXT = 32, CHARGES_MAX = 64 };

struct charges {
	char text[CHARGES_MAX][CHARGE_TEXT];
	size_t n;
};

/* All in the text, in its order, each once; those beyond CHARGES_MAX are left
 * out. `bare`: the text is a cell of articles, so that numbers alone are some
 * where no word stands before any of them. */
void charge_find(struct slice text, bool bare, struct charges *out);

#endif
