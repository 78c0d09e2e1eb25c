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

/* `part` outlives it. On failure nothing is held. */
int jsonscan_open(struct jsonscan **s, struct input_part *part,
		  struct err *e);
/* 1 and an object that dies at the next call, 0 at the end, -1. */
int jsonscan_next(struct jsonscan *s, const struct jnode **object,
		  struct err *e);
/* Puts "object N: " before the message. Returns -1. */
int jsonscan_in(const struct jsonscan *s, struct err *e);
void jsonscan_close(struct jsonscan **s);

#endif
