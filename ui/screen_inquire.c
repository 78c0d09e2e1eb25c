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
		s->mode = MODE_PANES;
		return;
	case INQUIRY_OPEN:
		screen_open_subject(s, inquiry_subject(&s->inquiry));
		return;
	default:
		return;
	}
}
