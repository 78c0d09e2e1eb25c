/* The section `map` of a source: what the columns of somebody's table, or the
 * members of their JSON, mean. One option a property, its value the column or
 * columns that have it; `const { }` has properties that no column tells.
 *
 * It goes to the reader as a text (struct source's mapping), since readers see
 * no settings and may be in another process: "map", then a line each of
 *   .kind TAB person       .key .rows .date_order .list_separator .lang
 *   .word TAB libre = free their word and ours: one a line
 *   name TAB Full name     a property and a column
 *   =country TAB BY        a property and its value
 */
#ifndef THAW_MODEL_CONF_MAP_H
#define THAW_MODEL_CONF_MAP_H

#include <confuse.h>

#include "base/arena.h"
#include "model/property.h"

enum { CONF_MAP_OPTIONS = PROP_COUNT + 10 };

/* Fills the options of the section and of its `const`; `constant` outlives
 * `map`. */
void conf_map_options(cfg_opt_t map[CONF_MAP_OPTIONS],
		      cfg_opt_t constant[CONF_MAP_OPTIONS]);
/* The text of the section in mem; NULL, or what is wrong with it in `why`. */
const char *conf_map_text(cfg_t *source, struct arena *mem,
			  struct slice *text, char why[ERR_MAX]);

#endif
