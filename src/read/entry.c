#include "read/entry.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/jsonscan.h"

enum { HEADERS_SHOWN = 300, HEADER_SHOWN = 40, PATH_DEEP = 8 };

static const double NUMBER_MOST = 9e15;

void entry_init(struct entry *f, const char *const *name, size_t n)
{
	f->name = name;
	f->n = n < ENTRY_FIELDS ? n : ENTRY_FIELDS;
	memset(f->at, 0, sizeof(f->at));
	f->width = 0;
	f->row = NULL;
	f->object = NULL;
	f->mem = ARENA_INIT(ENTRY_BYTES);
}

void entry_free(struct entry *f)
{
	arena_free(&f->mem);
}

/* Letters beyond ASCII count as they are. */
static bool counts(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool same_name(struct slice a, struct slice b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !counts(a.p[i]))
			i++;
		while (k < b.n && !counts(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (tolower((unsigned char)a.p[i++]) !=
		    tolower((unsigned char)b.p[k++]))
			return false;
	}
}

/* Beyond ASCII, case and composition are text.c's. */
static bool same_key(struct slice a, struct slice b)
{
	struct str ka = STR_INIT(4096), kb = STR_INIT(4096);
	bool same;

	text_key(&ka, a);
	text_key(&kb, b);
	same = !ka.bad && !kb.bad && ka.n > 0 &&
	       same_name(str_slice(&ka), str_slice(&kb));
	str_free(&ka);
	str_free(&kb);
	return same;
}

/* `a` is the file's, `names` ours, '|' between. */
static bool is_called(struct slice a, const char *names)
{
	struct slice rest = slice_of(names), one;

	while (slice_cut(&rest, '|', &one))
		if (same_name(a, one) || (text_ascii(a, 0) < a.n &&
					  same_key(a, one)))
			return true;
	return false;
}

size_t entry_header(struct entry *f, const struct csv_row *header)
{
	size_t found = 0;

	memset(f->at, 0, sizeof(f->at));
	f->width = header->n;
	for (size_t c = 0; c < f->n; c++)
		for (size_t i = 0; i < header->n && !f->at[c]; i++)
			if (is_called(slice_trim(header->field[i]),
				      f->name[c])) {
				f->at[c] = i + 1;
				found++;
			}
	return found;
}

bool entry_known(const struct entry *f, size_t field)
{
	return f->at[field] > 0;
}

int entry_row(struct entry *f, const struct csv_row *row, struct err *e)
{
	arena_clear(&f->mem);
	f->object = NULL;
	f->row = row;
	if (row->n == f->width)
		return 0;
	return err_set(e, ERR_FORMAT, "%zu columns instead of %zu", row->n,
		       f->width);
}

void entry_object(struct entry *f, const struct jnode *object)
{
	arena_clear(&f->mem);
	f->row = NULL;
	f->object = object;
}

/* Not by "%g", which follows the locale. */
static struct slice number_text(struct arena *mem, double number)
{
	int64_t whole, thousandths;
	struct slice text;

	if (number > NUMBER_MOST || number < -NUMBER_MOST)
		return SLICE_NONE;
	whole = (int64_t)number;
	thousandths = (int64_t)((number - (double)whole) * 1000);
	if (thousandths <= 0)
		return arena_fmt(mem, "%lld", (long long)whole);
	text = arena_fmt(mem, "%lld.%03d", (long long)whole,
			 (int)thousandths);
	while (text.n > 0 && text.p[text.n - 1] == '0')
		text.n--;
	return text;
}

/* The text of a scalar; absent for null and what is none. */
static struct slice scalar(struct entry *f, const struct jnode *v)
{
	double number;

	if (jtree_text(v).p)
		return jtree_text(v);
	if (jtree_is_bool(v))
		return jtree_true(v) ? SLICE("true") : SLICE("false");
	if (!jtree_number(v, &number))
		return SLICE_NONE;
	return number_text(&f->mem, number);
}

struct walk {
	struct entry *f;
	size_t n, depth;
};

static void add(struct walk *w, struct slice value)
{
	value = slice_trim(value);
	if (value.n > 0 && w->n < ENTRY_VALUES)
		w->f->value[w->n++] = value;
}

static void follow(struct walk *w, const struct jnode *v, struct slice path);

static bool is_named(const struct jnode *m, struct slice name)
{
	struct slice is = jtree_name(m);

	return same_name(is, name) ||
	       (text_ascii(is, 0) < is.n && same_key(is, name));
}

/* "a.b" is a member of that name, or "b" of the member "a". */
static void members(struct walk *w, const struct jnode *v, struct slice path)
{
	struct slice rest = path, lead;
	const struct jnode *m;
	size_t before = w->n;

	for (m = jtree_first(v); m; m = jtree_next(m))
		if (is_named(m, path)) {
			follow(w, m, SLICE_NONE);
			return;
		}
	if (slice_find(path, SLICE("."), 0) < 0)
		return;
	slice_cut(&rest, '.', &lead);
	for (m = jtree_first(v); m && w->n == before; m = jtree_next(m))
		if (is_named(m, lead))
			follow(w, m, rest);
}

static void follow(struct walk *w, const struct jnode *v, struct slice path)
{
	if (w->depth == PATH_DEEP)
		return;
	w->f->met |= path.n == 0;
	w->depth++;
	if (jtree_is_array(v))
		for (v = jtree_first(v); v; v = jtree_next(v))
			follow(w, v, path);
	else if (jtree_is_object(v) && path.n > 0)
		members(w, v, path);
	else if (path.n == 0)
		add(w, scalar(w->f, v));
	w->depth--;
}

size_t entry_all(struct entry *f, size_t field)
{
	struct slice rest = slice_of(f->name[field]), one;
	struct walk w = { .f = f };

	f->met = false;
	if (f->row && f->at[field] > 0 && f->at[field] <= f->row->n)
		add(&w, f->row->field[f->at[field] - 1]);
	while (f->object && w.n == 0 && slice_cut(&rest, '|', &one))
		follow(&w, f->object, one);
	return w.n;
}

bool entry_met(const struct entry *f)
{
	return f->met || f->row;
}

struct slice entry_get(struct entry *f, size_t field)
{
	return entry_all(f, field) > 0 ? f->value[0] : SLICE_NONE;
}

int entry_lacks(const struct csv_row *header, const char *name,
		 struct err *e)
{
	struct str seen = STR_INIT(2 * HEADERS_SHOWN);
	size_t first = strcspn(name, "|");

	for (size_t i = 0; i < header->n && seen.n < HEADERS_SHOWN; i++) {
		struct slice title = header->field[i];

		if (i > 0)
			str_addz(&seen, ", ");
		if (title.n > HEADER_SHOWN)
			title.n = HEADER_SHOWN;
		text_visible(&seen, title, false);
	}
	err_set(e, ERR_FORMAT, "no column \"%.*s\" in the file; it has: %s",
		(int)(first < 80 ? first : 80), name, str_cstr(&seen));
	str_free(&seen);
	return -1;
}

static int row_failed(const struct csv_row *row, struct err *e)
{
	char where[40];

	snprintf(where, sizeof(where), "row %zu", row->number);
	err_in(e, where);
	return row->ended ? -1 : err_in(e, "cut off");
}

static int read_rows(struct entry *f, struct csv *csv, entry_fn *fn,
		     void *ctx, struct err *e)
{
	struct csv_row row;
	int rc;

	while ((rc = csv_next(csv, &row, e)) == 1)
		if (entry_row(f, &row, e) < 0 || fn(ctx, f, e) < 0)
			return row_failed(&row, e);
	return rc;
}

int entry_table(struct entry *f, struct input_part *part, char sep,
		 int (*header)(void *ctx, struct entry *f,
			       const struct csv_row *row, struct err *e),
		 entry_fn *fn, void *ctx, struct err *e)
{
	struct csv *csv = NULL;
	struct csv_row first;
	int rc;

	if (csv_open(&csv, part, sep, e) < 0)
		return -1;
	rc = csv_next(csv, &first, e);
	if (rc == 0)
		rc = err_set(e, ERR_FORMAT, "the file is empty: a header row "
			     "was expected");
	if (rc > 0) {
		entry_header(f, &first);
		rc = header(ctx, f, &first, e);
	}
	if (rc == 0)
		rc = read_rows(f, csv, fn, ctx, e);
	csv_close(&csv);
	return rc;
}

static int read_objects(const struct entry_form *form, struct entry *f,
			struct input_part *part, void *ctx, struct err *e)
{
	struct jsonscan *s = NULL;
	const struct jnode *object;
	int rc;

	if (jsonscan_open(&s, part, e) < 0)
		return -1;
	while ((rc = jsonscan_next(s, &object, e)) == 1) {
		entry_object(f, object);
		if (form->put(ctx, f, e) < 0) {
			rc = jsonscan_in(s, e);
			break;
		}
	}
	jsonscan_close(&s);
	return rc;
}

int entry_read(const struct entry_form *form, struct input_part *part,
	       void *ctx, struct err *e)
{
	struct entry f;
	int rc;

	entry_init(&f, form->name, form->n);
	rc = form->objects && jsonscan_is(part) ?
		     read_objects(form, &f, part, ctx, e) :
		     entry_table(&f, part, 0, form->header, form->put, ctx, e);
	entry_free(&f);
	return rc;
}
