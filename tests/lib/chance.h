/* Keys and texts by chance, the same for the same seed. Whatever ends the test
 * before chance_end() makes it print the seed and what was given last. */
#ifndef THAW_TESTS_CHANCE_H
#define THAW_TESTS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

enum { CHANCE_LAST = 32 };

struct chance {
	uint64_t state, seed;
	long given;
	char last[CHANCE_LAST][64];	/* a ring */
};

void chance_begin(struct chance *c, uint64_t seed);
void chance_end(struct chance *c);
unsigned chance_below(struct chance *c, unsigned n);
/* A key of an action, as a rule; else one that edits, or any character. */
uint32_t chance_key(struct chance *c);
/* Keys that lead somewhere: into a verdict, a menu, a picture. */
typedef void chance_key_fn(void *ctx, uint32_t key);
void chance_walk(struct chance *c, chance_key_fn *give, void *ctx);
/* Words of many scripts, of the filter language and of commands that contact
 * nobody. */
const char *chance_text(struct chance *c);
/* From one cell to more than any screen has; often what people have. */
void chance_size(struct chance *c, int *rows, int *cols);
/* Of the environment. */
long chance_number(const char *name, long otherwise);

#endif
