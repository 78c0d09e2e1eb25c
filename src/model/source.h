/* One place that data comes from: a section of sources.conf. */
#ifndef THAW_MODEL_SOURCE_H
#define THAW_MODEL_SOURCE_H

#include "base/arena.h"

enum { SOURCE_URLS = 8, SOURCES_MAX = 4096, SOURCE_NEVER = 0 };

struct source {
	struct slice key;		/* [a-z0-9-]+ */
	struct slice title;
	struct slice publisher;
	struct slice url[SOURCE_URLS];	/* http https file sftp asset */
	size_t n_urls;
	struct slice index;		/* tells the version of the urls, or
					 * absent */
	struct slice format;		/* reader's name, "auto" sniffs */
	struct slice group;
	struct slice user_agent;
	struct slice mapping;		/* csv: "header=property;..." */
	int64_t period_s;		/* SOURCE_NEVER: only when asked */
	int64_t max_bytes;		/* 0: the setting */
	bool enabled;
	int line;			/* in its file, for messages */
};

struct sources {
	struct arena mem;	/* holds every slice */
	struct source *list;	/* in file order */
	size_t n, cap;
};

const struct source *sources_find(const struct sources *s, struct slice key);
void sources_free(struct sources *s);
/* "15m" "12h" "1d" "never" in seconds; false otherwise. */
bool period_parse(struct slice text, int64_t *seconds);
bool source_key_valid(struct slice key);
/* Some address of it is neither in the program nor a file. */
bool source_uses_network(const struct source *s);

#endif
