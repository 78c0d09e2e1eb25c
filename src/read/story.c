/* The least of many hashes of all runs of three words is the same in two texts
 * as often as the runs are. One hash a run does for all: its top decides in
 * which of the bins it competes. Three bins make a band; texts that share a band
 * are taken for one story. A bin without a run borrows from the next. */
#include "read/story.h"

#include "base/text.h"

enum {
	BANDS = 12, ROWS = 3, BINS = BANDS * ROWS, RUN = 3, WORDS_LEAST = 60,
	TEXT_BYTES = 64 << 10,	/* of a longer text the beginning counts */
};

static uint64_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

static uint64_t word_hash(struct slice w)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < w.n; i++)
		h = (h ^ (unsigned char)w.p[i]) * 0x100000001b3u;
	return mix(h);
}

static size_t take_runs(struct slice key, uint64_t least[BINS])
{
	uint64_t run[RUN] = {0};
	struct slice word;
	size_t n = 0;

	while (slice_cut(&key, ' ', &word)) {
		uint64_t h;

		run[n++ % RUN] = word_hash(word);
		if (n < RUN)
			continue;
		h = mix(run[(n - 3) % RUN] + 3 * run[(n - 2) % RUN] +
			7 * run[(n - 1) % RUN]);
		if (h < least[(h >> 32) % BINS])
			least[(h >> 32) % BINS] = h;
	}
	return n;
}

static uint64_t bin(const uint64_t least[BINS], size_t i)
{
	for (size_t k = 0; k < BINS; k++)
		if (least[(i + k) % BINS] != UINT64_MAX)
			return mix(least[(i + k) % BINS] + k);
	return 0;
}

void story_put(struct builder *b, struct slice text)
{
	struct str key = STR_INIT(4 * TEXT_BYTES);
	uint64_t least[BINS];

	for (size_t i = 0; i < BINS; i++)
		least[i] = UINT64_MAX;
	if (text.n > TEXT_BYTES)
		text.n = TEXT_BYTES;
	text_key(&key, text);
	if (!key.bad && take_runs(str_slice(&key), least) >= WORDS_LEAST)
		for (size_t i = 0; i < BANDS; i++) {
			uint64_t h = i;

			for (size_t k = 0; k < ROWS; k++)
				h = mix(h * 31 + bin(least, i * ROWS + k));
			build_claimf(b, PROP_story, "%zu-%012llx", i,
				     (unsigned long long)(h >> 16));
		}
	str_free(&key);
}
