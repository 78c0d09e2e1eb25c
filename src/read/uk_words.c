#include "read/uk_list.h"

/* What a designation means for its target: the element among the indicators,
 * the words in SanctionsImposed, and the measure. There are more words than
 * indicators ("Transport sanctions: see ..."); those are taken as they are. */
static const struct {
	const char *element, *words, *measure;
} measures[] = {
	{ "ArmsEmbargo", "arms embargo", "arms embargo" },
	{ "AssetFreeze", "asset freeze", "asset freeze" },
	{ "CharteringOfShips", "chartering of ships", "ban on chartering ships" },
	{ "ClosureOfRepresentativeOffices", "closure of representative offices",
	  "closure of representative offices" },
	{ "CrewServicingOfShipsAndAircraft", "crew servicing of ships and aircraft",
	  "ban on crew for ships and aircraft" },
	{ "Deflag", "de-flag", "de-flagging" },
	{ "DirectorDisqualificationSanction", "director disqualification sanction",
	  "director disqualification" },
	{ "PreventionOfBusinessArrangements", "prevention of business arrangements",
	  "ban on business arrangements" },
	{ "PreventionOfCharteringOfShips", "prevention of chartering of ships",
	  "ban on chartering ships" },
	{ "PreventionOfCharteringOfShipsAndAircraft",
	  "prevention of chartering of ships and aircraft",
	  "ban on chartering ships and aircraft" },
	{ "ProhibitionOfPortEntry", "prohibition of port entry", "port entry ban" },
	{ "TargetedArmsEmbargo", "targeted arms embargo", "targeted arms embargo" },
	{ "TechnicalAssistanceRelatedToAircraft", "technical assistance related to aircraft",
	  "ban on technical assistance for aircraft" },
	{ "TravelBan", "travel ban", "travel ban" },
	{ "TrustServicesSanctions", "trust services sanctions", "trust services ban" },
};

static const struct {
	const char *name, *lang;
} languages[] = {
	{ "Amharic", "am" },    { "Arabic", "ar" },     { "Armenian", "hy" },
	{ "Azerbaijani", "az" }, { "Belarusian", "be" }, { "Bengali", "bn" },
	{ "Bulgarian", "bg" },  { "Burmese", "my" },    { "Chinese", "zh" },
	{ "Dari", "prs" },      { "Farsi", "fa" },      { "Georgian", "ka" },
	{ "Greek", "el" },      { "Hebrew", "he" },     { "Hindi", "hi" },
	{ "Japanese", "ja" },   { "Kazakh", "kk" },     { "Korean", "ko" },
	{ "Kurdish", "ku" },    { "Macedonian", "mk" }, { "Pashto", "ps" },
	{ "Persian", "fa" },    { "Russian", "ru" },    { "Serbian", "sr" },
	{ "Tajik", "tg" },      { "Tigrinya", "ti" },   { "Ukrainian", "uk" },
	{ "Urdu", "ur" },       { "Uzbek", "uz" },
};

enum {
	MEASURES = sizeof(measures) / sizeof(*measures),
	LANGUAGES = sizeof(languages) / sizeof(*languages),
};

const char *uk_indicator(struct slice element)
{
	for (size_t i = 0; i < MEASURES; i++)
		if (slice_is(element, measures[i].element))
			return measures[i].measure;
	return NULL;
}

const char *uk_kind(struct slice kind)
{
	static const struct {
		const char *is, *kind;
	} kinds[] = {
		{ "Individual", "person" },
		{ "Entity", "entity" },
		{ "Ship", "vessel" },
		{ "Aircraft", "aircraft" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (slice_ieq(kind, kinds[i].is))
			return kinds[i].kind;
	return NULL;
}

const char *uk_measure(struct slice words)
{
	for (size_t i = 0; i < MEASURES && words.n; i++)
		if ((words.p[0] | 0x20) == measures[i].words[0] &&
		    slice_ieq(words, measures[i].words))
			return measures[i].measure;
	return NULL;
}

const char *uk_language(struct slice name)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (slice_ieq(name, languages[i].name))
			return languages[i].lang;
	return NULL;
}
