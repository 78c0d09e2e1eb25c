#include "model/told.h"

#include "base/i18n.h"
#include "base/local.h"
#include "model/pdate.h"
#include "model/sentence.h"
#include "model/vocab.h"

/* "release/2025-12-13/123", as readers make them */
bool event_said(struct slice key, struct str *to)
{
	struct slice rest = key, word = SLICE_NONE;
	struct slice date = SLICE_NONE, count = SLICE_NONE;
	struct pdate d;
	int64_t n;

	slice_cut(&rest, '/', &word);
	slice_cut(&rest, '/', &date);
	slice_cut(&rest, '/', &count);
	if (!slice_is(word, "release") || !pdate_parse(date, DATE_ORDER_UNKNOWN, &d))
		return false;
	if (count.n > 0 && slice_int(count, &n))
		sentence_tell(to, SAYS_RELEASE_ON, SENTENCE_OF(count, date));
	else
		sentence_tell(to, SAYS_RELEASE_DAY, &date, 1);
	return true;
}

/* Those of a partition by who they are; others are words of vocabularies. */
static const char *part_word(struct slice key)
{
	static const struct {
		const char *key, *word;
	} words[] = {
		{ "women", NC_("part", "women") }, { "men", NC_("part", "men") },
		{ "minors", NC_("part", "minors") },
		{ "children", NC_("part", "children") },
	};
	const char *said = vocab_said(VOCAB_release_manner, key);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(key, words[i].key))
			return i18n_in("part", words[i].word);
	return said ? said : vocab_said(VOCAB_release_type, key);
}

bool part_said(struct slice part, struct str *to)
{
	struct slice rest = part, key = SLICE_NONE, of = SLICE_NONE;
	const char *word;
	int64_t n;

	if (!slice_cut(&rest, '=', &key) || key.n == 0 || !rest.p ||
	    !slice_int(slice_trim(rest), &n))
		return false;
	word = part_word(key);
	of = key;
	if (slice_starts(key, "citizens:"))
		of = slice_make(key.p + 9, key.n - 9);
	if (word)
		str_addf(to, "%s: ", word);
	else
		str_addf(to, "%.*s: ", SLICE_ARG(of));
	local_number(to, n);
	return true;
}

bool brackets_said(struct slice text, struct str *to)
{
	const char *said;

	if (!slice_starts(text, "(") || !slice_ends(text, ")") || text.n < 2)
		return false;
	if (slice_is(text, "(unverified)")) {
		str_addz(to, _("(unverified)"));
		return true;
	}
	said = vocab_said(VOCAB_measure_scope,
			  slice_make(text.p + 1, text.n - 2));
	if (said)
		str_addf(to, "(%s)", said);
	return said;
}
