/* A date of a feed as numbers, words and signs. Knows no grammar. */
#ifndef THAW_MODEL_PDATE_TOKEN_H
#define THAW_MODEL_PDATE_TOKEN_H

#include "base/str.h"

enum { DATE_TOKENS = 40, DATE_DIGITS = 14 };

enum date_kind { DATE_NUMBER, DATE_WORD, DATE_SIGN };

struct date_token {
	enum date_kind kind;
	int64_t number;
	size_t digits;
	struct slice word;
	uint32_t sign;
	bool used;
};

struct date_tokens {
	struct date_token t[DATE_TOKENS];
	size_t n;
};

/* False for none, and for more than DATE_TOKENS. */
bool date_tokens_take(struct date_tokens *d, struct slice s);
bool date_is_sign(const struct date_tokens *d, size_t i, char sign);
/* Of so many digits, and not used yet. */
bool date_is_number(const struct date_tokens *d, size_t i, size_t min,
		    size_t max);
bool date_is_word(const struct date_tokens *d, size_t i, const char *word);
void date_use(struct date_tokens *d, size_t from, size_t to);

#endif
