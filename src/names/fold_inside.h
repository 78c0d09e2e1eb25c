/* The two halves of a search key, for what works on keys that go on. */
#ifndef THAW_NAMES_FOLD_INSIDE_H
#define THAW_NAMES_FOLD_INSIDE_H

#include "names/fold.h"
#include "names/fold_table.h"

/* Stands for letters that are still to come: no rule knows it, and no word
 * ends before it. */
enum { FOLD_GOES_ON = '+' };

/* Letter by letter (fold.tsv): lower-case words between blanks. */
void fold_plain(struct str *out, struct slice text);
/* All rules of squeeze.tsv, in order. */
void fold_squeeze(struct str *key);
/* One of them, over the whole key. */
void fold_rule(struct str *key, const struct fold_row *rule);

#endif
