/* Every byte of an index, and whether its numbers mean what they should. */
#include "names/index_file.h"

static int check_names(const struct name_index *ix, struct err *e)
{
	int64_t before = -1;

	for (size_t i = 0; i < ix->names; i++) {
		struct index_entry told;
		struct name name;

		if (index_entry(ix, i, &told, e) < 0 ||
		    index_name(ix, i, &name, e) < 0)
			return -1;
		if (told.subject < before)
			return index_lies(ix, e);
		before = told.subject;
	}
	return 0;
}

static int check_postings(const struct name_index *ix, struct err *e)
{
	for (size_t i = 0; i < ix->words; i++) {
		size_t n;
		const uint32_t *name = index_postings(ix, (uint32_t)i, &n, e);

		if (!name)
			return -1;
		for (size_t k = 0; k < n; k++)
			if (name[k] >= ix->names ||
			    (k > 0 && name[k] <= name[k - 1]))
				return index_lies(ix, e);
	}
	return 0;
}

static int check_words(const struct name_index *ix, enum index_section s,
		       struct err *e)
{
	size_t n = index_count(ix, s);
	const uint32_t *word = index_rows(ix, s, 0, n, e);

	for (size_t i = 0; word && i < n; i++)
		if (word[i] >= ix->words)
			return index_lies(ix, e);
	return word ? 0 : -1;
}

int index_check(const struct name_index *ix, struct err *e)
{
	for (size_t s = 0; s < INDEX_SECTIONS; s++)
		if (!index_rows(ix, (enum index_section)s, 0,
				index_count(ix, (enum index_section)s), e))
			return -1;
	return check_names(ix, e) < 0 || check_postings(ix, e) < 0 ||
	       check_words(ix, AT_BY_TAIL, e) < 0 ||
	       check_words(ix, AT_BY_SOUND, e) < 0 ||
	       check_words(ix, AT_BY_BONES, e) < 0 ||
	       check_words(ix, AT_GIVENS, e) < 0 ||
	       check_words(ix, AT_ALIKES, e) < 0 ? -1 : 0;
}
