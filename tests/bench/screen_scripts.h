/* How one does what all do: the keys of each program. */
#ifndef THAW_BENCH_SCREEN_SCRIPTS_H
#define THAW_BENCH_SCREEN_SCRIPTS_H

enum program { THAW, NEWSBOAT, SFEED, TIG, PROGRAMS };

/* NULL: it does not. */
struct script {
	const char *name;
	const char *into;	/* from the start to a list */
	const char *focus;	/* ... and to have keys go there */
	const char *into_all;	/* to the list of all items, with -all */
	const char *page;	/* one page down */
	const char *open, *back;
	const char *prompt;	/* of a filter or search */
	const char *enter;	/* looks for what was typed; NULL: typing does */
	const char *leave;	/* the search */
	const char *const *mixed;	/* one of these at a time, key by key */
	const char *reload;
};

extern const struct script scripts[PROGRAMS];

#endif
