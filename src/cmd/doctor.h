/* The checks of `thaw doctor`: one is a function that says one line, a row in
 * checks[] of cmd_doctor.c. None repairs anything, none contacts anybody. */
#ifndef THAW_CMD_DOCTOR_H
#define THAW_CMD_DOCTOR_H

#include "cmd/cmd.h"

struct checkup {
	struct app *app;
	struct str text;
	int broken;
	bool network;	/* some enabled source contacts somebody */
};

enum health {
	HEALTH_OK,
	HEALTH_NOTE,	/* to know of, but no fault of this machine, or of no
			 * matter for what is enabled */
	HEALTH_BROKEN,
};

/* "ok      what: words" */
void doctor_say(struct checkup *c, enum health health, const char *what,
		const char *words);

/* doctor_store.c: files, and what is in them */
void doctor_store(struct checkup *c);
void doctor_origin(struct checkup *c);
void doctor_names(struct checkup *c);
void doctor_clock(struct checkup *c);
void doctor_schedule(struct checkup *c);
void doctor_locks(struct checkup *c);
/* doctor_net.c: what it takes to reach others; nobody is asked */
void doctor_resolver(struct checkup *c);
void doctor_roots(struct checkup *c);
void doctor_ssh(struct checkup *c);

#endif
