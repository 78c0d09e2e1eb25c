/* Inside of tokens.c. */
#ifndef THAW_READ_TOKEN_INSIDE_H
#define THAW_READ_TOKEN_INSIDE_H

#include "read/tokens.h"

/* The language of the sentence, where the page's cannot be it. */
struct slice tokens_spoken(struct slice sentence, struct slice lang);
/* Looks the tokens up, and joins numbers that are several words. */
void tokens_mean(struct tokens *t);

#endif
