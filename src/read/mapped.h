/* Somebody's table, or JSON, read by the section `map` of its source, so that a
 * list is added without code. The text of it: model/conf_map.h.
 *
 * A column goes to a property: dates in the order that the map says, words
 * through the property's vocabulary, in any of its languages; articles, roles,
 * lengths of time and issues as in the other lists (docket.h). What cannot be
 * understood is a note. A column that the file lacks refuses it.
 */
#ifndef THAW_READ_MAPPED_H
#define THAW_READ_MAPPED_H

#include "model/input.h"
#include "model/record.h"

/* The mapping is such a section. */
bool mapped_is(struct slice mapping);
/* Tables; `json`: objects. */
int mapped_read(struct input *in, bool json, record_fn *emit, void *ctx,
		struct err *e);

#endif
