/* What a document says about itself. */
#ifndef THAW_READ_META_H
#define THAW_READ_META_H

#include "model/pdate.h"
#include "read/page.h"

enum meta_field {
	META_TITLE, META_URL, META_PUBLISHER, META_AUTHOR, META_LANGUAGE,
	META_PUBLISHED, META_BASED_ON, META_HEAD, META_BODY, META_FIELDS,
};

struct meta {
	struct slice title;
	struct slice url;		/* http(s), canonical before og:url */
	struct slice publisher;
	struct slice author;		/* names, a line each */
	struct slice language;		/* "en" */
	struct slice published;		/* ISO */
	struct slice based_on;		/* name or address of another report */
	struct slice head;		/* text of the first <h1> */
	struct slice body;		/* the article as the page's data has it */
	unsigned char rank[META_FIELDS];	/* how good what we have is */
};

/* Takes `content` for what `name` ("og:title", "author") says, unless a better
 * name already did; of equal ones the first, but all authors. Unknown names are
 * skipped. Copies into `mem`. */
void meta_pair(struct meta *m, struct arena *mem, struct slice name,
	       struct slice content);
/* Takes what schema.org's articles say in a <script> of JSON-LD: names that
 * begin with "ld:". What is no JSON says nothing. */
void meta_jsonld(struct meta *m, struct arena *mem, struct slice json);
/* Fills what is missing from the text itself: title and language; takes the
 * name of the site off the title and everything but names off the authors. */
void meta_guess(struct meta *m, struct page *p);
/* "en", "be", "ru", "uk", "pl", "de" ..., or NULL. */
const char *meta_language(struct slice text);
/* The next name of *rest ("By Jan P and Vera U, editor"), without leads and
 * roles; false at the end. */
bool byline_next(struct slice *rest, struct slice *name);
/* Does the line say who wrote the text: "By ...", "Аўтар: ..."? */
bool byline_leads(struct slice line);

#endif
