/* Any JSON whose objects the source's map explains, or whose members are called
 * as columns of tables are: people, release acts, measures, recommendations. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/csvput.h"
#include "read/jsonscan.h"
#include "read/mapped.h"
#include "read/reader.h"

enum { ROW_BYTES = 24 << 20, SNIFF_NAMES = 64 };

/* Objects as rows of a table: its header is the first object's names. */
struct flat {
	struct csv_map map;
	struct csv_put put;
	struct arena names, cells;
	struct slice name[CSV_FIELDS], cell[CSV_FIELDS];
	size_t n;
	bool open;
};

/* JSON may hold any bytes; a table is text. */
static struct slice member(struct flat *f, const struct jnode *object,
			   struct slice name)
{
	const struct jnode *m = jtree_first(object);
	struct str fixed = STR_INIT(ROW_BYTES);
	struct slice text;

	while (m && !slice_eq(jtree_name(m), name))
		m = jtree_next(m);
	text = jtree_text(m);
	if (!text.p)
		return SLICE("");
	if (text_valid(text))
		return text;
	text_repair(&fixed, text);
	text = arena_slice(&f->cells, str_slice(&fixed));
	str_free(&fixed);
	return text.p ? text : SLICE("");
}

static int take_header(struct flat *f, const struct jnode *object,
		       const struct input *in, record_fn *emit, void *ctx,
		       struct err *e)
{
	const struct csv_row row = { .field = f->name, .number = 1 };
	struct csv_row header = row;

	for (const struct jnode *m = jtree_first(object);
	     m && f->n < CSV_FIELDS; m = jtree_next(m))
		f->name[f->n++] = arena_slice(&f->names, jtree_name(m));
	header.n = f->n;
	if (arena_ok(&f->names, "names", e) < 0 ||
	    csv_map(&f->map, &header, in->mapping, e) < 0 ||
	    csv_put_open(&f->put, &f->map, emit, ctx, e) < 0)
		return -1;
	f->open = true;
	return 0;
}

static int put_object(struct flat *f, const struct jnode *object,
		      size_t number, struct err *e)
{
	const struct csv_row row = {
		.field = f->cell, .n = f->n, .number = number, .ended = true,
	};

	arena_clear(&f->cells);
	for (size_t i = 0; i < f->n; i++)
		f->cell[i] = member(f, object, f->name[i]);
	if (arena_ok(&f->cells, "an object", e) < 0)
		return -1;
	return csv_put(&f->put, &row, e);
}

static int read_flat(struct flat *f, struct jsonscan *s,
		     const struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	const struct jnode *object;
	size_t number = 0;
	int rc;

	while ((rc = jsonscan_next(s, &object, e)) == 1) {
		if (!f->open && take_header(f, object, in, emit, ctx, e) < 0)
			return -1;
		if (put_object(f, object, ++number, e) < 0)
			return jsonscan_in(s, e);
	}
	if (rc == 0 && number == 0)
		return err_set(e, ERR_FORMAT, "no object in it");
	return rc;
}

static int read_part(struct input_part *part, const struct input *in,
		     record_fn *emit, void *ctx, struct err *e)
{
	struct flat *f = calloc(1, sizeof(*f));
	struct jsonscan *s = NULL;
	int rc;

	if (!f)
		return err_set(e, ERR_MEMORY, "no memory for a table");
	f->names = f->cells = ARENA_INIT(ROW_BYTES);
	rc = jsonscan_open(&s, part, e);
	if (rc == 0)
		rc = read_flat(f, s, in, emit, ctx, e);
	jsonscan_close(&s);
	if (f->open)
		csv_put_close(&f->put);
	arena_free(&f->names);
	arena_free(&f->cells);
	free(f);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int json_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	int rc = 0;

	if (mapped_is(in->mapping))
		return mapped_read(in, true, emit, ctx, e);
	for (size_t i = 0; i < in->n && rc == 0; i++)
		rc = read_part(&in->part[i], in, emit, ctx, e);
	return rc;
}

/* The string that begins at `at` is a name: a colon stands behind it. Goes
 * behind it. */
static bool next_name(struct slice s, size_t *at, struct slice *name)
{
	size_t from = ++*at;

	while (*at < s.n && s.p[*at] != '"')
		*at += s.p[*at] == '\\' ? 2 : 1;
	if (*at >= s.n)
		return false;
	*name = slice_make(s.p + from, *at - from);
	while (++*at < s.n && s.p[*at] == ' ')
		;
	return *at < s.n && s.p[*at] == ':';
}

/* Names that some kind of table has, as many as stand in the head. */
static size_t known_names(struct slice head)
{
	struct slice name[SNIFF_NAMES];
	struct csv_row row = { .field = name };

	for (size_t at = 0; at < head.n && row.n < SNIFF_NAMES; at++)
		if (head.p[at] == '"' && next_name(head, &at, &name[row.n]))
			row.n++;
		else if (head.p[at] == '}')
			break;
	return csv_map_known(&row);
}

static int json_sniff(struct slice head, const struct input_part *part)
{
	struct slice s = slice_trim(head);

	(void)part;
	if (!slice_starts(s, "{") && !slice_starts(s, "["))
		return 0;
	return known_names(s) > 1 ? 30 : 0;
}

const struct reader in_json = {
	.name = "json",
	.title = N_("objects as JSON, with a map"),
	.max_bytes = 256u << 20,
	.max_records = 1000000,
	.sniff = json_sniff,
	.read = json_read,
};
