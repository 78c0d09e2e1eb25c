#include "read/mapped.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/docket.h"
#include "read/entry.h"
#include "read/jsonscan.h"
#include "read/mapped_value.h"
#include "read/reader.h"

enum { MAP_BYTES = 1 << 20 };

struct column {
	enum property prop;
	bool seen;		/* somewhere in the file */
};

struct map {
	struct arena mem;
	enum kind kind;
	struct slice rows;
	struct mapped_how how;
	const char *name[ENTRY_FIELDS];	/* of the columns; the last is the key */
	struct column column[ENTRY_FIELDS];
	size_t n;			/* without the key */
	bool has_key;
	struct slice constant[PROP_COUNT];
	struct entry f;
	struct docket *d;
};

bool mapped_is(struct slice mapping)
{
	return slice_starts(mapping, "map\n");
}

static bool kind_find(struct slice name, enum kind *out)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (slice_is(name, kind_name((enum kind)k))) {
			*out = (enum kind)k;
			return true;
		}
	return false;
}

static void take_word(struct map *m, struct slice pair)
{
	struct slice ours = arena_slice(&m->mem, pair), theirs;

	slice_cut(&ours, '=', &theirs);
	if (m->how.words == MAPPED_WORDS)
		return;
	m->how.word[m->how.words].theirs = slice_trim(theirs);
	m->how.word[m->how.words++].ours = slice_trim(ours);
}

static int take_setting(struct map *m, struct slice name, struct slice value,
			struct err *e)
{
	if (slice_is(name, "kind"))
		return kind_find(value, &m->kind) ? 0 :
		       err_set(e, ERR_USAGE, "map: kind = \"%.*s\": no such "
			       "kind", SLICE_ARG(value));
	if (value.n == 0)
		return 0;
	if (slice_is(name, "rows"))
		m->rows = arena_slice(&m->mem, value);
	else if (slice_is(name, "date_order"))
		m->how.order = slice_is(value, "dmy") ? DATE_ORDER_DMY :
			       slice_is(value, "mdy") ? DATE_ORDER_MDY :
							DATE_ORDER_UNKNOWN;
	else if (slice_is(name, "list_separator"))
		m->how.separator = value.p[0];
	else if (slice_is(name, "lang"))
		m->how.lang = arena_slice(&m->mem, value);
	else if (slice_is(name, "word"))
		take_word(m, value);
	else if (slice_is(name, "key")) {
		m->name[ENTRY_FIELDS - 1] = arena_cstr(&m->mem, value);
		m->has_key = true;
	}
	return 0;
}

static int take_line(struct map *m, struct slice line, struct err *e)
{
	struct slice value = line, name;
	enum property prop;

	slice_cut(&value, '\t', &name);
	if (slice_starts(name, "."))
		return take_setting(m, slice_make(name.p + 1, name.n - 1),
				    value, e);
	if (slice_starts(name, "=")) {
		name = slice_make(name.p + 1, name.n - 1);
		if (!property_find(name, &prop))
			return err_set(e, ERR_USAGE, "map: no such property");
		m->constant[prop] = arena_slice(&m->mem, value);
		return 0;
	}
	if (!property_find(name, &prop) || m->n + 1 >= ENTRY_FIELDS)
		return err_set(e, ERR_USAGE, "map: no such property, or too "
			       "many columns");
	m->name[m->n] = arena_cstr(&m->mem, value);
	m->column[m->n++].prop = prop;
	return 0;
}

static int map_open(struct map *m, struct slice text, struct err *e)
{
	struct slice line;

	*m = (struct map){ .mem = ARENA_INIT(MAP_BYTES) };
	slice_cut(&text, '\n', &line);
	while (slice_cut(&text, '\n', &line))
		if (line.n > 0 && take_line(m, line, e) < 0)
			return -1;
	/* The key is the column behind the others. */
	m->name[m->n] = m->name[ENTRY_FIELDS - 1];
	entry_init(&m->f, m->name, m->n + m->has_key);
	return arena_ok(&m->mem, "map", e);
}

static int in_map(struct err *e)
{
	return err_in(e, "map");
}

static int header(void *ctx, struct entry *f, const struct csv_row *row,
		  struct err *e)
{
	struct map *m = ctx;

	for (size_t i = 0; i < f->n; i++)
		if (!entry_known(f, i)) {
			entry_lacks(row, m->name[i], e);
			return in_map(e);
		}
	for (size_t i = 0; i < m->n; i++)
		m->column[i].seen = true;
	return 0;
}

/* The first column of the property with something in it. */
static struct slice value_of(struct map *m, enum property prop)
{
	struct slice value = SLICE_NONE;

