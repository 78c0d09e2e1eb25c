/* What the manual and the completions say, from the tables that act.
 *
 * mkguide (mkguide.c) copies a template; a line "@NAME ARGUMENT@" in it stands
 * for what one of these functions writes. It runs at build time alone.
 */
#ifndef THAW_ASSETS_GUIDE_H
#define THAW_ASSETS_GUIDE_H

#include "cmd/cmd.h"

enum { GUIDE_BYTES = 8 << 20, GUIDE_COLUMNS = 76 };

typedef void guide_fn(struct str *to, struct slice arg);

/* --- pieces of a manual page, guide_man.c --- */
/* Text for people, filled: sentences begin lines, and what stands in `` is
 * bold. */
void man_prose(struct str *to, struct slice text);
/* Text as it is typed: every sign stays the one that it is. */
void man_literal(struct str *to, struct slice text);
/* Words of a usage: what is typed bold, what stands for something italic. */
void man_usage(struct str *to, struct slice usage);
/* What `more` of a command writes: paragraphs, tables, lines as they are. */
void man_more(struct str *to, struct slice text);

guide_fn man_commands, man_options, man_keys, man_writers, man_panes;
guide_fn man_version;
guide_fn man_views, man_is, man_vocab;				/* guide_data.c */
guide_fn man_fields, man_properties, man_readers, man_sources, man_actions,
		man_roles;

/* --- rows of a completion, guide_shell.c: ARGUMENT is sh or fish --- */
guide_fn shell_rows;

#endif
