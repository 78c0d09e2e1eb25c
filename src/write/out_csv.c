/* RFC 4180: a header, CRLF, quotes where they are needed.
 *
 * A text that a table program would take for a formula, since it begins with
 * = + - @, gets an apostrophe before it: what a source has written must not
 * reckon, or call somebody, on the machine of who opens the file. The other
 * formats have it as it is. */
#include "write/writer.h"

#include "base/i18n.h"

#include <string.h>

static void put_field(struct str *to, const char *text)
{
	if (!strpbrk(text, "\",\r\n") && text[0] != ' ' &&
	    (!text[0] || text[strlen(text) - 1] != ' ')) {
		str_addz(to, text);
		return;
	}
	str_addc(to, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(to, '"');
		str_addc(to, *text);
	}
	str_addc(to, '"');
}

static void csv_head(struct str *to, struct out *o)
{
	for (size_t i = 0; i < o->n; i++) {
		if (i > 0)
			str_addc(to, ',');
		put_field(to, shape_column(o->shape,
					   (size_t)o->column[i])->name);
	}
	str_addz(to, "\r\n");
}

/* TAB and CR before the sign do not help against it. */
static bool reckons(const struct column *c, const char *text)
{
	if (c->type == CELL_NUMBER)
		return false;
	return *text && strchr("=+-@\t\r", *text) != NULL;
}

static void csv_row(struct str *to, const struct out *o, const struct row *r)
{
	struct str field = STR_INIT(RECORD_BYTES);

	for (size_t i = 0; i < o->n; i++) {
		const struct column *c =
			shape_column(o->shape, (size_t)o->column[i]);

		str_clear(&field);
		if (i > 0)
			str_addc(to, ',');
		cell_join(&field, c, r->cell[o->column[i]], "; ");
		if (reckons(c, str_cstr(&field))) {
			str_clear(&field);
			str_addc(&field, '\'');
			cell_join(&field, c, r->cell[o->column[i]], "; ");
		}
		put_field(to, str_cstr(&field));
	}
	str_addz(to, "\r\n");
	str_free(&field);
}

const struct writer out_csv = {
	.name  = "csv",
	.title = N_("comma-separated, with a header"),
	.shows = column_is_public,
	.one_view = true,
	.head  = csv_head,
	.row   = csv_row,
};
