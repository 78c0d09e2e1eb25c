/* Tables of names to be screened: whatever stands in them, every row ends, and
 * what is read of it stays in its bounds. The first byte chooses what it is. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "names/about.h"
#include "names/asked.h"
#include "read/askmap.h"

enum { MEM = 4 << 20, ROW_BYTES = 512, QUOTED_LINES = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(const struct ask_map *m, const struct csv_row *row)
{
	struct arena mem = ARENA_INIT(MEM);
	struct str name = STR_INIT(ROW_BYTES * 4), why = STR_INIT(MEM);
	struct profile p = {0};
	struct slice unknown;

	ask_name(m, row, &name);
	assert(name.n <= ROW_BYTES + 2);
	asked_birth(&p, ask_cell(m, row, ASK_BORN), DATE_ORDER_UNKNOWN);
	asked_country(&p, ask_cell(m, row, ASK_COUNTRY), &unknown);
	asked_gender(&p, ask_cell(m, row, ASK_GENDER));
	asked_kind(&p, ask_cell(m, row, ASK_KIND));
	for (size_t i = 0; i < m->n && i < row->n; i++)
		if (m->column[i].is == ASK_NUMBER)
			asked_number(&p, row->field[i], m->column[i].told,
				     &mem);
	assert(p.births <= PROFILE_BIRTHS && p.numbers <= PROFILE_NUMBERS);
	assert(p.country.n <= PROFILE_WORDS);
	/* Who is himself is not less so. */
	assert(about_score(&p, &p, 900, &why) >= 900);
	ask_overflows(m, row);
	str_free(&name);
	str_free(&why);
	arena_free(&mem);
}

static void read_all(struct csv *c, bool pairs, bool lines, size_t most)
{
	static struct ask_map map;
	struct csv_row row;
	struct err e = {0};
	size_t last = 0;
	int rc;

	map = (struct ask_map){ .n = 1, .column = {{ .is = ASK_NAME }} };
	while ((rc = csv_next(c, &row, &e)) != 0) {
		assert(csv_number(c) <= most + 1);
		if (rc < 0) {
			assert(csv_give_up(c, &e));
			err_clear(&e);
			continue;
		}
		assert(row.number > last);
		last = row.number;
		if (!lines && row.number == 1 &&
		    ask_map(&map, &row, pairs, &e) < 0)
			return;
		take(&map, &row);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct csv_bounds b = {
		ROW_BYTES, QUOTED_LINES, size > 0 && data[0] % 4 == 1,
	};
	struct slice text = slice_make((const char *)data, size);
	struct input_part part;
	struct csv *c = NULL;
	struct err e = {0};

	if (size == 0)
		return 0;
	text = slice_make(text.p + 1, text.n - 1);
	part = input_memory(SLICE("names.csv"), text);
	if (csv_open_rows(&c, &part, 0, &b, &e) == 0)
		read_all(c, data[0] % 4 == 2, b.lines, size);
	csv_close(&c);
	return 0;
}
