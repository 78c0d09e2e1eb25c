/* What the screening pane asks of the screen that it stands on. */
#include "ui/screen.h"

void screen_inquire(struct screen *s, uint32_t key)
{
	enum action act = keymap_find(&s->keymap, key);

	if (act == ACT_REDRAW || (s->inquiry.at == INQUIRY_LIST &&
				  (act == ACT_QUIT || act == ACT_HELP))) {
		screen_act(s, act);
		return;
	}
	switch (inquiry_key(&s->inquiry, key)) {
	case INQUIRY_LEAVE:
		s->mode = s->home;
		return;
	case INQUIRY_OPEN:
		screen_open_subject(s, inquiry_subject(&s->inquiry));
		return;
	default:
		return;
	}
}

void screen_draw_inquiry(struct screen *s, struct surface *to, struct rect at)
{
	inquiry_draw(&s->inquiry, to, at, s->o.frugal);
}

void screen_inquiry_hints(const struct screen *s, struct str *out)
{
	inquiry_hints(&s->inquiry, out);
}
