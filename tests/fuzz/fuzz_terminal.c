/* What a terminal sends: whatever it is, each event is whole, a paste has no
 * control in it, silence ends what is held, and it matters not how the bytes
 * were cut. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/decode.h"
#include "ui/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t note(uint64_t sum, const struct decoded *ev)
{
	uint64_t more = (uint64_t)ev->kind;

	switch (ev->kind) {
	case DECODED_KEY:
		assert(ev->key > 0 && ev->key < KEYCODE_LAST);
		more += ev->key;
		break;
	case DECODED_MOUSE:
		assert(ev->mouse.y >= 0 && ev->mouse.x >= 0);
		assert(ev->mouse.button >= 0 && ev->mouse.button <= 3);
		more += (uint64_t)ev->mouse.y * 1000 + (uint64_t)ev->mouse.x;
		break;
	case DECODED_PASTE:
		assert(ev->paste.n > 0 && ev->paste.n <= PASTE_BYTES);
		assert(text_valid(ev->paste));
		assert(!slice_has_control(ev->paste));
		more += slice_hash(ev->paste);
		break;
	case DECODED_GROUND:
		assert(ev->ground <= 0xFFFFFF);
		more += ev->ground;
		break;
	}
	return sum * 31 + more;
}

static uint64_t run(struct slice all, size_t step)
{
	struct decoded ev;
	struct decode d;
	uint64_t sum = 0;

	decode_init(&d, true);
	decode_own(&d, "\033[224z", KEYCODE_F1);
	while (all.n > 0) {
		struct slice in = slice_make(all.p, all.n < step ? all.n :
								   step);

		all = slice_make(all.p + in.n, all.n - in.n);
		while (decode_next(&d, &in, &ev))
			sum = note(sum, &ev);
	}
	while (decode_patience(&d, false) >= 0)
		if (decode_silence(&d, &ev))
			sum = note(sum, &ev);
	decode_free(&d);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice all = slice_make((const char *)data, size);

	assert(run(all, 1) == run(all, size ? size : 1));
	return 0;
}
