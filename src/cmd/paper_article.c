/* A document to be read, and what was taken from it. */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/paper.h"
#include "view/article.h"
#include "write/json.h"

enum { SAID_BYTES = 1 << 20 };

static void put_said(struct str *to, const struct facts *f,
		     const struct article_line *line)
{
	struct str said = STR_INIT(SAID_BYTES);

	for (size_t i = 0; i < f->cites; i++) {
		str_clear(&said);
		if (!article_says(&f->cited[i], line, &said))
			continue;
		str_addz(to, "      > ");
		text_visible(to, str_slice(&said), false);
		str_addf(to, "  %.*s\n", SLICE_ARG(f->cited[i].id));
	}
	str_free(&said);
}

void article_text(struct str *to, const struct facts *f)
{
	struct article a = article_of(f);
	struct article_line line;

	if (a.text.n > 0 || f->cites > 0)
		str_addz(to, _("\n  text, and under its lines what was taken"
			       " from them\n"));
	if (a.text.n == 0)
		put_said(to, f, &ARTICLE_WHOLE);
	while (article_next(&a, &line)) {
		str_addz(to, "    ");
		text_visible(to, line.text, false);
		str_addc(to, '\n');
		put_said(to, f, &line);
	}
}

static void json_claim(struct str *to, const struct claim *c)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "property", slice_of(properties[c->prop].name), true);
	json_member(to, "value", c->value, true);
	json_member(to, "qualifier", c->qualifier, true);
	json_member(to, "quote", c->quote, true);
	json_member(to, "rule", c->rule, true);
	json_key(to, "offset");
	str_addf(to, "%u}", (unsigned)c->offset);
}

void article_json(struct str *to, const struct facts *f)
{
	json_key(to, "cited_by");
	str_addc(to, '[');
	for (size_t i = 0; i < f->cites; i++) {
		json_next(to);
		str_addc(to, '{');
		json_member(to, "id", f->cited[i].id, true);
		json_member(to, "kind", slice_of(kind_name(f->cited[i].kind)),
			    true);
		json_key(to, "claims");
		str_addc(to, '[');
		for (size_t k = 0; k < f->cited[i].n; k++)
			json_claim(to, &f->cited[i].claims[k]);
		str_addz(to, "]}");
	}
	str_addc(to, ']');
}
