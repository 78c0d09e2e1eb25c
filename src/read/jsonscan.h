/* Objects of a JSON text of any length, one at a time: the elements of an
 * array, of the first array called "data" or "subjects" in an object around
 * it, or objects one after another, such as one a line.
 *
 * Memory is that of the largest object and its tree (jsontree.h). Only the way to
 * the objects is followed here; each is parsed by jsontree. Errors begin with
 * "object 7: ".
 */
#ifndef THAW_READ_JSONSCAN_H
#define THAW_READ_JSONSCAN_H

#include "model/input.h"
#include "read/jsontree.h"

struct jsonscan;

enum { JSON_PATH = 8 };	/* names in a path */

/* `part` outlives it. On failure nothing is held. */
int jsonscan_open(struct jsonscan **s, struct input_part *part,
		  struct err *e);
/* The elements of the array that stands at the path, "results.bindings": what
 * is beside it is passed over. Where the file has no such array, the end comes
 * at once (jsonscan_found). `path` outlives it. */
int jsonscan_open_at(struct jsonscan **s, struct input_part *part,
		     struct slice path, struct err *e);
bool jsonscan_found(const struct jsonscan *s);
/* The number called "total" beside the array, so far; -1: none. */
int64_t jsonscan_total(const struct jsonscan *s);
/* 1 and an object that dies at the next call, 0 at the end, -1. */
int jsonscan_next(struct jsonscan *s, const struct jnode **object,
		  struct err *e);
/* Puts "object N: " before the message. Returns -1. */
int jsonscan_in(const struct jsonscan *s, struct err *e);
void jsonscan_close(struct jsonscan **s);
/* The part begins as JSON does: with an object or array. Rewinds. */
bool jsonscan_is(struct input_part *part);

#endif
