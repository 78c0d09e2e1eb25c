/* The modes of the screen: a mode is one row here. */
#include "ui/screen.h"

static bool notes(const struct screen *s)
{
	return s->verdict != NULL;
}

const struct mode_row modes[MODE_COUNT] = {
	[MODE_EDIT] = {
		.key = screen_edit,
		.input = screen_draw_edit,
	},
	[MODE_FACET] = {
		.key = screen_facet,
		.hints = screen_facet_hints,
	},
	[MODE_DETAIL] = { .body = screen_draw_lines },
	[MODE_HELP] = { .body = screen_draw_lines },
	[MODE_INQUIRY] = {
		.key = screen_inquire,
		.body = screen_draw_inquiry,
		.hints = screen_inquiry_hints,
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
		.hints = screen_verdict_hints,
		.firm = true,
	},
	[MODE_EXPORT] = {
		.key = screen_export,
		.input = screen_draw_export,
		.hints = screen_export_hints,
	},
	[MODE_SAVE_DESK] = {
		.key = screen_save_desk,
		.input = screen_draw_save_desk,
	},
	[MODE_MENU] = {
		.key = screen_menu,
		.over = screen_draw_menu,
		.hints = screen_menu_hints,
	},
	[MODE_COMMAND] = {
		.key = screen_command,
		.input = screen_draw_command,
	},
	[MODE_SEEK] = {
		.key = screen_seek,
		.body = screen_draw_lines,
		.input = screen_draw_seek,
	},
	[MODE_OUTPUT] = {
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
	},
};
