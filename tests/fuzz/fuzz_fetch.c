/* What servers say in headers and addresses: no text crashes, freshness has its
 * ceiling, a range is never one that cannot be, and a masked address keeps no
 * query and nobody's password. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "fetch/fetch_head.h"
#include "fetch/fetch_policy.h"
#include "model/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_head(struct slice text)
{
	struct fetch_head h = {0};
	struct slice line, name;
	int64_t fresh;

	while (slice_cut(&text, '\n', &line))
		if (slice_cut(&line, ':', &name))
			fetch_head_line(&h, name, line);
	fresh = fetch_head_fresh(&h, 1800000000);
	assert(fresh >= 0 && fresh <= 30 * 86400);
	assert(!h.has_range || (h.from >= 0 && h.to >= h.from &&
				(h.total < 0 || h.total > h.to)));
}

static void read_url(struct slice text)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct str shown = STR_INIT(1 << 20), again = STR_INIT(1 << 20);
	struct fetch_url u;
	struct err e = {0};

	if (fetch_url_parse(&u, text, &mem, &e) == 0)
		fetch_url_is_signed(u.text);
	source_mask(&shown, text);
	source_mask(&again, str_slice(&shown));
	/* What is masked stays as it is. */
	assert(shown.bad || again.bad || slice_eq(str_slice(&shown),
						  str_slice(&again)));
	for (size_t i = 0; i < 6; i++) {
		static const char *const options[] = {
			"header", "resolve", "proxy", "cert", "key", "ca_file",
		};

		source_net_fault(options[i], text);
	}
	str_free(&shown);
	str_free(&again);
	arena_free(&mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_make((const char *)data, size);
	struct str raw = STR_INIT(1 << 20);

	if (size > 1 << 16)
		return 0;
	read_head(text);
	read_url(text);
	hash_base64_read(text, &raw);
	str_free(&raw);
	return 0;
}
