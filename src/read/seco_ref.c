#include "read/seco_ref.h"

#include <stdlib.h>

#include "base/text.h"
#include "read/listroot.h"

enum {
	SETS_MAX = 4096,
	PLACES_MAX = 1 << 18,
	REF_BYTES = 64 << 20,
	TEXT_BYTES = 64 << 10,
};

const char seco_root[] = "swiss-sanctions-list";

struct walk {
	struct seco_ref *ref;
	struct str id;			/* of the open place or set */
	struct str key, ordinance;	/* of the open programme */
	struct str text;		/* the open place, or a set's title */
	struct str code;		/* ISO code of the open country */
	bool english;			/* the open text is */
};

struct element {
	const char *name;
	size_t depth;
	enum xml_want want;
	int (*on_open)(struct walk *w, const struct xml_tag *tag,
		       struct err *e);
	int (*on_close)(struct walk *w, struct slice text, struct err *e);
};

void seco_ref_init(struct seco_ref *ref)
{
	*ref = (struct seco_ref){ .mem = ARENA_INIT(REF_BYTES) };
}

void seco_ref_free(struct seco_ref *ref)
{
	arena_free(&ref->mem);
	free(ref->set);
	free(ref->place);
	*ref = (struct seco_ref){0};
}

/* The English title stays where there is one, else the first. */
static int set_add(struct seco_ref *ref, struct slice id, struct slice title,
		   bool english, struct err *e)
{
	struct seco_set *s = NULL;

	for (size_t i = ref->open; i < ref->sets && !s; i++)
		if (slice_eq(ref->set[i].id, id))
			s = &ref->set[i];
	if (s && (s->english || !english))
		return 0;
	if (!s) {
		if (vec_room((void **)&ref->set, &ref->set_cap, ref->sets,
			     sizeof(*ref->set), SETS_MAX, e) < 0)
			return -1;
		s = &ref->set[ref->sets++];
		*s = (struct seco_set){ .id = arena_slice(&ref->mem, id) };
	}
	s->title = arena_slice(&ref->mem, title);
	s->english = english;
	return arena_ok(&ref->mem, "sets of sanctions", e);
}

/* Gives the sets of the programme that ends what they belong to. */
static int programme_end(struct seco_ref *ref, struct slice key,
			 struct slice ordinance, struct err *e)
{
	key = arena_slice(&ref->mem, key);
	ordinance = arena_slice(&ref->mem, ordinance);
	for (size_t i = ref->open; i < ref->sets; i++) {
		ref->set[i].programme = key;
		ref->set[i].ordinance = ordinance;
	}
	return arena_ok(&ref->mem, "programmes", e);
}

static int place_add(struct seco_ref *ref, const struct seco_place *place,
		     struct err *e)
{
	if (vec_room((void **)&ref->place, &ref->place_cap, ref->places,
		     sizeof(*ref->place), PLACES_MAX, e) < 0)
		return -1;
	ref->place[ref->places++] = (struct seco_place){
		arena_slice(&ref->mem, place->id),
		arena_slice(&ref->mem, place->text),
		arena_slice(&ref->mem, place->country),
	};
	return arena_ok(&ref->mem, "places", e);
}

static int by_id(const void *a, const void *b)
{
	const struct seco_place *x = a, *y = b;

	return slice_cmp(x->id, y->id);
}

static void sort_places(struct seco_ref *ref)
{
	if (ref->places)
		qsort(ref->place, ref->places, sizeof(*ref->place), by_id);
}

const struct seco_set *seco_set_find(const struct seco_ref *ref,
				     struct slice id)
{
	for (size_t i = 0; i < ref->sets; i++)
		if (slice_eq(ref->set[i].id, id))
			return &ref->set[i];
	return NULL;
}

const struct seco_place *seco_place_find(const struct seco_ref *ref,
					 struct slice id)
{
	struct seco_place key = { .id = id };

	if (ref->places == 0)
		return NULL;
	return bsearch(&key, ref->place, ref->places, sizeof(key), by_id);
}

/* --- the walk -------------------------------------------------------------- */

static int put(struct str *to, struct slice text, struct err *e)
{
	str_clear(to);
	text_squash(to, text);
	return str_ok(to, "text", e);
}

static int open_lang(struct walk *w, const struct xml_tag *tag, struct err *e)
{
	w->english = slice_is(xml_attr(tag, "lang"), "eng");
	return put(&w->id, xml_attr(tag, "ssid"), e);
}

static int close_key(struct walk *w, struct slice text, struct err *e)
{
	return w->english || w->key.n == 0 ? put(&w->key, text, e) : 0;
}

static int close_ordinance(struct walk *w, struct slice text, struct err *e)
{
	return w->english || w->ordinance.n == 0 ?
		put(&w->ordinance, text, e) : 0;
}

