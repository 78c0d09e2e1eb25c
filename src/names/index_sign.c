/* What tells of a sound at a glance which others may be near. */
#include "names/index_file.h"

enum { LETTERS = 32, PAIRS = 32 };

static unsigned letter_bit(unsigned char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' : 26 + c % (LETTERS - 26);
}

uint64_t sound_sign(struct slice sound)
{
	uint64_t sign = 0;
	unsigned before = 0;

	for (size_t i = 0; i < sound.n; i++) {
		unsigned letter = letter_bit((unsigned char)sound.p[i]);

		sign |= (uint64_t)1 << letter;
		if (i > 0)
			sign |= (uint64_t)1 <<
				(LETTERS + (before * 7 + letter) % PAIRS);
		before = letter;
	}
	return sign;
}

uint32_t sound_bones(struct slice sound)
{
	uint32_t hash = 0x811c9dc5u;

	for (size_t i = 0; i < sound.n; i++)
		if (!memchr("aeiouy", sound.p[i], 6))
			hash = (hash ^ (unsigned char)sound.p[i]) * 0x01000193u;
	return hash;
}
