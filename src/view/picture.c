#include "view/picture.h"

#include <string.h>

#include "base/i18n.h"
#include "model/vocab.h"
#include "view/cells.h"
#include "view/view.h"

const struct picture picture_rows[PICTURES] = {
	{ .name = "custody", .title = N_("Where they are, by year of arrest"),
	  .kind = PICTURE_STACK, .view = "releases", .row = "detained_on",
	  .col = "custody", .years = true,
	  .note = N_("persons, as the sources say now") },
	{ .name = "roles", .title = N_("Who was freed, by year and role"),
	  .kind = PICTURE_STACK, .view = "releases", .row = "released_on",
	  .col = "roles", .years = true,
	  .note = N_("who has two roles stands in both") },
	{ .name = "manner", .title = N_("How they were freed, by year"),
	  .kind = PICTURE_STACK, .view = "releases", .row = "released_on",
	  .col = "manner", .years = true,
	  .note = N_("persons, as the sources say now") },
	{ .name = "listed", .title = N_("Listed, by programme and authority"),
	  .kind = PICTURE_HEAT, .view = "sanctions", .row = "programme",
	  .col = "jurisdiction",
	  .note = N_("F in force, L eased by licence, S suspended, X lifted or "
		     "run out, ? disputed") },
};

static struct slice cell_of(const struct shape *shape, const struct row *r,
			    const char *name)
{
	int i = shape_find(shape, slice_of(name));

	return i < 0 ? SLICE_NONE : r->cell[i];
}

/* --- sanctions --- */

static bool territory(struct slice key)
{
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] < 'A' || key.p[i] > 'Z')
			return false;
	return key.n == 3;
}

/* Whom it is about, else its first key, else what the source calls it. */
static struct slice about(const struct shape *shape, const struct row *r)
{
	struct slice rest = cell_of(shape, r, "programme_key"), one;
	struct slice first = SLICE_NONE;

	while (slice_cut(&rest, LIST_SEP, &one)) {
		if (territory(one))
			return one;
		if (!first.n)
			first = one;
	}
	rest = cell_of(shape, r, "programme");
	while (!first.n && slice_cut(&rest, LIST_SEP, &one))
		first = one;
	return first;
}

static unsigned states_of(const struct shape *shape, const struct row *r)
{
	static const struct {
		const char *word;
		enum grid_state state;
	} words[] = {
		{ "imposed", GRID_FORCE }, { "amended", GRID_FORCE },
		{ "extended", GRID_FORCE }, { "reimposed", GRID_FORCE },
		{ "maintained", GRID_FORCE },
		{ "eased_by_licence", GRID_LICENCE },
		{ "suspended", GRID_SUSPENDED },
		{ "lifted", GRID_LIFTED }, { "expired", GRID_LIFTED },
	};
	unsigned states = slice_is(cell_of(shape, r, "disputed"), "true") ?
				  GRID_DISPUTED : 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (slice_is(cell_of(shape, r, "state"), words[i].word))
			states |= words[i].state;
	return states;
}

/* Measures against some of a list are no more of them: only whole lists are
 * counted. */
static int add_measure(const struct picture *p, const struct shape *shape,
		       const struct row *r, struct grid *g, struct err *e)
{
	int64_t n = 0;

	if (slice_is(cell_of(shape, r, "measure"), "list"))
		slice_int(cell_of(shape, r, "listed"), &n);
	return grid_add(g, about(shape, r), cell_of(shape, r, p->col), n,
			states_of(shape, r), e);
}

/* --- persons --- */

static int add_person(const struct picture *p, const struct shape *shape,
		      const struct row *r, struct grid *g, struct err *e)
{
	struct slice row = cell_of(shape, r, p->row), one;
	struct slice rest = cell_of(shape, r, p->col);
	bool any = false;

	if (p->years && row.n > 4)
		row.n = 4;
	while (rest.p && slice_cut(&rest, LIST_SEP, &one)) {
		if (!one.n)
			continue;
		any = true;
		if (grid_add(g, row, one, 1, 0, e) < 0)
			return -1;
	}
	if (!any && grid_add(g, row, SLICE_NONE, 1, 0, e) < 0)
		return -1;
	grid_who(g, row);
	return 0;
}

