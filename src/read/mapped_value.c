#include "read/mapped_value.h"

#include "base/text.h"
#include "model/recommendation.h"

static bool text_same(struct slice a, struct slice b)
{
	struct str ka = STR_INIT(4096), kb = STR_INIT(4096);
	bool same;

	text_key(&ka, a);
	text_key(&kb, b);
	same = slice_trim(b).n > 0 &&
	       (slice_eq(slice_trim(a), slice_trim(b)) ||
		(ka.n > 0 && slice_eq(str_slice(&ka), str_slice(&kb))));
	str_free(&ka);
	str_free(&kb);
	return same;
}

/* Properties whose values are more than their text. Each takes one value; its
 * words in `text`. */
static void put_name(struct docket *d, const struct mapped_how *how,
		     struct slice text)
{
	docket_name(d, text, how->lang);
}

static void put_role(struct docket *d, const struct mapped_how *how,
		     struct slice text)
{
	(void)how;
	docket_roles(d, text);
	docket_say(d, PROP_role_text, text);
}

static void put_gender(struct docket *d, const struct mapped_how *how,
		       struct slice text)
{
	(void)how;
	docket_gender(d, text);
}

static void put_charge(struct docket *d, const struct mapped_how *how,
		       struct slice text)
{
	(void)how;
	docket_charges(d, text, true);
}

static void put_sentence(struct docket *d, const struct mapped_how *how,
			 struct slice text)
{
	(void)how;
	docket_sentence(d, text);
}

static void put_held(struct docket *d, const struct mapped_how *how,
		     struct slice text)
{
	(void)how;
	docket_held(d, text);
}

static void put_custody(struct docket *d, const struct mapped_how *how,
			struct slice text)
{
	(void)how;
	if (!docket_custody(d, text))
		docket_say_as(d, PROP_note, text, "custody");
}

static void put_issue(struct docket *d, const struct mapped_how *how,
		      struct slice text)
{
	(void)how;
	docket_issue(d, text);
}

/* Of a recommendation, what came of it, or a grade; else of a measure. */
static void put_state(struct docket *d, const struct mapped_how *how,
		      struct slice text)
{
	const char *state = how->kind == KIND_recommendation ?
			    recommendation_state(text) :
			    vocab_value(VOCAB_measure_state, text);

	if (state)
		docket_say(d, PROP_state, slice_of(state));
	else
		docket_say_as(d, PROP_note, text, "state");
}

static void put_summary(struct docket *d, const struct mapped_how *how,
			struct slice text)
{
	(void)how;
	docket_prose(d, PROP_summary, text);
}

static void put_action(struct docket *d, const struct mapped_how *how,
		       struct slice text)
{
	(void)how;
	docket_prose(d, PROP_action, text);
}

static const struct {
	enum property prop;
	void (*put)(struct docket *d, const struct mapped_how *how,
		    struct slice text);
} special[] = {
	{ PROP_name, put_name },	{ PROP_other_name, put_name },
	{ PROP_role, put_role },	{ PROP_gender, put_gender },
	{ PROP_charge, put_charge },	{ PROP_sentence, put_sentence },
	{ PROP_held_text, put_held },	{ PROP_custody, put_custody },
	{ PROP_theme, put_issue },	{ PROP_issue, put_issue },
	{ PROP_state, put_state },	{ PROP_summary, put_summary },
	{ PROP_action, put_action },
};

static void put_number(struct docket *d, enum property prop,
		       struct slice text)
{
	int64_t n;

	if (slice_int(text, &n))
		docket_number(d, prop, n);
	else
		docket_say_as(d, PROP_note, text, properties[prop].name);
}

/* The word that the map gives for a value of this list. */
static struct slice translated(const struct mapped_how *how,
			       enum property prop, struct slice text)
{
	if (properties[prop].list || prop == PROP_gender)
		for (size_t i = 0; i < how->words; i++)
			if (text_same(how->word[i].theirs, text))
				return how->word[i].ours;
	return text;
}

static void put_one(struct docket *d, const struct mapped_how *how,
		    enum property prop, struct slice text)
{
	text = translated(how, prop, text);
	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (special[i].prop == prop) {
			special[i].put(d, how, text);
			return;
		}
	if (properties[prop].type == VALUE_DATE)
		docket_date(d, prop, text, how->order);
	else if (properties[prop].type == VALUE_NUMBER)
		put_number(d, prop, text);
	else if (properties[prop].list)
		docket_word(d, prop, text);
	else
		docket_say(d, prop, text);
}

void mapped_value(struct docket *d, const struct mapped_how *how,
		  enum property prop, struct slice value)
{
	struct slice one;

	if (!how->separator || (!properties[prop].multi &&
				prop != PROP_theme)) {
		put_one(d, how, prop, value);
		return;
	}
	while (slice_cut(&value, how->separator, &one))
		if (slice_trim(one).n > 0)
			put_one(d, how, prop, slice_trim(one));
}
