/* OpenSanctions, entities.ftm.json: every entity of a data set, one JSON
 * object a line. os_entity.h says what becomes of each.
 *
 * A file that has been cut between two lines looks whole; the gate on the
 * number of records is what tells. */
#include "base/i18n.h"
#include "read/os_entity.h"
#include "read/reader.h"

static int read_entity(struct roster *r, const struct jnode *entity,
		       struct err *e)
{
	if (jtree_member(entity, "op"))
		return err_set(e, ERR_FORMAT, "a change, not an entity: its"
			       " format is os_delta");
	return os_entity(r, entity, false, e);
}

static int read_ftm(struct input *in, record_fn *emit, void *ctx,
		    struct err *e)
{
	return os_lines(in, read_entity, "no entities", emit, ctx, e);
}

static bool holds(struct slice head, const char *word)
{
	return slice_find(head, slice_of(word), 0) >= 0;
}

static int sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	if (!slice_starts(slice_trim(head), "{") || !holds(head, "\"id\"") ||
	    !holds(head, "\"schema\"") || !holds(head, "\"properties\""))
		return 0;
	return 70;	/* a change holds an entity, but is surer */
}

const struct reader in_os_ftm = {
	.name = "os_ftm",
	.title = N_("OpenSanctions entities (a cross-check, no official list)"),
	.complete = true,
	.max_bytes = (size_t)8 << 30,
	.max_records = 20 * 1000 * 1000,
	.sniff = sniff,
	.read = read_ftm,
	.keys = "opensanctions",
};
