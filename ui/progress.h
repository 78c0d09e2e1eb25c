/* A refresh that runs beside the screen: another process, its progress on a
 * pipe, one line a step:
 *
 *   SOURCE TAB STATE TAB BYTES TAB TOTAL TAB RECORDS TAB MESSAGE
 *
 * A line of the state "hit" is a watch's: no source, and what it found as the
 * message. Any other line is a message. The lines are hostile only as far as the
 * sources' words in them, which are made visible where they are drawn.
 */
#ifndef THAW_UI_PROGRESS_H
#define THAW_UI_PROGRESS_H

#include <sys/types.h>

#include "base/str.h"

enum {
	PROGRESS_SOURCES = 4096, PROGRESS_LINE = 4096, PROGRESS_KEY = 64,
	PROGRESS_WORD = 24, PROGRESS_MESSAGE = 160, PROGRESS_ARGS = 128,
};

struct step {
	char key[PROGRESS_KEY];
	char state[PROGRESS_WORD];
	int64_t bytes, total, records;
	char message[PROGRESS_MESSAGE];
};

struct progress {
	pid_t pid;		/* 0: nothing runs */
	int fd;			/* of the pipe; -1 */
	struct str line;	/* that is not complete yet */
	struct step *step;
	size_t n, cap;
	size_t last;		/* the step told last */
	int hits;		/* of watches */
	char message[PROGRESS_MESSAGE];	/* told last without a source */
	int status;		/* exit status of the last run */
	bool ran;		/* there was a run */
};

void progress_init(struct progress *p);
/* Starts argv with `keys` (blank-separated, may be empty) behind it. One run
 * at a time: ERR_REFUSED while one is running. */
int progress_start(struct progress *p, const char *const *argv,
		   struct slice keys, struct err *e);
/* Takes what the pipe has, without waiting. True when the run has ended. */
bool progress_read(struct progress *p);
void progress_take(struct progress *p, struct slice bytes);
/* Asks a run to end, and does not wait: its fetches are whole or not at all. */
void progress_free(struct progress *p);
/* How long to wait until it is told again how it goes: the longer it takes the
 * less is new, so that a slow refresh sends little more than a quick one. */
int64_t progress_tell_ms(int64_t since_ms);
const struct step *progress_of(const struct progress *p, struct slice key);
/* Appends one line about how it goes or went; nothing before a first run. */
void progress_say(const struct progress *p, struct str *out);

#endif