int picture_add(const struct picture *p, const struct shape *shape,
		const struct row *r, struct grid *g, struct err *e)
{
	/* Without a release nobody was freed. */
	if (strcmp(p->row, "released_on") == 0 && !cell_of(shape, r, p->row).n)
		return 0;
	return p->kind == PICTURE_HEAT ? add_measure(p, shape, r, g, e) :
					 add_person(p, shape, r, g, e);
}

void picture_end(const struct picture *p, struct grid *g)
{
	grid_sort(g, p->years);
}

/* --- rows --- */

enum { PICTURE, ROW, PART, COUNT, STATES };

static const struct column columns[] = {
	[PICTURE] = { .name = "picture", .title = N_("Picture"),
		.type = CELL_WORD, .width = 10, .help = N_("its name") },
	[ROW] = { .name = "row", .title = N_("Row"), .type = CELL_TEXT,
		.width = -1, .help = N_("a year, or a programme") },
	[PART] = { .name = "part", .title = N_("Part"), .type = CELL_WORD,
		.width = 20, .help = N_("a custody, role, manner, or whose list") },
	[COUNT] = { .name = "count", .title = N_("Count"), .type = CELL_NUMBER,
		.width = 6, .help = N_("persons, or parties listed now") },
	[STATES] = { .name = "states", .title = N_("States"),
		.type = CELL_TEXT, .width = 8,
		.help = N_("F in force, L eased by licence, S suspended, X lifted or "
			   "run out, ? disputed") },
};

const struct shape view_pictures = {
	.name = "pictures",
	.title = N_("Pictures"),
	.help = N_("counts of persons and lists"),
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "picture",
	.name_column = "row",
	.called = "row",
	.stands = "count",
};

void picture_row(const struct picture *p, const struct grid *g, size_t row,
		 size_t col, struct row *out, struct arena *mem)
{
	const struct grid_cell *c = grid_at(g, row, col);
	struct str states = STR_INIT(64);
	struct slice *own = out->cell + 1;

	*out = (struct row){0};
	grid_letters(c->states, &states);
	own[PICTURE] = slice_of(p->name);
	own[ROW] = g->row[row].n ? g->row[row] : SLICE_NONE;
	own[PART] = g->col[col].n ? g->col[col] : SLICE_NONE;
	/* Where no list is held nobody knows how many it names. */
	own[COUNT] = c->n > 0 || p->kind != PICTURE_HEAT ?
			     cell_number(c->n, mem) : SLICE_NONE;
	own[STATES] = states.n ? arena_slice(mem, str_slice(&states)) :
				 SLICE_NONE;
	own[STATES + 2] = cell_flag(c->states & GRID_DISPUTED);
	str_free(&states);
}

/* --- words --- */

void picture_name(const struct picture *p, bool row, struct slice value,
		  struct str *to)
{
	const struct shape *shape = view_find(slice_of(p->view));
	int i = row ? -1 : shape_find(shape, slice_of(p->col));
	enum vocab list = i < 0 ? VOCAB_NONE :
				  shape_column(shape, (size_t)i)->vocab;
	const char *label = NULL;

	if (list != VOCAB_NONE && list != VOCAB_jurisdiction)
		label = vocab_said(list, value);
	if (value.n == 0)
		/* TRANSLATORS: at most eight letters. */
		str_addz(to, C_("picture", "not told"));
	else if (label)
		str_addz(to, label);
	else
		str_add(to, value);
}

static void name(const void *ctx, bool row, struct slice value,
		 struct str *to)
{
	picture_name(ctx, row, value, to);
}

struct grid_words picture_words(const struct picture *p)
{
	return (struct grid_words){
		.id = p->name, .title = _(p->title),
		.rows = p->row, .cols = p->col,
		.name = name, .ctx = p,
	};
}
