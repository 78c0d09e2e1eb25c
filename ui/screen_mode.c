/* The modes of the screen: a mode is one row here. */
#include "ui/screen.h"

static bool notes(const struct screen *s)
{
	return s->verdict != NULL;
}

static bool always(const struct screen *s)
{
	(void)s;
	return true;
}

static bool names(const struct screen *s)
{
	return s->inquiry.at != INQUIRY_LIST;
}

const struct mode_row modes[MODE_COUNT] = {
	[MODE_PANES] = { .mouse = screen_mouse_panes },
	[MODE_FACET] = { .mouse = screen_mouse_facet },
	[MODE_EDIT] = {
		.key = screen_edit,
		.input = screen_draw_edit,
		.types = always,
		.mouse = screen_mouse_edit,
	},
	[MODE_DETAIL] = {
		.body = screen_draw_lines,
		.mouse = screen_mouse_lines,
	},
	[MODE_HELP] = {
		.body = screen_draw_lines,
		.mouse = screen_mouse_lines,
	},
	[MODE_INQUIRY] = {
		.key = screen_inquire,
		.body = screen_draw_inquiry,
		.hints = screen_inquiry_hints,
		.types = names,
		.mouse = screen_mouse_inquiry,
	},
	[MODE_ASK] = {
		.key = screen_answer,
		.body = screen_draw_lines,
		.input = screen_draw_ask,
		.hints = screen_ask_hints,
		.firm = true,
	},
	[MODE_VERDICT] = {
		.key = screen_verdict,
		.body = screen_draw_lines,
		.input = screen_draw_note,
		.asks = notes,
		.types = notes,
		.hints = screen_verdict_hints,
		.firm = true,
	},
	[MODE_WORK] = {
		.key = screen_work,
		.input = screen_draw_work,
		.types = always,
	},
};
