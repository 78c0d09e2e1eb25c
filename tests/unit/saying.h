/* For tests of extractors: what one text says, on one line. */
#ifndef THAW_TESTS_SAYING_H
#define THAW_TESTS_SAYING_H

#include "recdump.h"

struct saying {
	struct str out;
	enum kind kind;
	const enum property *show;	/* ends with PROP_COUNT */
};

/* "value value[qualifier]", records with "; " between, in the order of `show`. */
static inline int saying_emit(void *ctx, const struct record *r, struct err *e)
{
	struct saying *s = ctx;
	bool first = true;

	(void)e;
	if (r->kind != s->kind)
		return 0;
	if (s->out.n)
		str_addz(&s->out, "; ");
	for (const enum property *p = s->show; *p != PROP_COUNT; p++) {
		struct slice last = SLICE_NONE;

		for (size_t i = 0; i < r->n; i++) {
			const struct claim *c = &r->claims[i];

			if (c->prop != *p || slice_eq(c->value, last))
				continue;
			if (!properties[*p].multi)
				last = c->value;
			str_addf(&s->out, "%s%.*s", first ? "" : " ",
				 SLICE_ARG(c->value));
			if (c->qualifier.n)
				str_addf(&s->out, "[%.*s]",
					 SLICE_ARG(c->qualifier));
			first = false;
		}
	}
	return 0;
}

/* Reads a page of that language, published on 15 December 2025, a Monday; fails
 * where it does not say `want`. */
static inline void saying_check(struct saying *s, const char *lang,
				const char *text, const char *want)
{
	struct str page = STR_INIT(1 << 20);
	struct input in = { .n = 1 };
	struct err e = {0};

	str_addf(&page, "<html lang=%s><head><meta property="
		 "\"article:published_time\" content=\"2025-12-15\">"
		 "<body>%s%s", lang, text[0] == '<' ? "" : "<p>", text);
	in.part[0] = input_memory(SLICE("x.html"), str_slice(&page));
	str_clear(&s->out);
	s->out.max = 1 << 16;
	if (in_article.read(&in, saying_emit, s, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
	if (strcmp(str_cstr(&s->out), want) != 0)
		print_error("%s: %s\n\tgives \"%s\"\n\tnot   \"%s\"\n", lang,
			    text, str_cstr(&s->out), want);
	str_free(&page);
}

struct saying_case {
	const char *lang, *text, *want;
};

static inline void saying_all(struct saying *s, const struct saying_case *c,
			      size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		saying_check(s, c[i].lang, c[i].text, c[i].want);
		wrong += strcmp(str_cstr(&s->out), c[i].want) != 0;
	}
	str_free(&s->out);
	if (wrong)
		fail_msg("%zu of %zu texts are read wrongly", wrong, n);
}

#endif
