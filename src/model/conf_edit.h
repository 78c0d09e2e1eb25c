/* A small scanner of the *.conf grammar that keeps places: for editing one
 * section in the text, and for what libconfuse does not tell. */
#ifndef THAW_MODEL_CONF_EDIT_H
#define THAW_MODEL_CONF_EDIT_H

#include "base/str.h"

enum conf_tok {
	CONF_END, CONF_BLANK, CONF_COMMENT, CONF_WORD, CONF_QUOTED,
	CONF_SIGN, CONF_BAD,
};

/* The token at `at`, whole, in *out; blanks and comments are tokens too. */
enum conf_tok conf_next(struct slice text, size_t at, struct slice *out);

struct conf_span {
	size_t start;	/* of the word "source" */
	size_t body;	/* behind the { */
	size_t end;	/* behind the } */
	int line;	/* of start */
};

/* Finds `type "key" { ... }`; false when there is none. */
bool conf_section(struct slice text, const char *type, struct slice key,
		  struct conf_span *out);
/* Appends the text without the section. */
void conf_cut(struct slice text, const struct conf_span *span,
	      struct str *out);
/* Appends it in quotes, on one line. */
void conf_put_string(struct str *out, struct slice s);
/* The same, looked for behind *out first: of many in their order each is found at
 * once. */
bool conf_section_behind(struct slice text, const char *type,
			 struct slice key, struct conf_span *out);
/* Appends the text with every ${NAME} made literal. Refuses what libconfuse
 * would read otherwise than the text looks: a $ outside quotes, a quote or a
 * comment that is not closed. */
int conf_literal(struct slice text, const char *name, struct str *out,
		 struct err *e);

#endif
