#include "cmd/screen_pairs.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/askfile.h"
#include "flow/screening.h"
#include "names/asked.h"

enum {
	OURS = 2,		/* score, reasons */
	/* The common columns of a shape take four. */
	THEIRS_MOST = SHAPE_COLUMNS - OURS - 4,
	MEM_BYTES = 4 << 20,
};

struct pairs {
	struct askfile file;
	struct arena mem;	/* of the columns */
	struct column column[THEIRS_MOST + OURS];
	struct shape shape;
	struct sheet sheet;
	size_t id;		/* cell of a column of that name; 0: none */
};

/* A name of theirs that is one of ours gives way. */
static const char *column_name(struct pairs *p, struct slice name)
{
	if (slice_is(name, "score") || slice_is(name, "reasons"))
		name = arena_fmt(&p->mem, "%.*s (file)", SLICE_ARG(name));
	else if (name.n == 0)
		name = SLICE("(none)");
	return arena_cstr(&p->mem, name);
}

static int make_shape(struct pairs *p, struct err *e)
{
	struct slice names = str_slice(&p->file.header), name;
	size_t n = 0;

	for (; n < p->file.map.n && slice_cut(&names, '\0', &name); n++) {
		if (n == THEIRS_MOST)
			return err_set(e, ERR_LIMIT, "%s: more than %d "
				"columns", p->file.name, THEIRS_MOST);
		p->column[n] = (struct column){
			.name = column_name(p, name), .type = CELL_TEXT,
			.width = -1, .help = "",
		};
		p->column[n].title = p->column[n].name;
		if (slice_is(name, "id"))	/* the common one comes first */
			p->id = n + 1;
	}
	p->column[n] = *shape_column(&screening_shape, SCREENING_SCORE);
	p->column[n + 1] = *shape_column(&screening_shape, SCREENING_REASONS);
	p->shape = (struct shape){
		.name = "pairs", .title = "Pairs", .rows = ROWS_ELSEWHERE,
		.columns = p->column, .n = n + OURS,
	};
	return arena_ok(&p->mem, _("the header"), e);
}

/* All of its own, but for what every view has. */
static void own_columns(struct pairs *p)
{
	struct out *o = &p->sheet.out;

	if (o->chosen)
		return;
	o->n = 0;
	for (size_t i = 0; i < p->shape.n; i++)
		o->column[o->n++] = (int)i + 1;
}

static int one_pair(struct pairs *p, const struct csv_row *r, struct err *e)
{
	struct slice a = ask_cell(&p->file.map, r, ASK_NAME1);
	struct slice b = ask_cell(&p->file.map, r, ASK_NAME2);
	struct slice kind = ask_cell(&p->file.map, r, ASK_KIND);
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct profile asked = {0};
	struct row row = {0};
	size_t n = p->shape.n - OURS;
	int score, rc;

	asked_kind(&asked, kind);
	for (size_t i = 0; i < n && i < r->n; i++)
		row.cell[i + 1] = r->field[i];
	row.cell[0] = row.cell[p->id];
	score = screening_pair(a, b, asked.kind, &mem, &row.cell[n + 2]);
	if (score < 0) {
		askfile_bad(&p->file, r->number, _("a name without a letter "
			    "or digit"));
		row.cell[n + 2] = SLICE("no letter and no digit: no name");
		score = 0;
	}
	row.cell[n + 1] = screening_points(score, &mem);
	rc = arena_ok(&mem, _("a pair"), e);
	if (rc == 0)
		rc = sheet_row(&p->sheet, &row, e);
	arena_free(&mem);
	return rc;
}

static int all_pairs(struct pairs *p, struct err *e)
{
	struct csv_row row;
	int rc;

	while ((rc = askfile_next(&p->file, &row, e)) > 0)
		if (rc == 1 && one_pair(p, &row, e) < 0)
			return -1;
	if (rc == 0)
		rc = sheet_end(&p->sheet, e);
	return rc == 0 ? askfile_end(&p->file, e) : -1;
}

int screen_pairs(struct app *app, const char *file, struct slice header,
		 const struct given *given, struct err *e)
{
	struct pairs *p = calloc(1, sizeof(*p));
	int rc = -1;

	if (!p)
		return err_set(e, ERR_MEMORY, "no memory for pairs");
	p->mem = ARENA_INIT(MEM_BYTES);
	if (askfile_open(&p->file, file, ASK_PAIRS, header, e) == 0 &&
	    make_shape(p, e) == 0 &&
	    sheet_open(&p->sheet, app, &p->shape, given, "csv", e) == 0) {
		own_columns(p);
		rc = all_pairs(p, e);
	}
	sheet_free(&p->sheet);
	askfile_close(&p->file);
	arena_free(&p->mem);
	free(p);
	return rc;
}
