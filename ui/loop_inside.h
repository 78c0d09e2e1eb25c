/* Between loop.c and loop_wish.c. */
#ifndef THAW_UI_LOOP_INSIDE_H
#define THAW_UI_LOOP_INSIDE_H

#include "ui/loop.h"
#include "ui/screen.h"
#include "ui/term.h"

struct loop {
	const struct ui_options *o;
	struct term *term;
	struct surface surface;
	struct screen screen;
	struct progress progress;
	struct progress exporting;	/* what `thaw export` says */
	struct command_run run;		/* a command, beside the screen */
	int wake;		/* descriptor, or -1 */
	int64_t look_at;	/* when to ask the store; 0: not asked for */
	int again;		/* so many looks more */
	int64_t refresh_at;	/* not before: of the monotonic clock */
	int64_t refreshing_at;	/* since when */
	int64_t due_looked_at;	/* so old is what screen.due_at says */
	int64_t minute;		/* that the clock shows */
	int64_t drawn_at;	/* when it was begun */
	struct str kept;	/* of the session, as it was written last */
	int64_t session_at;	/* when it is written; 0: nothing new */
	unsigned waited;	/* for these, to leave then: LEAVE_* */
	bool amiss;		/* the store is, as was said */
	bool told;		/* something of a refresh is to be said */
	bool echoed;		/* what was typed is on the screen */
	bool slow;		/* the last search was: echo before the next */
};

/* Starts the command of the ":" line, or says why not. */
void loop_command(struct loop *a);
/* Starts `thaw export` with the words of the screen. */
void loop_export(struct loop *a);
/* True where it has ended and there is something to say. */
bool loop_exported(struct loop *a);
/* At the desk that was asked for, else where the user left off. */
void loop_resume(struct loop *a);
/* Writes where the user is, where that is other than what lies there. True where
 * it could not be, which is said. */
bool loop_keep(struct loop *a);
/* What the user began is not lost by leaving: true where nothing runs, or where
 * leaving was asked for twice, else that is said and waited for. */
bool loop_leaves(struct loop *a, bool again);
/* ... and is at its end: true where that was all that was waited for. */
bool loop_left(struct loop *a);
/* The terminal is given back: says what was ended by leaving, and
 * what was waited for. */
void loop_say_ended(const struct loop *a);
void loop_browse(struct loop *a);
void loop_copy(struct loop *a);
void loop_dress(struct loop *a);

#endif
