#include "write/tame.h"

#include "base/text.h"

static const struct {
	uint32_t first, last;
} obeyed[] = {
	{ 0x00,   0x08 },	/* C0 without TAB and LF ... */
	{ 0x0b,   0x0c },	/* ... and CR */
	{ 0x0e,   0x1f },
	{ 0x7f,   0x9f },	/* DEL, C1 */
	{ 0x061c, 0x061c },	/* Arabic letter mark */
	{ 0x200e, 0x200f },	/* direction marks */
	{ 0x2028, 0x202e },	/* line and paragraph ends, embeddings */
	{ 0x2066, 0x2069 },	/* isolates */
};

bool char_is_obeyed(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(obeyed) / sizeof(obeyed[0]); i++)
		if (cp >= obeyed[i].first && cp <= obeyed[i].last)
			return true;
	return false;
}

void text_tame(struct str *to, struct slice s)
{
	size_t n;
	uint32_t cp;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		if (char_is_obeyed(cp))
			text_visible(to, slice_make(s.p + at, n), false);
		else
			text_put(to, cp);
	}
}
