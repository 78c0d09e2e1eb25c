/* OpenSanctions, entities.delta.json: what came, changed and went between two
 * versions, one JSON object a line:
 *
 *   {"op":"ADD","entity":{...}}   or "MOD": the entity whole
 *   {"op":"DEL","entity":{"id":"NK-..."}}
 *
 * An empty file says that nothing changed.
 *
 * DEL is no delisting where the entity was joined into another: then its id
 * is a referent of that one, mostly in the same file, before or after. The
 * record of this id has ended either way, and its successor claims the id as
 * an identifier with the qualifier "referent"; who tells people of the end
 * looks for that first. */
#include "base/i18n.h"
#include "read/os_entity.h"
#include "read/reader.h"

static int read_change(struct roster *r, const struct jnode *change,
		       struct err *e)
{
	struct slice op = jtree_string(change, "op");
	const struct jnode *entity = jtree_member(change, "entity");
	struct slice id = jtree_string(entity, "id");

	if (slice_is(op, "ADD") || slice_is(op, "MOD"))
		return os_entity(r, entity, slice_is(op, "MOD"), e);
	if (!slice_is(op, "DEL"))
		return err_set(e, ERR_FORMAT, "\"op\" is none of ADD MOD DEL");
	if (!os_good_id(id))
		return err_set(e, ERR_FORMAT, "DEL without an id");
	return os_gone(r, id, e);
}

static int read_delta(struct input *in, record_fn *emit, void *ctx,
		      struct err *e)
{
	return os_lines(in, read_change, NULL, emit, ctx, e);
}

static bool cut(struct slice *head, const char *lead)
{
	*head = slice_trim(*head);
	if (!slice_starts(*head, lead))
		return false;
	*head = slice_make(head->p + slice_of(lead).n,
			   head->n - slice_of(lead).n);
	return true;
}

static int sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return cut(&head, "{") && cut(&head, "\"op\"") && cut(&head, ":") &&
	       slice_find(head, SLICE("\"entity\""), 0) >= 0 ? 90 : 0;
}

const struct reader in_os_delta = {
	.name = "os_delta",
	.title = N_("OpenSanctions changes (a cross-check, no official list)"),
	.changes = true,
	.may_be_empty = true,
	.max_bytes = (size_t)8 << 30,
	.max_records = 20 * 1000 * 1000,
	.sniff = sniff,
	.read = read_delta,
	.keys = "opensanctions",
};