static int close_set(struct walk *w, struct slice text, struct err *e)
{
	if (put(&w->text, text, e) < 0)
		return -1;
	return set_add(w->ref, str_slice(&w->id),
			    str_slice(&w->text), w->english, e);
}

static int open_programme(struct walk *w, const struct xml_tag *tag,
			  struct err *e)
{
	(void)tag, (void)e;
	str_clear(&w->key);
	str_clear(&w->ordinance);
	w->ref->open = w->ref->sets;
	return 0;
}

static int close_programme(struct walk *w, struct slice text, struct err *e)
{
	(void)text;
	if (w->key.n == 0)
		return err_set(e, ERR_FORMAT,
			       "a sanctions programme without a key");
	return programme_end(w->ref, str_slice(&w->key),
				  str_slice(&w->ordinance), e);
}

static int open_place(struct walk *w, const struct xml_tag *tag,
		      struct err *e)
{
	str_clear(&w->text);
	str_clear(&w->code);
	return put(&w->id, xml_attr(tag, "ssid"), e);
}

static int close_where(struct walk *w, struct slice text, struct err *e)
{
	size_t before = w->text.n;

	if (before)
		str_addz(&w->text, ", ");
	text_squash(&w->text, text);
	if (before && w->text.n == before + 2)
		str_cut(&w->text, before);
	return str_ok(&w->text, "a place", e);
}

static int open_country(struct walk *w, const struct xml_tag *tag,
			struct err *e)
{
	return put(&w->code, xml_attr(tag, "iso-code"), e);
}

static int close_country(struct walk *w, struct slice text, struct err *e)
{
	if (w->code.n == 0 && put(&w->code, text, e) < 0)
		return -1;
	return close_where(w, text, e);
}

static int close_place(struct walk *w, struct slice text, struct err *e)
{
	const struct seco_place at = { str_slice(&w->id),
				       str_slice(&w->text),
				       str_slice(&w->code) };

	(void)text;
	return place_add(w->ref, &at, e);
}

static const struct element elements[] = {	/* sorted by name */
	{ "area",              3, XML_TEXT, NULL,           close_where },
	{ "country",           3, XML_TEXT, open_country,   close_country },
	{ "location",          3, XML_TEXT, NULL,           close_where },
	{ "place",             2, XML_DOWN, open_place,     close_place },
	{ "program-key",       3, XML_TEXT, open_lang,      close_key },
	{ "program-name",      3, XML_TEXT, open_lang,      close_ordinance },
	{ "sanctions-program", 2, XML_DOWN, open_programme, close_programme },
	{ "sanctions-set",     3, XML_TEXT, open_lang,      close_set },
};

static int by_name(const void *key, const void *row)
{
	const struct slice *name = key;
	const struct element *el = row;

	return slice_cmp(*name, slice_of(el->name));
}

static const struct element *find(struct slice name, size_t depth)
{
	const struct element *el;

	el = bsearch(&name, elements, sizeof(elements) / sizeof(*elements),
		     sizeof(*elements), by_name);
	return el && el->depth == depth ? el : NULL;
}

/* The same element also wraps what one amendment changed, or what a search
 * found. Taken for the list, it would say that everybody else was removed. */
static int open_root(const struct xml_tag *tag, struct err *e)
{
	struct slice type = xml_attr(tag, "list-type");

	if (listroot_check(tag, seco_root, NULL, e) < 0)
		return -1;
	if (!slice_is(type, "whole-list"))
		return err_set(e, ERR_FORMAT, "list-type \"%.*s\" is not the "
			       "whole list", SLICE_ARG(type));
	return 0;
}

static int ref_open(void *ctx, const struct xml_tag *tag, enum xml_want *want,
		    struct err *e)
{
	const struct element *el = find(tag->name, tag->depth);
	struct walk *w = ctx;

	if (tag->depth == 1)
		return open_root(tag, e);
	*want = el ? el->want : XML_SKIP;
	return el && el->on_open ? el->on_open(w, tag, e) : 0;
}

static int ref_close(void *ctx, struct slice name, size_t depth,
		     struct slice text, struct err *e)
{
	const struct element *el = find(name, depth);
	struct walk *w = ctx;

	return el && el->on_close ? el->on_close(w, text, e) : 0;
}

int seco_ref_read(struct seco_ref *ref, struct input_part *part,
		  struct err *e)
{
	static const struct xml_walk walk = { ref_open, ref_close, false };
	struct walk w = { .ref = ref,
			  .id = STR_INIT(TEXT_BYTES),
			  .key = STR_INIT(TEXT_BYTES),
			  .ordinance = STR_INIT(TEXT_BYTES),
			  .text = STR_INIT(TEXT_BYTES),
			  .code = STR_INIT(TEXT_BYTES) };
	int rc = xml_read(part, &walk, &w, e);

	sort_places(ref);
	str_free(&w.id);
	str_free(&w.key);
	str_free(&w.ordinance);
	str_free(&w.text);
	str_free(&w.code);
	return rc;
}
