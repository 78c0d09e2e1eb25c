/* Where the text is: each paragraph speaks for the elements around it, by its
 * length and its commas, the nearest most; links speak against them. */
#include "read/html_inside.h"

enum {
	TOP = 5, LEAST_CHARS = 25, LEVELS = 5, WEIGHT = 25,
	ALIKE = 3,		/* good ones below one that is better yet */
};

static float weight_of(unsigned hints)
{
	float w = 0;

	if (hints & HINT_NEGATIVE)
		w -= WEIGHT;
	if (hints & HINT_POSITIVE)
		w += WEIGHT;
	if ((hints & HINT_BODY) == HINT_BODY && !(hints & HINT_NEGATIVE))
		w += WEIGHT;
	return w;
}

static const signed char tag_score[TAG_COUNT] = {
	[TAG_ARTICLE] = 10, [TAG_MAIN] = 5, [TAG_DIV] = 5,
	[TAG_PRE] = 3, [TAG_TD] = 3, [TAG_BLOCKQUOTE] = 3,
	[TAG_ADDRESS] = -3, [TAG_OL] = -3, [TAG_UL] = -3, [TAG_DL] = -3,
	[TAG_DD] = -3, [TAG_DT] = -3, [TAG_LI] = -3, [TAG_FORM] = -3,
	[TAG_H1] = -5, [TAG_H2] = -5, [TAG_H3] = -5, [TAG_H4] = -5,
	[TAG_H5] = -5, [TAG_H6] = -5, [TAG_TH] = -5,
};

static bool says_body(const struct node *n)
{
	struct slice prop = dom_attr(n, "itemprop");

	return slice_find(prop, SLICE("articleBody"), 0) >= 0;
}

static void begin(struct scene *s, size_t i)
{
	struct part *p = &s->part[i];
	const struct node *n = &s->dom->node[i];

	if (p->scored)
		return;
	p->scored = true;
	p->score = (float)tag_score[n->tag] + weight_of(p->hints) +
		   (says_body(n) ? 2 * WEIGHT : 0);
}

static float value_of(uint32_t chars, uint32_t commas)
{
	float bonus = (float)(chars / 100);

	return 1 + (float)commas + (bonus > 3 ? 3 : bonus);
}

static void spread(struct scene *s, size_t i, float value)
{
	const struct node *node = s->dom->node;

	for (int level = 0; level < LEVELS; level++) {
		float by = level == 0 ? 1 : level == 1 ? 2 : 3 * (float)level;

		begin(s, i);
		s->part[i].score += value / by;
		if (i == 0)
			break;
		i = node[i].parent;
	}
}

/* A block whose text is in no other block is a paragraph, whatever its tag is;
 * beside other blocks its text is one more of them. */
static void score_block(struct scene *s, size_t i)
{
	const struct part *p = &s->part[i];
	enum tag tag = (enum tag)s->dom->node[i].tag;
	bool leaf = p->own == p->text;

	if (scene_data(s->dom, i)) {
		spread(s, s->dom->node[i].parent,
		       value_of(p->text, p->commas));
		return;
	}
	if (p->table > 0 && p->table == p->text)
		return;		/* of a table, or around one */
	if (p->own < LEAST_CHARS || i == 0 || tag == TAG_LI || tag == TAG_A ||
	    tag == TAG_H1)
		return;
	if (scene_links(s, i) > 0.9f)
		return;
	spread(s, leaf ? s->dom->node[i].parent : i,
	       value_of(p->own, p->own_commas));
}

/* --- the best ------------------------------------------------------------------ */

static float merit(const struct scene *s, size_t i)
{
	return s->part[i].scored ?
		s->part[i].score * (1 - scene_links(s, i)) : 0;
}

static void keep_best(const struct scene *s, size_t top[TOP], size_t i)
{
	for (int k = 0; k < TOP; k++) {
		if (top[k] && merit(s, top[k]) >= merit(s, i))
			continue;
		for (int m = TOP - 1; m > k; m--)
			top[m] = top[m - 1];
		top[k] = i;
		return;
	}
}

static bool is_below(const struct scene *s, size_t i, size_t above)
{
	return i > above && i < s->dom->node[above].end;
}

