#include "read/loose_own.h"

#include <stdlib.h>

#include "read/entity.h"
#include "read/loose.h"

enum { VALUE_BYTES = 1024 };

static void skip_blanks(struct slice *s)
{
	while (s->n && (s->p[0] == ' ' || s->p[0] == '\t' || s->p[0] == '\n' ||
			s->p[0] == '\r'))
		*s = slice_make(s->p + 1, s->n - 1);
}

static struct slice take_word(struct slice *s)
{
	size_t n = 0;

	skip_blanks(s);
	while (n < s->n && (unsigned char)s->p[n] > ' ' &&
	       s->p[n] != '>' && s->p[n] != '"' && s->p[n] != '\'')
		n++;
	*s = slice_make(s->p + n, s->n - n);
	return slice_make(s->p - n, n);
}

static struct slice take_quoted(struct slice *s)
{
	ptrdiff_t end;
	char mark[2] = "";
	struct slice text;

	skip_blanks(s);
	if (s->n < 2 || (s->p[0] != '"' && s->p[0] != '\''))
		return SLICE_NONE;
	mark[0] = s->p[0];
	end = slice_find(*s, slice_make(mark, 1), 1);
	if (end < 0)
		return SLICE_NONE;
	text = slice_make(s->p + 1, (size_t)end - 1);
	*s = slice_make(s->p + end + 1, s->n - (size_t)end - 1);
	return text;
}

/* References to others inside of it stay as they are: nothing can grow. */
static void add(struct loose_own *o, struct slice name, struct slice value)
{
	struct str text = STR_INIT(4 * VALUE_BYTES);
	struct err e = {0};

	if (o->mem.max == 0)
		o->mem.max = LOOSE_OWN * 5 * VALUE_BYTES;
	entity_text(&text, value, ENTITY_XML, NULL);
	if (!text.bad && vec_room((void **)&o->row, &o->cap, o->n,
				  sizeof(*o->row), LOOSE_OWN, &e) == 0) {
		struct loose_own_row *r = &o->row[o->n++];

		r->name = arena_slice(&o->mem, name);
		r->text = arena_slice(&o->mem, text.n ? str_slice(&text)
						      : SLICE(""));
	}
	str_free(&text);
}

/* How often `value` names an entity that was declared before it. */
static size_t count_own(const struct loose_own *o, struct slice value)
{
	size_t n = 0;

	for (size_t i = 0; i + 1 < value.n; i++) {
		struct slice rest = slice_make(value.p + i + 1,
					       value.n - i - 1), name;

		if (value.p[i] != '&' || !slice_cut(&rest, ';', &name))
			continue;
		for (size_t k = 0; k < o->n; k++)
			n += slice_eq(o->row[k].name, name);
	}
	return n;
}

int loose_own_declare(struct loose_own *o, struct slice doctype,
		      struct err *e)
{
	static const char mark[] = "<!ENTITY";
	ptrdiff_t at = 0;

	while (o->n < LOOSE_OWN &&
	       (at = slice_find(doctype, SLICE("<!ENTITY"), (size_t)at)) >= 0) {
		struct slice rest, name, value;

		at += (ptrdiff_t)sizeof(mark) - 1;
		rest = slice_make(doctype.p + at, doctype.n - (size_t)at);
		name = take_word(&rest);
		value = take_quoted(&rest);
		if (count_own(o, value) > 1)
			return err_set(e, ERR_FORMAT, "the entity %.*s is made"
				       " of others, which can grow without end",
				       SLICE_ARG(name));
		if (name.n && value.p && value.n <= VALUE_BYTES &&
		    !slice_is(name, "%"))
			add(o, name, value);
	}
	return 0;
}

struct slice loose_own_find(void *own, struct slice name)
{
	struct loose_own *o = own;

	for (size_t i = 0; i < o->n; i++) {
		if (!o->row[i].name.p || !slice_eq(o->row[i].name, name))
			continue;
		o->given += o->row[i].text.n;
		return o->given > LOOSE_OWN_BYTES ? SLICE_NONE : o->row[i].text;
	}
	return SLICE_NONE;
}

void loose_own_free(struct loose_own *o)
{
	arena_free(&o->mem);
	free(o->row);
	*o = (struct loose_own){0};
}
