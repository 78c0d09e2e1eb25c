/* Boxes inside an article that are none of it. */
#include "read/html_inside.h"

#include "base/text.h"
#include "model/vocab.h"

enum { PHRASE_CHARS = 160, KEY_BYTES = 2048, BOX_CHARS = 25, COMMAS = 10,
       LEAD_BYTES = 1000 };

static bool is_list(enum tag tag)
{
	return tag == TAG_UL || tag == TAG_OL || tag == TAG_DL;
}

static bool is_box(const struct node *n)
{
	switch (n->tag) {
	case TAG_FORM: case TAG_FIELDSET: case TAG_UL: case TAG_OL:
	case TAG_DL: case TAG_DIV: case TAG_SECTION: case TAG_HEADER:
	case TAG_DETAILS: case TAG_CENTER: case TAG_ARTICLE: case TAG_OTHER:
		return true;
	case TAG_TABLE:
		return n->layout;
	default:
		return false;
	}
}

static bool too_many_links(const struct part *p, bool list, float links)
{
	bool liked = p->hints & HINT_POSITIVE && !(p->hints & HINT_NEGATIVE);

	if (p->commas >= COMMAS)
		return links > 0.6f;
	if (list)
		return links > (p->text > 400 ? 0.6f : 0.4f);
	return links > (liked ? 0.5f : 0.25f);
}

static bool has_bad_name(const struct part *p)
{
	return p->hints & HINT_NEGATIVE && !(p->hints & HINT_POSITIVE) &&
	       p->commas < COMMAS;
}

/* More items than paragraphs, fields to fill in, a picture and its word. */
static bool is_no_text(const struct part *p, bool list, float links)
{
	if (p->commas >= COMMAS)
		return false;
	if (p->inputs > p->paras / 3 && p->inputs > 0)
		return true;
	if (list)
		return false;
	return (p->items > p->paras + 2 && p->items > 3 && links > 0.15f) ||
	       (p->text < BOX_CHARS && p->images > 0);
}

/* A paragraph that is named a caption, a credit, a byline. */
static bool is_aside(const struct scene *s, size_t i)
{
	return s->dom->node[i].tag == TAG_P && has_bad_name(&s->part[i]) &&
	       s->part[i].text < PHRASE_CHARS;
}

/* "The freed are:" stands before the list, so links are no sign. */
static bool is_announced(const struct scene *s, size_t i)
{
	const struct node *node = s->dom->node;
	struct str text = STR_INIT(LEAD_BYTES);
	size_t before = 0;
	bool lead;

	for (size_t k = node[i].parent + 1; k < i; k = node[k].end)
		if (!node[k].skip && s->part[k].text > 0)
			before = k;
	if (before)
		dom_add_text(s->dom, before, &text);
	lead = !text.bad && slice_ends(slice_trim(str_slice(&text)), ":");
	str_free(&text);
	return lead;
}

static bool is_furniture(const struct scene *s, size_t i)
{
	const struct part *p = &s->part[i];
	bool list = is_list((enum tag)s->dom->node[i].tag) ||
		    (p->text && (float)p->list > 0.9f * (float)p->text);
	float links = scene_links(s, i);

	if (p->text > 0 && 5 * p->table > 4 * p->text)
		return has_bad_name(p);
	if (list && is_announced(s, i))
		return false;
	return p->text == 0 || has_bad_name(p) ||
	       is_no_text(p, list, links) || too_many_links(p, list, links);
}

/* --- by its words ---------------------------------------------------------------- */

/* How the line begins: "related", "notice", or NULL. Whole, or before a mark. */
static const char *phrase_of(struct slice text, bool *whole)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;
	const char *value = NULL;

	text_key(&key, text);
	if (!key.bad && vocab_scan(VOCAB_page_phrase, str_slice(&key), 0, &hit) &&
	    hit.at == 0) {
		value = word_value(hit.word);
		*whole = hit.bytes == key.n;
	}
	str_free(&key);
	return value;
}

/* Skips what follows an announcement, as far as it is links. */
static void skip_announced(struct scene *s, size_t i)
{
	struct node *node = s->dom->node;
	size_t up = node[i].parent, next = node[i].end;

	for (; next < node[up].end; next = node[next].end) {
		if (node[next].skip || s->part[next].text == 0)
			continue;
		if (scene_links(s, next) < 0.5f)
			return;
		scene_skip(s, next);
	}
}

static void clean_phrase(struct scene *s, size_t i)
{
	struct str text = STR_INIT(4 * PHRASE_CHARS + 64);
	const struct part *p = &s->part[i];
	bool whole = false, related;
	const char *value;

	if (p->text == 0 || p->text > PHRASE_CHARS || p->own != p->text)
		return;
	dom_add_text(s->dom, i, &text);
	value = text.bad ? NULL : phrase_of(str_slice(&text), &whole);
	str_free(&text);
	if (!value)
		return;
	related = strcmp(value, "related") == 0;
	if (!whole && scene_links(s, i) < 0.3f && related)
		return;
	if (related)
		skip_announced(s, i);
	scene_skip(s, i);
}

/* Is it in something that is skipped? */
static bool is_gone(const struct scene *s, size_t i, size_t root)
{
	const struct node *node = s->dom->node;

	while (i > root && !node[i].skip)
		i = node[i].parent;
	return i > root;
}

void scene_clean(struct scene *s, size_t root)
{
	struct node *node = s->dom->node;

	for (size_t i = root + 1; i < node[root].end; i++) {
		if (node[i].skip)
			i = node[i].end - 1;
		else if (scene_block(&node[i]))
			clean_phrase(s, i);
	}
	for (size_t i = node[root].end; i-- > root + 1;)
		if (is_aside(s, i) && !is_gone(s, i, root))
			scene_skip(s, i);
		else if (is_box(&node[i]) && !is_gone(s, i, root) &&
		    (i > s->best || node[i].end <= s->best) &&
		    is_furniture(s, i))
			scene_skip(s, i);
}
