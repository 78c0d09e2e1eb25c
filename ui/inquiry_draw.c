/* How the screening pane looks: the name, who may be meant, and below why the
 * one under the cursor is. */
#include "ui/inquiry.h"

#include "base/i18n.h"
#include "model/sentence.h"
#include "ui/human.h"

#include <string.h>

enum {
	WIDE = 100,	/* cells; the programme stands below otherwise */
	LINE_BYTES = 1024,
};

static void put(struct inquiry *q, int cols, enum role role, const char *what,
		enum screening_column column)
{
	const struct column *k = shape_column(&screening_shape, column);
	struct slice rest = inquiry_current(q)->row.cell[column], item;
	struct str text = STR_INIT(1 << 16);
	struct err ignored = { 0 };
	int n = 0;

	str_addz(&text, what);
	while (rest.p && human_cut(k, &rest, &item)) {
		str_addz(&text, n++ ? ", " : "");
		human_item(k, item, &text);
	}
	if (n > 0)
		lines_add(&q->lines, cols, 0, role, SLICE_NONE,
			  str_slice(&text), &ignored);
	str_free(&text);
}

static void put_reasons(struct inquiry *q, int cols)
{
	struct slice rest = inquiry_current(q)->row.cell[SCREENING_REASONS], one;
	struct str said = STR_INIT(1 << 16);
	struct err ignored = { 0 };

	while (slice_cut(&rest, LIST_SEP, &one)) {
		str_clear(&said);
		sentence_say(&said, one);
		if (said.n > 0)
			lines_add(&q->lines, cols, 2, ROLE_TEXT, SLICE_NONE,
				  str_slice(&said), &ignored);
	}
	str_free(&said);
}

/* How it stands, however narrow the rows are. */
static void put_state(struct inquiry *q, int cols)
{
	const struct slice *cell = inquiry_current(q)->row.cell;
	const char *label = vocab_said(VOCAB_screen_state,
					cell[SCREENING_STATE]);
	struct str text = STR_INIT(4096);
	struct err ignored = { 0 };

	str_addf(&text, "%.*s: %s", SLICE_ARG(cell[SCREENING_LIST]),
		 label ? label : "?");
	lines_add(&q->lines, cols, 0, ROLE_TEXT, SLICE_NONE,
		  str_slice(&text), &ignored);
	str_free(&text);
}

static void put_verdict(struct inquiry *q, int cols)
{
	const struct slice *cell = inquiry_current(q)->row.cell;
	const char *label = vocab_said(VOCAB_verdict,
					cell[SCREENING_VERDICT]);
	struct str text = STR_INIT(1 << 16), day = STR_INIT(256);
	struct err ignored = { 0 };

	if (!label)
		return;
	human_date(cell[SCREENING_VERDICT_AT], &day);
	str_addf(&text, _("%s, said %.*s on %s"), label,
		 SLICE_ARG(cell[SCREENING_VERDICT_BY]), str_cstr(&day));
	str_free(&day);
	if (cell[SCREENING_VERDICT_NOTE].n > 0)
		str_addf(&text, ": %.*s",
			 SLICE_ARG(cell[SCREENING_VERDICT_NOTE]));
	lines_add(&q->lines, cols, 0, ROLE_DISPUTED, SLICE_NONE,
		  str_slice(&text), &ignored);
	str_free(&text);
}

static void draw_about(struct inquiry *q, struct surface *s, struct rect at)
{
	lines_clear(&q->lines);
	if (!inquiry_current(q))
		return;
	put(q, at.cols, ROLE_HEADLINE, "", SCREENING_MATCHED);
	put_state(q, at.cols);
	put_verdict(q, at.cols);
	put_reasons(q, at.cols);
	put(q, at.cols, ROLE_TEXT, _("eased by "), SCREENING_EASED_BY);
	put(q, at.cols, ROLE_DIM, _("born "), SCREENING_BORN);
	put(q, at.cols, ROLE_DIM, _("country "), SCREENING_COUNTRY);
	put(q, at.cols, ROLE_DIM, _("programme "), SCREENING_PROGRAMME);
	put(q, at.cols, ROLE_DIM, _("listed "), SCREENING_LISTED_ON);
	put(q, at.cols, ROLE_DIM, _("gone "), SCREENING_GONE_ON);
	for (int i = 0; i < at.rows && (size_t)i < q->lines.n; i++) {
		const struct line *l = &q->lines.line[i];

		surface_put(s, at.y + i, at.x + l->indent,
			    at.cols - l->indent, l->text, l->role);
	}
}

static void draw_said(const struct inquiry *q, struct surface *s,
		      struct rect at)
{
	struct str text = STR_INIT(LINE_BYTES);
	enum role role = ROLE_DIM;

	if (q->err.code != ERR_NONE) {
		str_addz(&text, q->err.msg);
		role = ROLE_BAD;
	} else if (q->unread.n > 0) {
		str_addf(&text, _("%.*s: nothing that could be compared"),
			 SLICE_ARG(q->unread));
		role = ROLE_BAD;
	} else if (q->said.n > 0) {
		str_add(&text, str_slice(&q->said));
		role = ROLE_GOOD;
	} else if (q->query.n > 0) {
		str_addf(&text, _("%zu may be meant, %zu of them listed and not"
			 " said to be another"), q->found.all,
			 q->found.matches);
	} else {
		str_addz(&text, _("a name in any spelling; beside it born:1960"
			 " country:BY kind:person"));
	}
	surface_text(s, at.y, at.x, at.cols, str_slice(&text), role);
	str_free(&text);
}

/* Verdicts are said of one who is seen: the input keeps the cursor. */
static void draw_inputs(const struct inquiry *q, struct surface *s,
			struct rect at)
{
	int y = s->cursor_y, x = s->cursor_x;

	edit_draw_asked(&q->name, s, at.y, at.x, at.cols, _("Name"));
	if (q->at == INQUIRY_LIST) {
		s->cursor_y = y;
		s->cursor_x = x;
	}
	if (q->at != INQUIRY_NOTE)
		draw_said(q, s, (struct rect){ at.y + 1, at.x, 1, at.cols });
	else
		edit_draw_asked(&q->note, s, at.y + 1, at.x, at.cols,
			   _("Note, and Enter"));
}

void inquiry_draw(struct inquiry *q, struct surface *s, struct rect at,
		  bool frugal)
{
	struct rect in = { at.y + 1, at.x + 2, at.rows - 2, at.cols - 4 };
	struct list_look look = { .focused = true, .frugal = frugal,
				  .heading = true };
	int below = in.rows / 3;
	struct rect rows = { in.y + 2, at.x + 1, in.rows - 3 - below,
			     at.cols - 2 };

	if (q->dirty)
		inquiry_ask(q);
	surface_box(s, at, ROLE_FOCUS);
	surface_putz(s, at.y, at.x + 1, at.cols - 2, _(" Screen a name "),
		     ROLE_FOCUS);
	q->page = rows.rows > 2 ? rows.rows - 2 : 1;
	q->list.pane = at.cols < WIDE ? &inquiry_narrow :
					      &inquiry_wide;
	if (q->query.n > 0)
		list_draw(&q->list, s, rows, &look);
	surface_rule(s, rows.y + rows.rows, at.x + 1, at.cols - 2, ROLE_FRAME);
	draw_about(q, s, (struct rect){ rows.y + rows.rows + 1, in.x, below,
					in.cols });
	draw_inputs(q, s, in);
}
