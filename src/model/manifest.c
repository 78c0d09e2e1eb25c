#include "model/manifest.h"

#include <inttypes.h>
#include <stddef.h>

/* 31 December 9999: what a clock can say. */
static const int64_t last_time = INT64_C(253402300799);

static const struct field {
	const char *name;
	size_t at;
	enum { NUMBER, SUM, WORD } is;
	int64_t least, most;	/* of numbers */
} fields[] = {
#define AT(field) #field, offsetof(struct manifest, field)
	{ AT(schema), NUMBER, 1, 1000000 },
	{ AT(made), NUMBER, 1, last_time },
	{ AT(by), WORD, 0, 0 },
	{ AT(bytes), NUMBER, 512, SNAPSHOT_MOST },
	{ AT(page_size), NUMBER, 512, 65536 },
	{ AT(block), NUMBER, BLOCK_LEAST, BLOCK_MOST },
	{ AT(sha256), SUM, 0, 0 },
	{ AT(blocks_sha256), SUM, 0, 0 },
	{ AT(newest), NUMBER, 0, last_time },
#undef AT
};
enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

#define HEAD "thaw-manifest="
#define ROWS "rows."

static int bad(struct slice line, const char *why, struct err *e)
{
	return err_set(e, ERR_FORMAT, "manifest: \"%.*s\": %s",
		       (int)(line.n > 60 ? 60 : line.n), line.p, why);
}

static bool is_made_of(struct slice text, const char *signs)
{
	for (size_t i = 0; i < text.n; i++)
		if (!text.p[i] || !strchr(signs, text.p[i]))
			return false;
	return true;
}

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"

static bool number(struct slice text, int64_t least, int64_t most,
		   int64_t *out)
{
	return text.n > 0 && is_made_of(text, DIGITS) && slice_int(text, out) &&
	       *out >= least && *out <= most;
}

static void copy(char *to, struct slice text)
{
	memcpy(to, text.p, text.n);
	to[text.n] = '\0';
}

static bool take(struct manifest *m, const struct field *f, struct slice value)
{
	char *at = (char *)m + f->at;

	switch (f->is) {
	case NUMBER:
		return number(value, f->least, f->most, (int64_t *)(void *)at);
	case SUM:
		if (value.n != HASH_HEX - 1 || !is_made_of(value, DIGITS "abcdef"))
			return false;
		break;
	case WORD:
		if (value.n == 0 || value.n >= MANIFEST_WORD ||
		    !is_made_of(value, DIGITS LETTERS ".-+~"))
			return false;
		break;
	}
	copy(at, value);
	return true;
}

static int take_rows(struct manifest *m, struct slice line, struct slice view,
		     struct slice value, struct err *e)
{
	if (view.n == 0 || view.n >= MANIFEST_WORD ||
	    !is_made_of(view, LETTERS "_"))
		return bad(line, "not a view", e);
	if (m->n == MANIFEST_VIEWS)
		return bad(line, "too many views", e);
	if (!number(value, 0, INT64_C(1) << 40, &m->view[m->n].rows))
		return bad(line, "not a number of rows", e);
	copy(m->view[m->n++].name, view);
	return 0;
}

static int take_line(struct manifest *m, bool had[FIELDS], struct slice line,
		     struct err *e)
{
	struct slice value = line, name;

	if (!slice_cut(&value, '=', &name) || !value.p)
		return bad(line, "not NAME=VALUE", e);
	if (slice_starts(name, ROWS))
		return take_rows(m, line, slice_make(name.p + strlen(ROWS),
						     name.n - strlen(ROWS)),
				 value, e);
	for (size_t i = 0; i < FIELDS; i++) {
		if (!slice_is(name, fields[i].name))
			continue;
		if (had[i])
			return bad(line, "for the second time", e);
		had[i] = true;
		return take(m, &fields[i], value) ? 0 :
			       bad(line, "not such a value", e);
	}
	return 0;
}

static int take_head(struct manifest *m, struct slice line, struct err *e)
{
	struct slice value = line;

	if (!slice_starts(line, HEAD))
		return err_set(e, ERR_FORMAT, "this is not a manifest of thaw");
	value.p += strlen(HEAD);
	value.n -= strlen(HEAD);
	if (!number(value, 1, 1000000, &m->format))
		return bad(line, "not such a value", e);
	if (m->format > MANIFEST_FORMAT)
		return err_set(e, ERR_REFUSED, "published by a newer thaw, in a"
			       " form that this one does not know: upgrade"
			       " thaw here");
	return 0;
}

static int check(const struct manifest *m, const bool had[FIELDS],
		 struct err *e)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (!had[i])
			return err_set(e, ERR_FORMAT, "manifest: %s is"
				       " missing: it is cut off",
				       fields[i].name);
	if ((m->page_size & (m->page_size - 1)) != 0 ||
	    (m->block & (m->block - 1)) != 0 || m->bytes % m->page_size != 0)
		return err_set(e, ERR_FORMAT, "manifest: its sizes do not fit"
			       " each other");
	return 0;
}

int manifest_parse(struct manifest *m, struct slice text, struct err *e)
{
	bool had[FIELDS] = { false };
	struct slice line;

	*m = (struct manifest){0};
	if (text.n > MANIFEST_BYTES)
		return err_set(e, ERR_LIMIT, "manifest: longer than %d bytes",
			       (int)MANIFEST_BYTES);
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		return err_set(e, ERR_FORMAT, "manifest: it is cut off");
	text.n--;
	slice_cut(&text, '\n', &line);
	if (take_head(m, line, e) < 0)
		return -1;
	while (slice_cut(&text, '\n', &line))
		if (take_line(m, had, line, e) < 0)
			return -1;
	return check(m, had, e);
}

void manifest_write(const struct manifest *m, struct str *to)
{
	str_addf(to, HEAD "%d\n", MANIFEST_FORMAT);
	for (size_t i = 0; i < FIELDS; i++) {
		const char *at = (const char *)m + fields[i].at;

		if (fields[i].is == NUMBER)
			str_addf(to, "%s=%" PRId64 "\n", fields[i].name,
				 *(const int64_t *)(const void *)at);
		else
			str_addf(to, "%s=%s\n", fields[i].name, at);
	}
	for (size_t i = 0; i < m->n; i++)
		str_addf(to, ROWS "%s=%" PRId64 "\n", m->view[i].name,
			 m->view[i].rows);
}

int64_t manifest_sums(const struct manifest *m)
{
	return (m->bytes + m->block - 1) / m->block * BLOCK_SUM;
}
