/* One object a line: keys in the order of the columns, null where nothing is
 * said, lists as arrays. */
#include "base/i18n.h"
#include "write/json.h"
#include "write/writer.h"

static void put_value(struct str *to, const struct column *c,
		      struct slice value)
{
	if (c->type == CELL_NUMBER)
		json_number(to, value);
	else if (c->type == CELL_FLAG)
		str_addz(to, slice_is(value, "true") ? "true" : "false");
	else
		json_text(to, value);
}

/* One text of all values, as the contract has it for some columns. */
static void put_joined(struct str *to, struct slice cell)
{
	struct str text = STR_INIT(RECORD_BYTES);
	struct slice value;

	while (cell_next(&cell, true, &value)) {
		if (text.n > 0)
			str_addz(&text, "; ");
		str_add(&text, value);
	}
	json_text(to, slice_make(str_cstr(&text), text.n));
	str_free(&text);
}

static void put_cell(struct str *to, const struct column *c,
		     struct slice cell)
{
	struct slice value;

	if (!cell.p) {
		str_addz(to, "null");
		return;
	}
	if (!c->list) {
		put_value(to, c, cell);
		return;
	}
	if (c->joined) {
		put_joined(to, cell);
		return;
	}
	str_addc(to, '[');
	while (cell_next(&cell, true, &value)) {
		json_next(to);
		put_value(to, c, value);
	}
	str_addc(to, ']');
}

static void json_head(struct str *to, struct out *o)
{
	(void)to;
	(void)o;
}

static void json_row(struct str *to, const struct out *o,
		     const struct row *r)
{
	str_addc(to, '{');
	if (o->many)
		json_member(to, "view", slice_of(o->shape->name), true);
	for (size_t i = 0; i < o->n; i++) {
		const struct column *c =
			shape_column(o->shape, (size_t)o->column[i]);

		json_key(to, c->name);
		put_cell(to, c, r->cell[o->column[i]]);
	}
	str_addz(to, "}\n");
}

const struct writer out_json = {
	.name  = "json",
	.title = N_("one JSON object a line"),
	.shows = column_is_public,
	.head  = json_head,
	.row   = json_row,
};