	for (size_t i = 0; i < m->n && !value.p; i++)
		if (m->column[i].prop == prop)
			value = entry_get(&m->f, i);
	return value;
}

static const enum property needs[KIND_COUNT] = {
	[KIND_person] = PROP_name, [KIND_event] = PROP_date,
	[KIND_measure] = PROP_measure, [KIND_recommendation] = PROP_action,
	[KIND_news] = PROP_title,
};

/* Without a number of its own an entry is known by its name and birth, or its
 * words, date and addressee. */
static int begin(struct map *m, struct err *e)
{
	const struct slice is[] = {
		value_of(m, needs[m->kind]), value_of(m, PROP_born),
		value_of(m, PROP_addressee), value_of(m, PROP_url),
		value_of(m, PROP_from),
	};

	if (m->has_key)
		return docket_begin(m->d, m->kind, entry_get(&m->f, m->n), e);
	return docket_begin_by(m->d, m->kind, is, sizeof(is) / sizeof(*is), e);
}

static void put_columns(struct map *m)
{
	for (size_t i = 0; i < m->n; i++) {
		size_t n = entry_all(&m->f, i);

		m->column[i].seen |= entry_met(&m->f);
		for (size_t k = 0; k < n; k++)
			mapped_value(m->d, &m->how, m->column[i].prop,
				     m->f.value[k]);
	}
	for (size_t p = 0; p < PROP_COUNT; p++)
		if (m->constant[p].p && !docket_has(m->d, (enum property)p))
			mapped_value(m->d, &m->how, (enum property)p,
				     m->constant[p]);
}

static int put_entry(void *ctx, struct entry *f, struct err *e)
{
	struct map *m = ctx;

	(void)f;
	if (value_of(m, needs[m->kind]).n == 0)
		return err_set(e, ERR_FORMAT, "no %s",
			       properties[needs[m->kind]].name);
	if (begin(m, e) < 0)
		return -1;
	m->how.kind = m->kind;
	put_columns(m);
	if (m->has_key)
		docket_say(m->d, PROP_native_id, entry_get(&m->f, m->n));
	if (m->kind == KIND_recommendation)
		docket_theme(m->d);
	if (arena_ok(&m->f.mem, "an entry", e) < 0)
		return -1;
	return docket_emit(m->d, e);
}

/* A member that no object had is spelled otherwise. */
static int all_seen(const struct map *m, struct err *e)
{
	for (size_t i = 0; i < m->n; i++)
		if (!m->column[i].seen)
			return err_set(e, ERR_FORMAT, "map: no object has "
				       "\"%.80s\"", m->name[i]);
	return 0;
}

static int read_objects(struct map *m, struct jsonscan *s, struct err *e)
{
	const struct jnode *object;
	int rc;

	while ((rc = jsonscan_next(s, &object, e)) == 1) {
		entry_object(&m->f, object);
		if (put_entry(m, &m->f, e) < 0)
			return jsonscan_in(s, e);
	}
	if (rc == 0 && !jsonscan_found(s))
		return err_set(e, ERR_FORMAT, "map: no array \"%.*s\" in the "
			       "file (rows)", SLICE_ARG(m->rows));
	return rc < 0 ? -1 : all_seen(m, e);
}

static int read_json(struct map *m, struct input_part *part, struct err *e)
{
	struct jsonscan *s = NULL;
	int rc = jsonscan_open_at(&s, part, m->rows, e);

	if (rc == 0)
		rc = read_objects(m, s, e);
	jsonscan_close(&s);
	return rc;
}

static int read_part(struct map *m, struct input_part *part, bool json,
		     struct err *e)
{
	size_t before = m->d->entries;
	int rc = json ? read_json(m, part, e) :
		 entry_table(&m->f, part, 0, header, put_entry, m, e);

	if (rc == 0 && m->d->entries == before)
		rc = err_set(e, ERR_FORMAT, "no entry in it");
	return rc < 0 ? reader_in(part, e) : 0;
}

int mapped_read(struct input *in, bool json, record_fn *emit, void *ctx,
		struct err *e)
{
	struct map *m = calloc(1, sizeof(*m));
	struct docket d;
	int rc;

	if (!m)
		return err_set(e, ERR_MEMORY, "no memory for the map");
	rc = map_open(m, in->mapping, e);
	if (rc == 0 && (rc = docket_open(&d, emit, ctx, e)) == 0) {
		m->d = &d;
		for (size_t i = 0; i < in->n && rc == 0; i++)
			rc = read_part(m, &in->part[i], json, e);
		docket_close(&d);
	}
	entry_free(&m->f);
	arena_free(&m->mem);
	free(m);
	return rc;
}
