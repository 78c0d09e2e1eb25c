/* A document to be read: its text, and under each line what was taken from it,
 * so that whoever reads can judge the claim by its words. */
#include "ui/detail.h"
#include "view/article.h"

enum { SAID_BYTES = 1 << 20, INDENT = 2 };

struct reading {
	const struct facts *f;
	struct lines *out;
	int cols;
	struct str said;
};

/* Each record in a line of its own, with the mark that a claim has. */
static int put_said(struct reading *r, const struct article_line *line,
		    struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < r->f->cites && rc == 0; i++) {
		str_clear(&r->said);
		str_addz(&r->said, "› ");
		if (article_says(&r->f->cited[i], line, &r->said))
			rc = lines_add(r->out, r->cols, 2 * INDENT, ROLE_MARKER,
				       SLICE_NONE, str_slice(&r->said), e);
	}
	return rc;
}

static int put_text(struct reading *r, struct article *a, struct err *e)
{
	struct article_line line;
	int rc = 0;

	while (rc == 0 && article_next(a, &line)) {
		rc = lines_add(r->out, r->cols, INDENT,
			       line.link.n ? ROLE_LINK : ROLE_TEXT, line.link,
			       line.text, e);
		if (rc == 0)
			rc = put_said(r, &line, e);
	}
	return rc;
}

int detail_article(const struct facts *f, int cols, struct lines *out,
		   struct err *e)
{
	struct reading r = { .f = f, .out = out, .cols = cols,
			     .said = STR_INIT(SAID_BYTES) };
	struct article a = article_of(f);
	int rc = 0;

	if (a.text.n > 0 || f->cites > 0)
		rc = lines_add(out, cols, 0, ROLE_TEXT, SLICE_NONE, SLICE(""),
			       e);
	if (rc == 0)
		rc = a.text.n > 0 ? put_text(&r, &a, e) :
				    put_said(&r, &ARTICLE_WHOLE, e);
	str_free(&r.said);
	return rc;
}
