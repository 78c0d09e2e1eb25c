/* Files and folders of the user: private, made on demand, replaced whole. */
#ifndef THAW_BASE_PATH_H
#define THAW_BASE_PATH_H

#include "base/str.h"

enum { PATH_BYTES = 4096 };

/* $XDG_DATA_HOME/thaw, $XDG_CONFIG_HOME/thaw, $XDG_CACHE_HOME/thaw or their
 * defaults under $HOME, without a trailing slash. -1 when neither is set. */
int path_data(struct str *out, struct err *e);
int path_config(struct str *out, struct err *e);
int path_cache(struct str *out, struct err *e);

/* Makes the folder and its parents, 0700. */
int path_make_dir(const char *dir, struct err *e);
/* Appends it, with the home where it begins with "~/": no shell has read it. */
void path_add_home(struct str *out, struct slice path);
/* As path_make_dir for the folder that `file` lies in. */
int path_make_parent(const char *file, struct err *e);
bool path_exists(const char *file);

/* Appends the file's content; ERR_LIMIT when it is larger than the str's
 * ceiling. *absent (may be NULL) is set, and 0 returned, where there is none. */
int path_read(const char *file, struct str *out, bool *absent, struct err *e);
/* Writes a new file beside it (0600), syncs, renames: whole or not at all. */
int path_replace(const char *file, struct slice data, struct err *e);
/* Likewise, with these rights, and last changed at that second. */
int path_replace_as(const char *file, struct slice data, unsigned mode,
		    int64_t at, struct err *e);
/* The same for who writes by himself. path_begin() gives the descriptor, the
 * caller's to close, or -1, and the name beside `file`. path_end() takes what
 * became of the writing: 0 puts the new file in the place, -1 removes it.
 * Returns -1 then too. */
int path_begin(const char *file, char name[PATH_BYTES], struct err *e);
int path_end(const char *file, const char *name, int fd, int rc,
	     struct err *e);
/* path_begin() for a file that several processes may make at once: the descriptor,
 * read-write, is ours alone until it is closed. -1 with *busy where another is at
 * it. What a killed one has left is in it. */
int path_claim(const char *file, char name[PATH_BYTES], bool *busy,
	       struct err *e);
/* An unnamed temporary file, read-write, gone when closed. Returns fd or -1. */
int path_spool(struct err *e);
int path_write_all(int fd, struct slice data, struct err *e);

#endif
