/* A file of lines that are JSON objects, read one line at a time.
 *
 * Memory is that of the longest line and its tree (jsontree.h). Blank lines are
 * none; the last one needs no line end. Errors begin with "line 7: ".
 */
#ifndef THAW_READ_JSONL_H
#define THAW_READ_JSONL_H

#include "model/input.h"
#include "read/jsontree.h"

struct jsonl;

/* `part` outlives it. On failure nothing is held. */
int jsonl_open(struct jsonl **l, struct input_part *part, struct err *e);
/* 1 and an object that dies at the next call, 0 at the end, -1. */
int jsonl_next(struct jsonl *l, const struct jnode **object, struct err *e);
/* Puts "line N: " of the object before the message. Returns -1. */
int jsonl_in(const struct jsonl *l, struct err *e);
void jsonl_close(struct jsonl **l);

#endif
