#include "base/mo.h"

enum { HEAD = 20, ENTRY = 8 };

/* Four bytes at a place that is known to be within. */
static size_t number(const struct mo *m, size_t at)
{
	const unsigned char *p = (const unsigned char *)m->data.p + at;

	return m->turned ? (size_t)p[0] << 24 | (size_t)p[1] << 16 |
				   (size_t)p[2] << 8 | p[3] :
			   (size_t)p[3] << 24 | (size_t)p[2] << 16 |
				   (size_t)p[1] << 8 | p[0];
}

static struct slice entry(const struct mo *m, size_t table, size_t i)
{
	size_t at = table + i * ENTRY;

	return slice_make(m->data.p + number(m, at + 4), number(m, at));
}

static bool table_fits(const struct mo *m, size_t table)
{
	return table <= m->data.n && m->n <= (m->data.n - table) / ENTRY;
}

/* Within the data, and a NUL behind. */
static bool entry_fits(const struct mo *m, size_t table, size_t i)
{
	size_t n = number(m, table + i * ENTRY);
	size_t at = number(m, table + i * ENTRY + 4);

	return at < m->data.n && n < m->data.n - at &&
	       m->data.p[at + n] == '\0';
}

static bool all_fits(const struct mo *m)
{
	if (m->n > MO_STRINGS || !table_fits(m, m->ids) ||
	    !table_fits(m, m->texts))
		return false;
	for (size_t i = 0; i < m->n; i++)
		if (!entry_fits(m, m->ids, i) || !entry_fits(m, m->texts, i))
			return false;
	return true;
}

static bool head(struct mo *m)
{
	static const char here[] = "\xDE\x12\x04\x95";
	static const char there[] = "\x95\x04\x12\xDE";

	if (m->data.n < HEAD || m->data.n > MO_BYTES)
		return false;
	m->turned = memcmp(m->data.p, there, 4) == 0;
	if (!m->turned && memcmp(m->data.p, here, 4) != 0)
		return false;
	m->n = number(m, 8);
	m->ids = number(m, 12);
	m->texts = number(m, 16);
	return number(m, 4) >> 16 == 0;		/* the version of the form */
}

int mo_open(struct mo *m, struct slice data, struct err *e)
{
	*m = (struct mo){ .data = data };
	if (!head(m) || !all_fits(m)) {
		*m = (struct mo){0};
		return err_set(e, ERR_FORMAT, "not a catalogue");
	}
	plural_read(&m->plural, mo_find(m, SLICE("")));
	return 0;
}

/* An entry with plurals has both ids, with a NUL between: the first tells. */
static int order(struct slice id, struct slice wanted)
{
	const char *end = id.n ? memchr(id.p, '\0', id.n) : NULL;

	return slice_cmp(end ? slice_make(id.p, (size_t)(end - id.p)) : id,
			 wanted);
}

struct slice mo_find(const struct mo *m, struct slice id)
{
	size_t from = 0, to = m->n;

	while (from < to) {
		size_t half = from + (to - from) / 2;
		int is = order(entry(m, m->ids, half), id);

		if (is == 0)
			return entry(m, m->texts, half);
		if (is < 0)
			from = half + 1;
		else
			to = half;
	}
	return SLICE_NONE;
}

const char *mo_form(struct slice forms, unsigned which)
{
	const char *p = forms.p, *end = forms.p + forms.n;

	while (which-- > 0) {
		const char *next = memchr(p, '\0', (size_t)(end - p));

		if (!next)
			break;
		p = next + 1;
	}
	return p;
}
