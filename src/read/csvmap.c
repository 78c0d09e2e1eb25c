#include "read/csvmap.h"

#include <string.h>

#include "base/text.h"
#include "model/property.h"
#include "model/vocab.h"

enum { KEY_BYTES = 4096 };

static const struct {
	const char *lead;	/* of the header words */
	const char *needs[2];	/* no such table without them */
} kinds[CSV_KINDS] = {
	[CSV_ASPECT]  = { "aspect.",  { "aspect", "details" } },
	[CSV_EVENT]   = { "event.",   { "date" } },
	[CSV_MEASURE] = { "measure.", { "measure" } },
	[CSV_PERSON]  = { "person.",  { "name" } },
	[CSV_REC]     = { "rec.",     { "action" } },
};

struct plan {
	const char *word[CSV_KINDS][CSV_FIELDS];
	size_t known[CSV_KINDS];
};

static bool same_key(struct slice a, struct slice b)
{
	struct str ka = STR_INIT(KEY_BYTES), kb = STR_INIT(KEY_BYTES);
	bool same;

	text_key(&ka, a);
	text_key(&kb, b);
	same = !ka.bad && !kb.bad && ka.n > 0 &&
	       slice_eq(str_slice(&ka), str_slice(&kb));
	str_free(&ka);
	str_free(&kb);
	return same;
}

/* The kind that a header word such as "person.name" belongs to. */
static bool kind_of(struct slice value, enum csv_kind *kind)
{
	for (int k = 0; k < CSV_KINDS; k++) {
		if (!slice_starts(value, kinds[k].lead))
			continue;
		*kind = (enum csv_kind)k;
		return true;
	}
	return false;
}

static bool has_word(const struct plan *p, enum csv_kind kind, size_t n,
		     const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (p->word[kind][i] && strcmp(p->word[kind][i], word) == 0)
			return true;
	return false;
}

/* The first to claim a meaning keeps it, and the user's mapping goes first. */
static void know(struct plan *p, enum csv_kind kind, size_t column,
		 const char *word)
{
	if (p->word[kind][column] || has_word(p, kind, CSV_FIELDS, word))
		return;
	p->word[kind][column] = word;
	p->known[kind]++;
}

/* A column may mean something in several kinds of table. */
static void plan_column(struct plan *p, size_t column, struct slice header)
{
	struct str key = STR_INIT(KEY_BYTES);
	const struct vocab_word *w;
	enum csv_kind kind;
	size_t n;

	text_key(&key, header);
	w = vocab_rows(VOCAB_header, &n);
	for (size_t i = 0; i < n && !key.bad && key.n; i++) {
		struct slice value = slice_of(word_value(&w[i]));

		if (!slice_is(str_slice(&key), word_key(&w[i])) &&
		    !slice_ieq(header, word_value(&w[i])))
			continue;
		if (kind_of(value, &kind))
			know(p, kind, column,
			     word_value(&w[i]) + strlen(kinds[kind].lead));
	}
	str_free(&key);
}

/* What stands behind the "=": a header word, or a property of a kind. */
static bool target_of(struct slice value, enum csv_kind *kind,
		      const char **word)
{
	const struct vocab_word *w;
	enum property prop;
	size_t n;

	if (!kind_of(value, kind))
		return false;
	w = vocab_rows(VOCAB_header, &n);
	for (size_t i = 0; i < n; i++) {
		if (!slice_is(value, word_value(&w[i])))
			continue;
		*word = word_value(&w[i]) + strlen(kinds[*kind].lead);
		return true;
	}
	n = strlen(kinds[*kind].lead);
	if (!property_find(slice_make(value.p + n, value.n - n), &prop))
		return false;
	*word = properties[prop].name;
	return true;
}

static int plan_mapping(struct plan *p, const struct csv_row *header,
			struct slice mapping, struct err *e)
{
	struct slice rule, name;
	enum csv_kind kind;
	const char *word;

	while (slice_cut(&mapping, ';', &rule)) {
		if (slice_trim(rule).n == 0)
			continue;
		slice_cut(&rule, '=', &name);
		rule = slice_trim(rule);
		if (!target_of(rule, &kind, &word))
			return err_set(e, ERR_USAGE, "mapping: \"%.*s\" is no "
				       "column; valid are for example "
				       "person.name, person.role, event.date, "
				       "measure.target, rec.action",
				       SLICE_ARG(rule));
		for (size_t i = 0; i < header->n; i++)
			if (same_key(name, header->field[i]))
				know(p, kind, i, word);
	}
	return 0;
}

static bool has_needs(const struct plan *p, enum csv_kind kind, size_t n)
{
	for (size_t i = 0; i < 2; i++)
		if (kinds[kind].needs[i] &&
		    !has_word(p, kind, n, kinds[kind].needs[i]))
			return false;
	return true;
}

/* A day, and nothing of who or how many, is no release. */
static bool is_release(const struct plan *p, size_t n)
{
	static const char *const words[] = {
		"count", "members", "parts", "type", "manner", "destination",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (has_word(p, CSV_EVENT, n, words[i]))
			return true;
	return false;
}

/* CSV_KINDS when nothing fits. */
static enum csv_kind best_kind(const struct plan *p, size_t columns)
{
	size_t best = CSV_KINDS;

	for (size_t k = 0; k < CSV_KINDS; k++) {
		if (!has_needs(p, (enum csv_kind)k, columns) ||
		    (k == CSV_EVENT && !is_release(p, columns)))
			continue;
		if (best == CSV_KINDS || p->known[k] > p->known[best])
			best = k;
	}
	return (enum csv_kind)best;
}

static int unknown(const struct csv_row *header, struct err *e)
{
	struct str seen = STR_INIT(KEY_BYTES);

	for (size_t i = 0; i < header->n && seen.n < 200; i++) {
		if (i > 0)
			str_addz(&seen, ", ");
		text_visible(&seen, slice_make(header->field[i].p,
			     header->field[i].n > 40 ? 40 :
						       header->field[i].n),
			     false);
	}
	err_set(e, ERR_FORMAT, "row 1: no table is known with these columns: "
		"%s; valid are for example \"Name, Role, Detention "
		"Duration\", \"date, count, members\", \"measure, state\" or "
		"\"Recommended Action, Expected Impact\"", str_cstr(&seen));
	str_free(&seen);
	return -1;
}

static void plan_all(struct plan *p, const struct csv_row *header)
{
	for (size_t i = 0; i < header->n; i++)
		plan_column(p, i, slice_trim(header->field[i]));
}

int csv_map(struct csv_map *m, const struct csv_row *header,
	    struct slice mapping, struct err *e)
{
	struct plan p = {0};

	if (plan_mapping(&p, header, mapping, e) < 0)
		return -1;
	plan_all(&p, header);
	*m = (struct csv_map){ .kind = best_kind(&p, header->n),
			       .n = header->n };
	if (m->kind == CSV_KINDS)
		return unknown(header, e);
	memcpy(m->word, p.word[m->kind], sizeof(m->word));
	return 0;
}

size_t csv_map_known(const struct csv_row *header)
{
	struct plan p = {0};
	enum csv_kind kind;

	plan_all(&p, header);
	kind = best_kind(&p, header->n);
	return kind == CSV_KINDS ? 0 : p.known[kind];
}

struct slice csv_cell(const struct csv_map *m, const struct csv_row *row,
		      const char *word)
{
	for (size_t i = 0; i < m->n && i < row->n; i++) {
		struct slice cell = slice_trim(row->field[i]);

		if (m->word[i] && cell.n && strcmp(m->word[i], word) == 0)
			return cell;
	}
	return SLICE_NONE;
}
