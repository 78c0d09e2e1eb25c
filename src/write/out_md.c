/* A Markdown table for notes and reports. */
#include "write/writer.h"

#include <string.h>

/* What Markdown or the HTML that it becomes would take for its own. */
static void put_field(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '<')
			str_addz(to, "&lt;");
		else if (c == '&')
			str_addz(to, "&amp;");
		else {
			if (c != '\0' && strchr("\\|*_`[]#~", c))
				str_addc(to, '\\');
			str_addc(to, c);
		}
	}
}

static bool shown(const struct column *c)
{
	return !c->hidden && c->width != 0;
}

static void md_head(struct str *to, struct out *o)
{
	for (size_t i = 0; i < o->n; i++) {
		str_addz(to, "| ");
		put_field(to, slice_of(shape_column(o->shape,
					(size_t)o->column[i])->title));
		str_addc(to, ' ');
	}
	str_addz(to, "|\n");
	for (size_t i = 0; i < o->n; i++)
		str_addz(to, shape_column(o->shape, (size_t)o->column[i])
						->type == CELL_NUMBER ?
				     "| ---: " : "| --- ");
	str_addz(to, "|\n");
}

static void md_row(struct str *to, const struct out *o, const struct row *r)
{
	struct str field = STR_INIT(RECORD_BYTES);

	for (size_t i = 0; i < o->n; i++) {
		str_clear(&field);
		cell_shown(&field, shape_column(o->shape, (size_t)o->column[i]),
			   r->cell[o->column[i]]);
		str_addz(to, "| ");
		put_field(to, str_slice(&field));
		str_addc(to, ' ');
	}
	str_addz(to, "|\n");
	str_free(&field);
}

const struct writer out_md = {
	.name  = "md",
	.title = "Markdown table",
	.shows = shown,
	.head  = md_head,
	.row   = md_row,
};
