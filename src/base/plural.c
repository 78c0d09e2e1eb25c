#include "base/plural.h"

/* The rest of the rule, and the number it is asked of. */
struct walk {
	struct slice rest;
	uint64_t n;
	unsigned depth;
	bool bad;
};

static const struct operator {
	const char *sign;
	int binds;		/* higher: closer */
} operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "==", 3 }, { "!=", 3 },
	{ "<=", 4 }, { ">=", 4 }, { "<", 4 }, { ">", 4 },
	{ "+", 5 }, { "-", 5 }, { "*", 6 }, { "/", 6 }, { "%", 6 },
};

static uint64_t choice(struct walk *w);

static void skip_blanks(struct walk *w)
{
	while (w->rest.n > 0 && (w->rest.p[0] == ' ' || w->rest.p[0] == '\t'))
		w->rest = slice_make(w->rest.p + 1, w->rest.n - 1);
}

static bool take(struct walk *w, const char *sign)
{
	skip_blanks(w);
	if (!slice_starts(w->rest, sign))
		return false;
	w->rest = slice_make(w->rest.p + strlen(sign),
			     w->rest.n - strlen(sign));
	return true;
}

static uint64_t number(struct walk *w)
{
	uint64_t v = 0;
	size_t i = 0;

	while (i < w->rest.n && i < 9 && w->rest.p[i] >= '0' &&
	       w->rest.p[i] <= '9')
		v = v * 10 + (uint64_t)(w->rest.p[i++] - '0');
	w->bad = w->bad || i == 0;
	if (i > 0)	/* there may be nothing at all */
		w->rest = slice_make(w->rest.p + i, w->rest.n - i);
	return v;
}

static uint64_t operand(struct walk *w)
{
	uint64_t v;

	if (w->bad || w->depth >= PLURAL_DEPTH) {
		w->bad = true;
		return 0;
	}
	w->depth++;
	if (take(w, "!")) {
		v = !operand(w);
	} else if (take(w, "(")) {
		v = choice(w);
		w->bad = w->bad || !take(w, ")");
	} else if (take(w, "n")) {
		v = w->n;
	} else {
		v = number(w);
	}
	w->depth--;
	return v;
}

static const struct operator *next_operator(struct walk *w, int binds)
{
	skip_blanks(w);
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (slice_starts(w->rest, operators[i].sign))
			return operators[i].binds < binds ? NULL :
							    &operators[i];
	return NULL;
}

static uint64_t compare(const char *sign, uint64_t a, uint64_t b)
{
	if (sign[0] == '=')
		return a == b;
	if (sign[0] == '!')
		return a != b;
	if (sign[0] == '<')
		return sign[1] ? a <= b : a < b;
	return sign[1] ? a >= b : a > b;
}

static uint64_t count(struct walk *w, char sign, uint64_t a, uint64_t b)
{
	if (sign == '+')
		return a + b;
	if (sign == '-')
		return a - b;
	if (sign == '*')
		return a * b;
	if (b == 0) {
		w->bad = true;
		return 0;
	}
	return sign == '/' ? a / b : a % b;
}

static uint64_t apply(struct walk *w, const struct operator *o, uint64_t a,
		      uint64_t b)
{
	if (o->binds == 1)
		return a || b;
	if (o->binds == 2)
		return a && b;
	return o->binds < 5 ? compare(o->sign, a, b) :
			      count(w, o->sign[0], a, b);
}

/* Operators that bind at least so closely, from the left. */
static uint64_t binary(struct walk *w, int binds)
{
	uint64_t v = operand(w);
	const struct operator *o;

	while (!w->bad && (o = next_operator(w, binds)) != NULL) {
		take(w, o->sign);
		v = apply(w, o, v, binary(w, o->binds + 1));
	}
	return v;
}

static uint64_t choice(struct walk *w)
{
	uint64_t v, yes, no;

	if (w->depth >= PLURAL_DEPTH) {
		w->bad = true;
		return 0;
	}
	w->depth++;
	v = binary(w, 1);
	if (take(w, "?")) {
		yes = choice(w);
		w->bad = w->bad || !take(w, ":");
		no = choice(w);
		v = v ? yes : no;
	}
	w->depth--;
	return v;
}

static bool ask(const struct plural *p, uint64_t n, uint64_t *form)
{
	struct walk w = { .rest = p->rule, .n = n };

	*form = choice(&w);
	skip_blanks(&w);
	return !w.bad && w.rest.n == 0 && *form < p->forms;
}

/* What follows `name` up to the semicolon or the end of the line. */
static struct slice part(struct slice header, struct slice name)
{
	ptrdiff_t at = slice_find(header, name, 0);
	size_t from, to;

	if (at < 0)
		return SLICE_NONE;
	from = to = (size_t)at + name.n;
	while (to < header.n && header.p[to] != ';' && header.p[to] != '\n')
		to++;
	return slice_trim(slice_make(header.p + from, to - from));
}

bool plural_read(struct plural *p, struct slice header)
{
	static const struct plural english = { 2, { "n != 1", 6 } };
	struct plural read = { 0, part(header, SLICE("plural=")) };
	int64_t forms = 0;
	uint64_t form;

	*p = english;
	if (!slice_int(part(header, SLICE("nplurals=")), &forms) ||
	    forms < 1 || forms > PLURAL_FORMS || read.rule.n > PLURAL_RULE)
		return false;
	read.forms = (unsigned)forms;
	for (uint64_t n = 0; n < 128; n++)
		if (!ask(&read, n, &form))
			return false;
	*p = read;
	return true;
}

unsigned plural_form(const struct plural *p, uint64_t n)
{
	uint64_t form;

	return ask(p, n, &form) ? (unsigned)form : 0;
}
