/* What a terminal says: keys, the mouse, a paste, answers to questions. */
#ifndef THAW_UI_INPUT_EVENT_H
#define THAW_UI_INPUT_EVENT_H

#include "base/str.h"

enum mouse_kind {
	MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_kind kind;
	int button;		/* 1 left, 2 middle, 3 right; of a wheel 0 */
	int y, x;		/* cell, from 0 */
	int64_t at_ms;		/* of the monotonic clock */
};

#endif
