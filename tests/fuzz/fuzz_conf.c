/* Configuration: no text crashes, and editing a file that parses gives a file
 * that parses and says what was asked. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "model/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void edit(struct slice text, const struct source *src)
{
	struct str out = STR_INIT(CONF_BYTES);
	struct sources again;
	struct err e = {0};

	if (conf_set_enabled(text, src->key, !src->enabled, &out, &e) == 0) {
		assert(conf_sources(str_slice(&out), "f", &again, &e) == 0);
		assert(sources_find(&again, src->key)->enabled !=
		       src->enabled);
		sources_free(&again);
	}
	str_clear(&out);
	err_clear(&e);
	if (conf_remove(text, src->key, &out, &e) == 0) {
		assert(conf_sources(str_slice(&out), "f", &again, &e) == 0);
		assert(!sources_find(&again, src->key));
		sources_free(&again);
	}
	str_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_make((const char *)data, size);
	struct sources s;
	struct settings set;
	struct desks d;
	struct err e = {0};

	if (conf_sources(text, "f", &s, &e) == 0) {
		if (s.n > 0)
			edit(text, &s.list[0]);
		sources_free(&s);
	}
	err_clear(&e);
	if (conf_settings(text, "f", &set, &e) == 0)
		settings_free(&set);
	err_clear(&e);
	if (conf_desks(text, "f", &d, &e) == 0)
		desks_free(&d);
	return 0;
}