/* Where several are about as good, what holds them all is the article. */
static size_t common(const struct scene *s, const size_t top[TOP])
{
	size_t i = s->dom->node[top[0]].parent;

	for (; i > 0 && s->dom->node[i].tag != TAG_BODY;
	     i = s->dom->node[i].parent) {
		int below = 0;

		for (int k = 1; k < TOP; k++)
			below += top[k] && is_below(s, top[k], i) &&
				 merit(s, top[k]) >= 0.75f * merit(s, top[0]);
		if (below >= ALIKE)
			return i;
	}
	return top[0];
}

static bool only_child(const struct scene *s, size_t i)
{
	size_t up = s->dom->node[i].parent;

	return s->part[up].text == s->part[i].text;
}

/* Upwards, while that gains. */
static size_t climb(struct scene *s, size_t i)
{
	const struct node *node = s->dom->node;
	float last, least;

	begin(s, i);
	last = s->part[i].score;
	least = last / 3;
	for (size_t up = node[i].parent; up > 0 && node[up].tag != TAG_BODY;
	     up = node[up].parent) {
		if (!s->part[up].scored)
			continue;
		if (s->part[up].score < least)
			break;
		if (s->part[up].score > last) {
			i = up;
			break;
		}
		last = s->part[up].score;
	}
	while (node[i].parent > 0 && node[node[i].parent].tag != TAG_BODY &&
	       only_child(s, i))
		i = node[i].parent;
	return i;
}

/* --- what stands beside it ------------------------------------------------------ */

static bool ends_sentence(const struct scene *s, size_t i)
{
	struct str text = STR_INIT(4096);
	bool yes;

	dom_add_text(s->dom, i, &text);
	yes = slice_find(str_slice(&text), SLICE(". "), 0) >= 0 ||
	      slice_ends(slice_trim(str_slice(&text)), ".");
	str_free(&text);
	return yes;
}

static bool alike(const struct scene *s, size_t i, size_t k)
{
	struct slice class = dom_attr(&s->dom->node[i], "class");

	return class.n && slice_eq(class, dom_attr(&s->dom->node[k], "class"));
}

/* Is it a paragraph, or a box of them, that reads like part of a text? */
static bool reads_on(const struct scene *s, size_t i, float links)
{
	const struct part *p = &s->part[i];

	if (p->scored && p->text > 80 && links < 0.1f &&
	    !(p->hints & (HINT_NEGATIVE | HINT_UNLIKELY)))
		return true;
	if (p->own != p->text || s->dom->node[i].tag == TAG_UL)
		return false;
	if (p->text > 80)
		return links < 0.25f;
	return p->text > 0 && links == 0 && ends_sentence(s, i);
}

static bool belongs(const struct scene *s, size_t i, size_t best)
{
	const struct part *p = &s->part[i];
	float least = s->part[best].score * 0.2f, links = scene_links(s, i);
	float bonus = alike(s, i, best) ? least : 0;

	if ((s->dom->node[i].tag == TAG_H1 && links == 0) ||
	    5 * p->table > 4 * p->text)
		return true;
	if (p->scored && p->score + bonus >= (least > 10 ? least : 10) &&
	    links < 0.5f)
		return true;
	return reads_on(s, i, links);
}

static size_t join(struct scene *s, size_t best)
{
	struct node *node = s->dom->node;
	size_t up = node[best].parent;

	if (best == 0 || node[best].tag == TAG_BODY)
		return best;
	for (size_t i = up + 1; i < node[up].end; i = node[i].end)
		if (i != best && !node[i].skip && !belongs(s, i, best))
			scene_skip(s, i);
	return up;
}

size_t scene_root(struct scene *s)
{
	size_t top[TOP] = {0}, best;

	for (size_t i = 1; i < s->dom->n; i++)
		if (scene_block(&s->dom->node[i]) && !s->dom->node[i].skip)
			score_block(s, i);
	for (size_t i = 1; i < s->dom->n; i++)
		if (s->part[i].scored && !s->dom->node[i].skip)
			keep_best(s, top, i);
	if (!top[0])
		return 0;
	best = climb(s, common(s, top));
	s->best = best;
	return join(s, best);
}
