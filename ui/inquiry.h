/* The screening pane: a name is typed, who may be meant comes up with reasons,
 * and verdicts are given by key.
 *
 * It stands over the panes. "born:1960", "country:BY" and "kind:person" in the
 * line are what is known beside the name. The name is asked for when it is next
 * drawn, so that a pasted one is asked for once.
 */
#ifndef THAW_UI_INQUIRY_H
#define THAW_UI_INQUIRY_H

#include "ui/detail.h"
#include "ui/edit.h"
#include "ui/keys.h"
#include "ui/list.h"

enum inquiry_at {
	INQUIRY_OFF, INQUIRY_NAME, INQUIRY_LIST,
	INQUIRY_NOTE,		/* why, before a verdict is kept */
};

/* What the key asks of the screen. */
enum inquiry_wish { INQUIRY_NOTHING, INQUIRY_LEAVE, INQUIRY_OPEN };

struct inquiry {
	const struct data *data;
	const struct keymap *keymap;
	enum inquiry_at at, was;	/* was: before the note */
	struct edit name, note;
	struct arena mem;	/* of what follows */
	struct slice query;	/* the name without what is beside it */
	struct profile about;
	struct slice unread;	/* a word of the line that says nothing */
	struct candidates found;
	struct list list;	/* of them */
	struct lines lines;	/* about the one under the cursor */
	const char *verdict;	/* for which the note is asked */
	struct str said;
	struct err err;
	bool dirty;		/* to be asked for again */
	int page;		/* rows that a page key moves by */
};

void inquiry_init(struct inquiry *q, const struct data *data,
		  const struct keymap *keymap);
void inquiry_free(struct inquiry *q);
void inquiry_begin(struct inquiry *q);
enum inquiry_wish inquiry_key(struct inquiry *q, uint32_t key);
/* The listing under the cursor; absent: none. */
struct slice inquiry_subject(struct inquiry *q);
/* Draws into the rectangle, asking first where that is to be done. */
void inquiry_draw(struct inquiry *q, struct surface *s, struct rect at,
		  bool frugal);
/* Appends what the keys do here. */
void inquiry_hints(const struct inquiry *q, struct str *out);

/* Between inquiry.c and inquiry_draw.c. */
extern const struct pane inquiry_narrow, inquiry_wide;
/* Who is under the cursor, or NULL. */
const struct candidate *inquiry_current(struct inquiry *q);
void inquiry_ask(struct inquiry *q);

#endif
