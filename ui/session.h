/* Where the user left off: the desk, and on each desk the panes with their
 * filters, sorts and cursors, and what was open. It is kept beside the store,
 * as lines of words between tabs, and holds no text of any source: ids, and
 * what the user has typed.
 */
#ifndef THAW_UI_SESSION_H
#define THAW_UI_SESSION_H

#include "ui/edit.h"
#include "ui/pane.h"
#include "ui/place.h"

enum {
	SESSION_BYTES = 256 << 10, SESSION_DESKS = 32, SESSION_NAME = 65,
	SESSION_PANES = 16,
};

struct session_desk {
	char name[SESSION_NAME];	/* "": everything */
	size_t focus, other;
	struct place pane[PANE_COUNT];
	struct str open;		/* over the focused pane, or empty */
	size_t top;			/* first line shown of it */
};

/* Starts zeroed. */
struct session {
	bool known;		/* something was read, or noted */
	char desk[SESSION_NAME];
	int held;
	bool beside;
	int split_permille;
	struct str past[EDIT_HISTORY];	/* filters, newest first */
	size_t n_past;
	struct session_desk *list;
	size_t n, cap;
};

/* Takes a text that session_write() may have made; whatever else it is, it is
 * refused with a reason, and *s is empty then. */
int session_read(struct session *s, struct slice text, struct err *e);
void session_write(const struct session *s, struct str *out);
/* What is known of the desk; with `make` it is begun where nothing is, the
 * oldest going where there are too many. NULL: nothing, or no memory. */
struct session_desk *session_desk(struct session *s, struct slice name,
				  bool make);
void session_free(struct session *s);

#endif
