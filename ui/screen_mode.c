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
	[MODE_FACET] = {
		.key = screen_facet,
		.hints = screen_facet_hints,
		.mouse = screen_mouse_facet,
	},
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
	[MODE_TIMELINE] = {
		.types = screen_timeline_asks,
		.key = screen_timeline,
		.body = screen_draw_timeline,
		.input = screen_draw_timeline_edit,
		.asks = screen_timeline_asks,
		.hints = screen_timeline_hints,
	},
	[MODE_PICTURES] = {
		.key = screen_pictures,
		.body = screen_draw_pictures,
		.hints = screen_pictures_hints,
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
	[MODE_EXPORT] = {
		.types = always,
		.key = screen_export,
		.input = screen_draw_export,
		.hints = screen_export_hints,
	},
	[MODE_SAVE_DESK] = {
		.types = always,
		.key = screen_save_desk,
		.input = screen_draw_save_desk,
	},
	[MODE_MENU] = {
		.key = screen_menu,
		.over = screen_draw_menu,
		.hints = screen_menu_hints,
	},
	[MODE_COMMAND] = {
		.types = always,
		.key = screen_command,
		.input = screen_draw_command,
	},
	[MODE_SEEK] = {
		.types = always,
		.mouse = screen_mouse_lines,
		.key = screen_seek,
		.body = screen_draw_lines,
		.input = screen_draw_seek,
	},
	[MODE_OUTPUT] = {
		.mouse = screen_mouse_lines,
		.key = screen_output,
		.body = screen_draw_lines,
	},
	[MODE_WELCOME] = {
		.key = screen_welcome,
		.over = screen_draw_welcome,
	},
	[MODE_WORK] = {
		.key = screen_work,
		.input = screen_draw_work,
		.types = always,
	},
};
