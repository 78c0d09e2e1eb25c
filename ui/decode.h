/* Bytes of a terminal as keys, clicks, pastes and answers.
 *
 * A pure machine: bytes go in, events come out, time is told. What it does not
 * understand, is cut off or too long, is passed over: no part of a sequence
 * ever becomes keys. A lone ESC is known by the silence behind it.
 */
#ifndef THAW_UI_DECODE_H
#define THAW_UI_DECODE_H

#include "ui/input_event.h"

enum {
	DECODE_SEQUENCE = 64,	/* bytes of one that is not text */
	PASTE_BYTES = 64 << 10,	/* the rest of a paste is passed over */
	DECODE_OWN = 48,	/* keys that the terminal sends otherwise */
};

enum decoded_kind {
	DECODED_KEY, DECODED_MOUSE, DECODED_PASTE, DECODED_GROUND,
};

struct decoded {
	enum decoded_kind kind;
	uint32_t key;
	struct mouse mouse;	/* without its time */
	struct slice paste;	/* one line without controls; until the next
				 * call */
	unsigned ground;	/* RGB of the background */
};

struct decode {
	bool utf8;		/* else what the locale says of single bytes */
	/* Sequences that only this terminal has, from terminfo. */
	struct {
		char bytes[16];
		uint32_t key;
	} own[DECODE_OWN];
	size_t n_own;
	unsigned char held[DECODE_SEQUENCE];
	size_t n;
	enum { DECODE_TEXT, DECODE_ESC, DECODE_CSI, DECODE_SS3, DECODE_OSC,
	       DECODE_LEGACY, DECODE_LINUX, DECODE_PASTE } state;
	struct str paste;
	size_t end_seen;	/* bytes of the paste's end */
};

void decode_init(struct decode *d, bool utf8);
void decode_free(struct decode *d);
void decode_own(struct decode *d, const char *bytes, uint32_t key);
/* Takes bytes off *in until there is an event; false: all is taken. */
bool decode_next(struct decode *d, struct slice *in, struct decoded *out);
/* How long to wait for the rest of what is held, -1: nothing is. `slow`: the
 * line may hold back parts. */
int decode_patience(const struct decode *d, bool slow);
/* The rest has not come. */
bool decode_silence(struct decode *d, struct decoded *out);

#endif
