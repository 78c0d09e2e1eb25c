/* Where a person was when, for programs; for people it is told by the view. */
#include "cmd/paper.h"

#include "view/custody.h"
#include "write/json.h"

static void json_says(struct str *to, const struct fact *x)
{
	json_next(to);
	str_addc(to, '{');
	json_member(to, "source", x->source, true);
	json_member(to, "publisher", x->doc_publisher, true);
	json_member(to, "published", x->doc_published, true);
	json_member(to, "url", x->doc_url, true);
	json_member(to, "quote", x->claim.quote, true);
	str_addc(to, '}');
}

static void json_step(struct str *to, const struct custody_step *s)
{
	static const char *const names[] = {
		[CUSTODY_ARRESTED] = "arrested", [CUSTODY_VERDICT] = "sentence",
		[CUSTODY_PLACE] = "place", [CUSTODY_RELEASED] = "released",
		[CUSTODY_STATE] = "state",
	};

	json_next(to);
	str_addc(to, '{');
	json_member(to, "date", s->date, true);
	json_member(to, "what", slice_of(s->again ? "rearrested" :
						    names[s->what]), true);
	json_member(to, "value", s->value.n ? s->value : SLICE_NONE, true);
	json_member(to, "more", s->more.n ? s->more : SLICE_NONE, true);
	json_key(to, "days");
	if (s->days >= 0)
		str_addf(to, "%lld", (long long)s->days);
	else
		str_addz(to, "null");
	json_key(to, "disputed");
	str_addz(to, s->differs ? "true" : "false");
	json_key(to, "says");
	str_addc(to, '[');
	for (size_t i = 0; i < s->n; i++)
		json_says(to, s->says[i]);
	str_addz(to, "]}");
}

void custody_json(struct str *to, const struct facts *f, struct arena *mem)
{
	struct custody c;

	if (f->kind != KIND_person)
		return;
	custody_make(f, mem, &c);
	json_key(to, "custody");
	str_addc(to, '[');
	for (size_t i = 0; i < c.n; i++)
		json_step(to, &c.step[i]);
	str_addc(to, ']');
}
