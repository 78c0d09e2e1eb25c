/* Any text is a tree or a message, and a tree can be walked to its leaves. */
#include <stdlib.h>

#include "read/jsontree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void walk(const struct jnode *v, int depth)
{
	int64_t n;

	require(depth <= JSON_DEPTH);
	jtree_int(v, &n);
	require(!jtree_text(v).p || !jtree_first(v));
	for (v = jtree_first(v); v; v = jtree_next(v)) {
		jtree_name(v);
		walk(v, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str text = STR_INIT(JSON_BYTES);
	struct jnode *root = NULL;
	struct err e = {0};

	str_add(&text, slice_make((const char *)data, bytes));
	if (jtree_open(&root, str_slice(&text), &e) < 0) {
		require(!root && e.msg[0]);
	} else {
		require(jtree_is_object(root) || jtree_is_array(root));
		walk(root, 0);
	}
	jtree_close(&root);
	str_free(&text);
	return 0;
}
