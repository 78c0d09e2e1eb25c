#include "read/askmap.h"

#include "base/text.h"
#include "model/vocab.h"

static const struct {
	const char *word;	/* of VOCAB_asked */
	enum ask_column is;
} meanings[] = {
	{ "name",    ASK_NAME },    { "first",  ASK_FIRST },
	{ "middle",  ASK_MIDDLE },  { "last",   ASK_LAST },
	{ "name1",   ASK_NAME1 },   { "name2",  ASK_NAME2 },
	{ "born",    ASK_BORN },    { "country", ASK_COUNTRY },
	{ "gender",  ASK_GENDER },  { "kind",   ASK_KIND },
	{ "id",      ASK_ID },
};

/* What else the vocabulary has is a number, by what it is called. */
static void find(struct ask_map *m, size_t i, struct slice header)
{
	const char *word = vocab_value(VOCAB_asked, slice_trim(header));

	if (!word)
		return;
	for (size_t k = 0; k < sizeof(meanings) / sizeof(*meanings); k++)
		if (slice_is(slice_of(word), meanings[k].word))
			m->column[i].is = meanings[k].is;
	if (m->column[i].is != ASK_NOTHING)
		return;
	m->column[i].is = ASK_NUMBER;
	m->column[i].told = slice_of(word);
}

bool ask_has(const struct ask_map *m, enum ask_column is)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->column[i].is == is)
			return true;
	return false;
}

static int unknown(const struct csv_row *header, bool pairs, struct err *e)
{
	struct str seen = STR_INIT(4096);

	for (size_t i = 0; i < header->n && seen.n < 200; i++) {
		struct slice name = header->field[i];

		str_addz(&seen, i ? ", " : "");
		text_visible(&seen, slice_make(name.p, name.n > 40 ? 40 :
							     name.n), false);
	}
	if (pairs)
		err_set(e, ERR_FORMAT, "row 1: no columns name1 and name2 in"
			" the header (%s)", str_cstr(&seen));
	else
		err_set(e, ERR_FORMAT, "row 1: no column of names in the header"
			" (%s); it is called for example \"name\", \"full"
			" name\", \"first name\" and \"last name\", \"имя\" or"
			" \"nazwa\"", str_cstr(&seen));
	str_free(&seen);
	return -1;
}

int ask_map(struct ask_map *m, const struct csv_row *header, bool pairs,
	    struct err *e)
{
	bool good;

	*m = (struct ask_map){ .n = header->n };
	for (size_t i = 0; i < header->n; i++)
		find(m, i, header->field[i]);
	if (pairs)
		good = ask_has(m, ASK_NAME1) && ask_has(m, ASK_NAME2);
	else
		good = ask_has(m, ASK_NAME) || ask_has(m, ASK_LAST) ||
		       ask_has(m, ASK_FIRST);
	return good ? 0 : unknown(header, pairs, e);
}

struct slice ask_cell(const struct ask_map *m, const struct csv_row *row,
		      enum ask_column is)
{
	for (size_t i = 0; i < m->n && i < row->n; i++) {
		struct slice cell = slice_trim(row->field[i]);

		if (m->column[i].is == is && cell.n > 0)
			return cell;
	}
	return SLICE_NONE;
}

void ask_name(const struct ask_map *m, const struct csv_row *row,
	      struct str *out)
{
	static const enum ask_column parts[] = {
		ASK_FIRST, ASK_MIDDLE, ASK_LAST,
	};
	struct slice name = ask_cell(m, row, ASK_NAME);

	str_add(out, name);
	for (size_t i = 0; i < 3 && name.n == 0; i++) {
		struct slice part = ask_cell(m, row, parts[i]);

		if (part.n > 0 && out->n > 0)
			str_addc(out, ' ');
		str_add(out, part);
	}
}

bool ask_overflows(const struct ask_map *m, const struct csv_row *row)
{
	for (size_t i = m->n; i < row->n; i++)
		if (slice_trim(row->field[i]).n > 0)
			return true;
	return false;
}
