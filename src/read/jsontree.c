#include "read/jsontree.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <string.h>

/* Doubles hold every whole number up to here. */
static const double WHOLE_MAX = 9007199254740992.0;

static const cJSON *node(const struct jnode *v)
{
	return (const cJSON *)(const void *)v;
}

static const struct jnode *value(const cJSON *c)
{
	return (const struct jnode *)(const void *)c;
}

/* Bytes at which look_over() stops: most are none of these. */
static const bool stops[256] = {
	['\0'] = true, ['"'] = true, ['\\'] = true,
	[',']  = true,
	['['] = true,  [']'] = true, ['{'] = true,  ['}'] = true,
};

static int refuse_nul(size_t at, struct err *e)
{
	return err_set(e, ERR_FORMAT, "byte %zu: a NUL in JSON", at + 1);
}

struct look {
	bool inside;		/* of a string */
	size_t depth, values;
};

/* What stands outside of strings. */
static int count_mark(struct look *l, char c, size_t at, struct err *e)
{
	if (c == ']' || c == '}') {
		l->depth -= l->depth > 0;
		return 0;
	}
	l->depth += c != ',';
	if (l->depth > JSON_DEPTH)
		return err_set(e, ERR_LIMIT, "byte %zu: JSON nested deeper"
			       " than %d", at + 1, JSON_DEPTH);
	if (++l->values > JSON_VALUES)
		return err_set(e, ERR_LIMIT, "JSON of more than %d values",
			       JSON_VALUES);
	return 0;
}

/* cJSON calls itself once a level, cuts strings at a NUL and takes 80 bytes a
 * value; so all that is looked for before it sees the text. */
static int look_over(struct slice text, struct err *e)
{
	struct look l = { .values = 1 };

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!stops[(unsigned char)c])
			continue;
		if (c == '\0')
			return refuse_nul(i, e);
		if (c == '"')
			l.inside = !l.inside;
		else if (c == '\\' && text.n - i > 5 &&
			 memcmp(text.p + i + 1, "u0000", 5) == 0)
			return refuse_nul(i, e);
		else if (c == '\\')
			i++;
		else if (!l.inside && count_mark(&l, c, i, e) < 0)
			return -1;
	}
	return 0;
}

int jtree_open(struct jnode **root, struct slice text, struct err *e)
{
	const char *end = text.p;
	cJSON *c;

	*root = NULL;
	if (text.n > JSON_BYTES)
		return err_set(e, ERR_LIMIT, "JSON longer than %d bytes",
			       JSON_BYTES);
	if (!text.p)
		return err_set(e, ERR_FORMAT, "not JSON near byte 1");
	/* With the NUL inside its reach cJSON never reads past the end, which
	 * older ones do otherwise (CVE-2023-53154). */
	assert(text.p[text.n] == '\0');
	if (look_over(text, e) < 0)
		return -1;
	c = cJSON_ParseWithLengthOpts(text.p, text.n + 1, &end, 1);
	if (c && (cJSON_IsObject(c) || cJSON_IsArray(c))) {
		*root = (struct jnode *)(void *)c;
		return 0;
	}
	if (c)
		err_set(e, ERR_FORMAT, "neither an object nor an array");
	else
		err_set(e, ERR_FORMAT, "not JSON near byte %zu",
			(size_t)(end - text.p) + 1);
	cJSON_Delete(c);
	return -1;
}

void jtree_close(struct jnode **root)
{
	cJSON_Delete((cJSON *)(void *)*root);
	*root = NULL;
}

bool jtree_is_object(const struct jnode *v)
{
	return cJSON_IsObject(node(v));
}

bool jtree_is_array(const struct jnode *v)
{
	return cJSON_IsArray(node(v));
}

const struct jnode *jtree_first(const struct jnode *v)
{
	return v ? value(node(v)->child) : NULL;
}

const struct jnode *jtree_next(const struct jnode *v)
{
	return v ? value(node(v)->next) : NULL;
}

struct slice jtree_name(const struct jnode *v)
{
	return v ? slice_of(node(v)->string) : SLICE_NONE;
}

const struct jnode *jtree_member(const struct jnode *v, const char *name)
{
	const cJSON *c;

	if (!jtree_is_object(v))
		return NULL;
	/* cJSON's own search calls a function a member. */
	for (c = node(v)->child; c; c = c->next)
		if (c->string[0] == name[0] && strcmp(c->string, name) == 0)
			return value(c);
	return NULL;
}

struct slice jtree_text(const struct jnode *v)
{
	return slice_of(cJSON_IsString(node(v)) ? node(v)->valuestring : NULL);
}

struct slice jtree_string(const struct jnode *v, const char *name)
{
	return jtree_text(jtree_member(v, name));
}

bool jtree_true(const struct jnode *v)
{
	return cJSON_IsTrue(node(v));
}

bool jtree_int(const struct jnode *v, int64_t *out)
{
	double d;

	if (!cJSON_IsNumber(node(v)))
		return false;
	d = node(v)->valuedouble;
	if (!(d >= -WHOLE_MAX && d <= WHOLE_MAX) || (double)(int64_t)d != d)
		return false;
	*out = (int64_t)d;
	return true;
}

bool jtree_number(const struct jnode *v, double *out)
{
	const cJSON *c = node(v);

	if (!c || !cJSON_IsNumber(c))
		return false;
	*out = c->valuedouble;
	return true;
}

bool jtree_is_bool(const struct jnode *v)
{
	return v && cJSON_IsBool(node(v));
}
