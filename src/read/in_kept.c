/* Articles as thaw keeps them, to be read again after a rule has changed: JSON
 * lines, the first of which says so, each other one a document with its key,
 * language and text. What the texts say comes out; the documents themselves are
 * in the store already, and are not told again. */
#include "base/i18n.h"
#include "base/text.h"
#include "read/extract.h"
#include "read/jsonl.h"
#include "read/reader.h"

#define MAGIC "{\"thaw\":\"kept 1\""

struct kept {
	struct builder b;
	struct page page;
	record_fn *emit;
	void *ctx;
};

static int read_one(struct kept *k, const struct jnode *doc, struct err *e)
{
	struct slice key = jtree_string(doc, "key");
	struct slice lang = jtree_string(doc, "language");
	struct slice text = jtree_string(doc, "text");

	if (!key.n)
		return err_set(e, ERR_FORMAT, "a document without a key");
	if (!text_valid(key) || !text_valid(lang) || !text_valid(text) ||
	    !text_valid(jtree_string(doc, "published")))
		return err_set(e, ERR_FORMAT, "not UTF-8");
	page_free(&k->page);
	page_init(&k->page);
	page_from_text(&k->page, text);
	if (k->page.err.code)
		return err_set(e, k->page.err.code, "%s", k->page.err.msg);
	k->b.lang = lang;
	k->page.published = jtree_string(doc, "published");
	return extract_document(&k->page, key, lang, &k->b, k->emit, k->ctx,
				e);
}

static int read_part(struct kept *k, struct input_part *part, struct err *e)
{
	const struct jnode *object;
	struct jsonl *lines;
	bool first = true;
	int rc;

	if (jsonl_open(&lines, part, e) < 0)
		return -1;
	while ((rc = jsonl_next(lines, &object, e)) > 0) {
		rc = 0;
		if (first && !slice_is(jtree_string(object, "thaw"), "kept 1"))
			rc = err_set(e, ERR_FORMAT, "not what thaw keeps");
		else if (!first)
			rc = read_one(k, object, e);
		first = false;
		if (rc < 0) {
			jsonl_in(lines, e);
			break;
		}
	}
	jsonl_close(&lines);
	if (rc == 0 && first)
		rc = err_set(e, ERR_FORMAT, "not what thaw keeps");
	return rc;
}

static int kept_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	struct kept k = { .emit = emit, .ctx = ctx };
	int rc = build_open(&k.b, e);

	page_init(&k.page);
	for (size_t i = 0; rc == 0 && i < in->n; i++) {
		rc = read_part(&k, &in->part[i], e);
		if (rc < 0)
			reader_in(&in->part[i], e);
	}
	page_free(&k.page);
	build_close(&k.b);
	return rc;
}

static int kept_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return slice_starts(head, MAGIC) ? 95 : 0;
}

const struct reader in_kept = {
	.name = "kept",
	.title = N_("texts of articles as thaw keeps them, to read them again"),
	.max_bytes = 64 << 20,
	.max_records = 1 << 22,
	.sniff = kept_sniff,
	.read = kept_read,
};
