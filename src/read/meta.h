/* What a document says about itself. */
#ifndef THAW_READ_META_H
#define THAW_READ_META_H

#include "model/pdate.h"
#include "read/page.h"

struct meta {
	struct slice title;
	struct slice url;		/* http(s), canonical before og:url */
	struct slice publisher;
	struct slice author;
	struct slice language;		/* "en" */
	struct slice published;		/* ISO */
	unsigned char rank[6];		/* how good what we have is */
};

/* Takes `content` for what `name` ("og:title", "author") says, unless a better
 * name already did. Unknown names are skipped. Copies into `mem`. */
void meta_pair(struct meta *m, struct arena *mem, struct slice name,
	       struct slice content);
/* Fills what is missing from the text itself: title and language. */
void meta_guess(struct meta *m, struct page *p);

#endif
