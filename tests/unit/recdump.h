/* For tests of readers: runs one and writes its records as plain text. */
#ifndef THAW_TESTS_RECDUMP_H
#define THAW_TESTS_RECDUMP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "read/reader.h"

struct recdump {
	struct str text;
	size_t n;
	size_t of_kind[KIND_COUNT];
};

#define RECDUMP_INIT ((struct recdump){ .text = STR_INIT(64 << 20) })

static inline void recdump_claim(struct str *out, const struct claim *c)
{
	str_addf(out, "\t%s%s = %.*s", c->taken ? "no longer " : "",
		 properties[c->prop].name, SLICE_ARG(c->value));
	if (c->qualifier.n)
		str_addf(out, " [%.*s]", SLICE_ARG(c->qualifier));
	if (c->quote.n)
		str_addf(out, " \"%.*s\"", SLICE_ARG(c->quote));
	if (c->lang.n)
		str_addf(out, " (%.*s)", SLICE_ARG(c->lang));
	if (c->as_of.n)
		str_addf(out, " as of %.*s", SLICE_ARG(c->as_of));
	str_addz(out, c->unverified ? " unverified\n" : "\n");
}

static inline int recdump_emit(void *ctx, const struct record *r,
			       struct err *e)
{
	static const char *const ops[] = {
		[RECORD_WHOLE] = "", [RECORD_PATCH] = " changed",
		[RECORD_GONE] = " is gone",
	};
	struct recdump *d = ctx;

	(void)e;
	d->n++;
	d->of_kind[r->kind]++;
	str_addf(&d->text, "%s %.*s%s\n", kind_name(r->kind),
		 SLICE_ARG(r->key), ops[r->op]);
	if (!slice_eq(r->key, r->subject))
		str_addf(&d->text, "\tabout %.*s\n", SLICE_ARG(r->subject));
	if (r->doc.n)
		str_addf(&d->text, "\tcites %.*s\n", SLICE_ARG(r->doc));
	for (size_t i = 0; i < r->n; i++)
		recdump_claim(&d->text, &r->claims[i]);
	return 0;
}

static inline const char *test_srcdir(void)
{
	const char *dir = getenv("srcdir");

	return dir ? dir : ".";
}

/* Reads the text as one part of that name; -1 with the message in *e. */
static inline int recdump_text(struct recdump *d, const char *reader,
			       const char *name, struct slice text,
			       struct err *e)
{
	struct input in = { .n = 1 };

	in.part[0] = input_memory(slice_of(name), text);
	return reader_find(slice_of(reader))->read(&in, recdump_emit, d, e);
}

/* The dump holds the claim "prop = value" (and what stands behind it). */
static inline bool recdump_has(const struct recdump *d, const char *line)
{
	return slice_find(str_slice(&d->text), slice_of(line), 0) >= 0;
}

static inline void recdump_free(struct recdump *d)
{
	str_free(&d->text);
}

/* It is refused with that message, and nothing follows what was read. */
static inline void recdump_refuses(const char *reader, const char *name,
				   const char *text, const char *says)
{
	struct recdump d = RECDUMP_INIT;
	struct err e = {0};

	assert_int_equal(recdump_text(&d, reader, name, slice_of(text), &e),
			 -1);
	assert_string_equal(e.msg, says);
	assert_int_equal(e.code, ERR_FORMAT);
	assert_int_equal(d.of_kind[KIND_measure], 0);
	recdump_free(&d);
}

#endif
