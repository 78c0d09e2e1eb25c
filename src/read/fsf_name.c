/* Names, and what remarks say of them. */
#include <string.h>

#include "read/fsf_part.h"

static struct slice whole_name(struct fsf *f)
{
	static const enum fsf_field parts[] = { FSF_FIRST, FSF_MIDDLE,
						FSF_LAST };
	struct slice whole = slice_trim(f->v[FSF_WHOLE]);

	if (whole.n > 0)
		return whole;
	str_clear(&f->text);
	for (size_t i = 0; i < 3; i++) {
		if (f->text.n > 0)
			str_addc(&f->text, ' ');
		str_add(&f->text, slice_trim(f->v[parts[i]]));
	}
	return str_slice(&f->text);
}

/* Two letters, in capitals there. */
static struct slice language(struct slice code, char out[2])
{
	code = slice_trim(code);
	if (code.n != 2)
		return SLICE_NONE;
	for (size_t i = 0; i < 2; i++)
		out[i] = (char)(code.p[i] >= 'A' && code.p[i] <= 'Z' ?
				code.p[i] - 'A' + 'a' : code.p[i]);
	return slice_make(out, 2);
}

/* Every spelling in every official language is an alias, and none is called
 * the main one: fsf_main_name() chooses. */
int fsf_put_name(struct fsf *f, struct err *e)
{
	struct slice name = whole_name(f);
	const char *quality = "strong";
	char lang[2];
	struct claim *c;

	(void)e;
	if (fsf_is(f->v[FSF_STRONG], "false"))
		quality = "weak";
	else if (roster_is_script(name))
		quality = "script";
	c = roster_name(&f->r, name, quality,
			language(f->v[FSF_NAME_LANGUAGE], lang));
	f->name_at = c ? (size_t)(c - f->r.b.claims) : SIZE_MAX;
	f->about = c ? c->value : SLICE_NONE;
	roster_claim(&f->r, PROP_role_text, f->v[FSF_FUNCTION], NULL);
	roster_claim(&f->r, PROP_title, f->v[FSF_TITLE], NULL);
	if (fsf_is(f->v[FSF_GENDER], "M"))
		roster_claim(&f->r, PROP_gender, SLICE("male"), NULL);
	else if (fsf_is(f->v[FSF_GENDER], "F"))
		roster_claim(&f->r, PROP_gender, SLICE("female"), NULL);
	return 0;
}

static bool is_letter(struct slice text, size_t at)
{
	char c = at < text.n ? text.p[at] : ' ';

	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

/* Not within another word, as in "Sofka". */
static bool says(struct slice text, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= text.n; i++)
		if (slice_ieq(slice_make(text.p + i, n), word) &&
		    !(i > 0 && is_letter(text, i - 1)) &&
		    !is_letter(text, i + n))
			return true;
	return false;
}

/* What a remark says of the name's quality. */
static const char *quality_of(struct slice remark)
{
	static const char *const former[] = { "f.k.a", "fka", "formerly" };

	if (says(remark, "low quality"))
		return "weak";
	for (size_t i = 0; i < 3; i++)
		if (says(remark, former[i]))
			return "fka";
	return NULL;
}

/* The spelling of the English acts is without language or in "en". */
void fsf_main_name(struct fsf *f)
{
	struct claim *best = NULL;

	for (size_t i = 0; i < f->r.b.n; i++) {
		struct claim *c = &f->r.b.claims[i];
		bool english = c->lang.n == 0 || slice_is(c->lang, "en");

		if (c->prop != PROP_other_name ||
		    !slice_is(c->qualifier, "strong"))
			continue;
		if (!best || english)
			best = c;
		if (english)
			break;
	}
	if (!best)	/* roster_emit() takes the first, whatever it is */
		return;
	best->prop = PROP_name;
	best->qualifier = SLICE_NONE;
}

void fsf_remark(struct fsf *f, enum fsf_part part, struct slice text)
{
	static const char *const labels[FSF_PARTS] = {
		[FSF_NAME]           = "name",
		[FSF_CITIZENSHIP]    = "citizenship",
		[FSF_BIRTH]          = "born",
		[FSF_IDENTIFICATION] = "identification",
		[FSF_ADDRESS]        = "address",
	};
	const char *quality;

	text = slice_trim(text);
	if (text.n == 0)
		return;
	quality = part == FSF_NAME ? quality_of(text) : NULL;
	if (quality && f->name_at != SIZE_MAX)
		f->r.b.claims[f->name_at].qualifier =
			build_copy(&f->r.b, slice_of(quality));
	if (f->about.n > 0 &&
	    (part == FSF_NAME || part == FSF_IDENTIFICATION)) {
		str_clear(&f->text);
		str_add(&f->text, text);
		str_addz(&f->text, " (");
		str_add(&f->text, f->about);
		str_addc(&f->text, ')');
		text = str_slice(&f->text);
	}
	roster_claim(&f->r, PROP_remarks, text, labels[part]);
}
