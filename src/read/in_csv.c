/* Any table with a header row that thaw knows the words of, or that the
 * source's mapping explains: people, release acts, measures, recommendations,
 * aspects. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "read/csvput.h"
#include "read/mapped.h"
#include "read/reader.h"

static int row_in(const struct csv_row *row, struct err *e)
{
	char where[40];

	snprintf(where, sizeof(where), "row %zu", row->number);
	return err_in(e, where);
}

static int read_rows(struct csv *csv, struct csv_put *put, struct err *e)
{
	struct csv_row row;
	int rc;

	while ((rc = csv_next(csv, &row, e)) == 1)
		if (csv_put(put, &row, e) < 0)
			return row_in(&row, e);
	return rc;
}

static int read_table(struct csv *csv, const struct input *in, record_fn *emit,
		      void *ctx, struct err *e)
{
	struct csv_map map;
	struct csv_put put;
	struct csv_row header;
	int rc = csv_next(csv, &header, e);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return err_set(e, ERR_FORMAT, "the file is empty: a header "
			       "row was expected");
	if (csv_map(&map, &header, in->mapping, e) < 0)
		return -1;
	rc = csv_put_open(&put, &map, emit, ctx, e);
	if (rc == 0)
		rc = read_rows(csv, &put, e);
	csv_put_close(&put);
	return rc;
}

static int csv_read(struct input *in, record_fn *emit, void *ctx,
		    struct err *e)
{
	if (mapped_is(in->mapping))
		return mapped_read(in, false, emit, ctx, e);
	for (size_t i = 0; i < in->n; i++) {
		struct input_part *part = &in->part[i];
		struct csv *csv = NULL;
		int rc = csv_open(&csv, part, 0, e);

		if (rc == 0)
			rc = read_table(csv, in, emit, ctx, e);
		csv_close(&csv);
		if (rc < 0)
			return reader_in(part, e);
	}
	return 0;
}

/* Whether the first line is a header whose words are known. */
static bool is_known(struct slice head)
{
	struct input_part part = input_memory(SLICE_NONE, head);
	struct err ignored = {0};
	struct csv_row row;
	struct csv *csv = NULL;
	bool known = false;

	if (csv_open(&csv, &part, 0, &ignored) == 0 &&
	    csv_next(csv, &row, &ignored) == 1)
		known = csv_map_known(&row) > 1;
	csv_close(&csv);
	return known;
}

static int csv_sniff_part(struct slice head, const struct input_part *part)
{
	bool named = slice_ends(part->name, ".csv") ||
		     slice_ends(part->name, ".tsv") ||
		     slice_starts(part->content_type, "text/csv") ||
		     slice_starts(part->content_type, "text/tab-sep");

	if (slice_starts(slice_trim(head), "<"))
		return 0;
	if (!csv_sniff(head))
		return named ? 15 : 0;
	if (is_known(head))
		return 80;
	return named ? 50 : 0;
}

const struct reader in_csv = {
	.name = "csv",
	.title = N_("table as CSV or TSV"),
	.max_bytes = 256u << 20,
	.max_records = 1000000,
	.sniff = csv_sniff_part,
	.read = csv_read,
};
