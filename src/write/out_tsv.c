/* Tab-separated lines for cut, sort and awk: \t \n \r and \\ in a value are
 * written as those two characters. */
#include "write/writer.h"

#include "base/i18n.h"

static void put_field(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '\t': str_addz(to, "\\t"); break;
		case '\n': str_addz(to, "\\n"); break;
		case '\r': str_addz(to, "\\r"); break;
		case '\\': str_addz(to, "\\\\"); break;
		default: str_addc(to, text.p[i]); break;
		}
	}
}

static void tsv_head(struct str *to, struct out *o)
{
	for (size_t i = 0; i < o->n; i++) {
		if (i > 0)
			str_addc(to, '\t');
		put_field(to, slice_of(shape_column(o->shape,
					(size_t)o->column[i])->name));
	}
	str_addc(to, '\n');
}

static void tsv_row(struct str *to, const struct out *o, const struct row *r)
{
	struct str field = STR_INIT(RECORD_BYTES);

	for (size_t i = 0; i < o->n; i++) {
		str_clear(&field);
		if (i > 0)
			str_addc(to, '\t');
		cell_join(&field, shape_column(o->shape, (size_t)o->column[i]),
			  r->cell[o->column[i]], "; ");
		put_field(to, str_slice(&field));
	}
	str_addc(to, '\n');
	str_free(&field);
}

const struct writer out_tsv = {
	.name  = "tsv",
	.title = N_("tab-separated, with a header"),
	.shows = column_is_public,
	.one_view = true,
	.head  = tsv_head,
	.row   = tsv_row,
};
