/* What html_main.c, html_score.c and html_clean.c share. */
#ifndef THAW_READ_HTML_INSIDE_H
#define THAW_READ_HTML_INSIDE_H

#include "read/dom.h"
#include "read/html_hint.h"

/* What is below an element and not skipped. Lengths are characters, runs of
 * white space being one. */
struct part {
	uint32_t text;
	uint32_t link;		/* of it inside links */
	uint32_t own;		/* of it in no block of its own */
	uint32_t head;		/* of it in headings */
	uint32_t list;		/* of it in lists */
	uint32_t table;		/* of it in tables of data */
	uint32_t commas, own_commas;
	uint32_t paras, items, images, inputs;
	float score;
	bool scored;
	unsigned char hints;
};

struct scene {
	struct dom *dom;
	struct part *part;	/* one a node */
	struct hints hints;
	bool strict;		/* drop the unlikely */
	size_t best;		/* that scene_root() has found */
};

/* Is it a table with rows of several cells? */
bool scene_data(const struct dom *d, size_t i);
/* Is it laid out by itself, not inside a line? */
bool scene_block(const struct node *n);
/* Counts anew what is below each element. */
void scene_count(struct scene *s);
/* Share of the text that is inside links. */
float scene_links(const struct scene *s, size_t i);
/* Skips node i, and takes it out of the counts of those above. */
void scene_skip(struct scene *s, size_t i);

/* The node below which most of the article is; 0 where there is no text. Of
 * what stands beside it in its parent, skips what is not part of it; the
 * parent is then what is returned. */
size_t scene_root(struct scene *s);
/* Skips lists of links, boxes and forms below `root`. */
void scene_clean(struct scene *s, size_t root);

#endif
