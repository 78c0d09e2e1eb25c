#include "read/fsf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/fsf_part.h"
#include "read/keyset.h"

enum { TEXT_BYTES = 1 << 20 };

static const struct roster_is fsf_list = {
	.jurisdiction = "EU",
	.authority = "Council of the EU",
	.list = "eu-fsf",
};

/* In the order of the XML's attributes, which the look-up there uses. */
const struct fsf_name fsf_fields[FSF_FIELDS] = {
	[FSF_LOGICAL_ID]      = { "logicalId", "Entity_LogicalId" },
	[FSF_REFERENCE]       = { "euReferenceNumber",
				  "Entity_EU_ReferenceNumber" },
	[FSF_UN_ID]           = { "unitedNationId", "Entity_UnitedNationId" },
	[FSF_DESIGNATED]      = { "designationDate",
				  "Entity_DesignationDate" },
	[FSF_DETAILS]         = { "designationDetails",
				  "Entity_DesignationDetails" },
	[FSF_ENTITY_REMARK]   = { NULL, "Entity_Remark" },
	[FSF_PUBLISHED]       = { "publicationDate",
				  "Entity_Regulation_PublicationDate" },
	[FSF_FORCE]           = { "entryIntoForceDate",
				  "Entity_Regulation_EntryIntoForceDate" },
	[FSF_NUMBER_TITLE]    = { "numberTitle",
				  "Entity_Regulation_NumberTitle" },
	[FSF_PROGRAMME]       = { "programme", "Entity_Regulation_Programme" },
	[FSF_CODE]            = { "code", "Entity_SubjectType" },
	[FSF_CLASS]           = { "classificationCode",
				  "Entity_SubjectType_ClassificationCode" },
	[FSF_FIRST]           = { "firstName", "NameAlias_FirstName" },
	[FSF_MIDDLE]          = { "middleName", "NameAlias_MiddleName" },
	[FSF_LAST]            = { "lastName", "NameAlias_LastName" },
	[FSF_WHOLE]           = { "wholeName", "NameAlias_WholeName" },
	[FSF_FUNCTION]        = { "function", "NameAlias_Function" },
	[FSF_GENDER]          = { "gender", "NameAlias_Gender" },
	[FSF_TITLE]           = { "title", "NameAlias_Title" },
	[FSF_NAME_LANGUAGE]   = { "nameLanguage", "NameAlias_NameLanguage" },
	[FSF_STRONG]          = { "strong", NULL },
	[FSF_NAME_REMARK]     = { NULL, "NameAlias_Remark" },
	[FSF_CITIZEN_REGION]  = { "region", "Citizenship_Region" },
	[FSF_CITIZEN_CODE]    = { "countryIso2Code",
				  "Citizenship_CountryIso2Code" },
	[FSF_CITIZEN_COUNTRY] = { "countryDescription",
				  "Citizenship_CountryDescription" },
	[FSF_CITIZEN_REMARK]  = { NULL, "Citizenship_Remark" },
	[FSF_CIRCA]           = { "circa", "BirthDate_Circa" },
	[FSF_CALENDAR]        = { "calendarType", "BirthDate_CalendarType" },
	[FSF_BIRTH_CITY]      = { "city", "BirthDate_City" },
	[FSF_BIRTH_DATE]      = { "birthdate", "BirthDate_BirthDate" },
	[FSF_BIRTH_DAY]       = { "dayOfMonth", "BirthDate_Day" },
	[FSF_BIRTH_MONTH]     = { "monthOfYear", "BirthDate_Month" },
	[FSF_BIRTH_YEAR]      = { "year", "BirthDate_Year" },
	[FSF_YEAR_FROM]       = { "yearRangeFrom", "BirthDate_YearRangeFrom" },
	[FSF_YEAR_TO]         = { "yearRangeTo", "BirthDate_YearRangeTo" },
	[FSF_BIRTH_REGION]    = { "region", "BirthDate_Region" },
	[FSF_BIRTH_PLACE]     = { "place", "BirthDate_Place" },
	[FSF_BIRTH_CODE]      = { "countryIso2Code",
				  "BirthDate_CountryIso2Code" },
	[FSF_BIRTH_COUNTRY]   = { "countryDescription",
				  "BirthDate_CountryDescription" },
	[FSF_BIRTH_REMARK]    = { NULL, "BirthDate_Remark" },
	[FSF_DIPLOMATIC]      = { "diplomatic", "Identification_Diplomatic" },
	[FSF_EXPIRED]         = { "knownExpired",
				  "Identification_KnownExpired" },
	[FSF_FALSE]           = { "knownFalse", "Identification_KnownFalse" },
	[FSF_LOST]            = { "reportedLost",
				  "Identification_ReportedLost" },
	[FSF_REVOKED]         = { "revokedByIssuer",
				  "Identification_RevokedByIssuer" },
	[FSF_ISSUED_BY]       = { "issuedBy", "Identification_IssuedBy" },
	[FSF_ISSUED_ON]       = { "issueDate", "Identification_IssuedDate" },
	[FSF_VALID_FROM]      = { "validFrom", "Identification_ValidFrom" },
	[FSF_VALID_TO]        = { "validTo", "Identification_ValidTo" },
	[FSF_LATIN]           = { "latinNumber",
				  "Identification_LatinNumber" },
	[FSF_NAME_ON]         = { "nameOnDocument",
				  "Identification_NameOnDocument" },
	[FSF_NUMBER]          = { "number", "Identification_Number" },
	[FSF_ID_REGION]       = { "region", "Identification_Region" },
	[FSF_ID_CODE]         = { "countryIso2Code",
				  "Identification_CountryIso2Code" },
	[FSF_ID_COUNTRY]      = { "countryDescription",
				  "Identification_CountryDescription" },
	[FSF_TYPE]            = { "identificationTypeCode",
				  "Identification_TypeCode" },
	[FSF_TYPE_TEXT]       = { "identificationTypeDescription",
				  "Identification_TypeDescription" },
	[FSF_ID_REMARK]       = { NULL, "Identification_Remark" },
	[FSF_CITY]            = { "city", "Address_City" },
	[FSF_STREET]          = { "street", "Address_Street" },
	[FSF_PO_BOX]          = { "poBox", "Address_PoBox" },
	[FSF_ZIP]             = { "zipCode", "Address_ZipCode" },
	[FSF_REGION]          = { "region", "Address_Region" },
	[FSF_PLACE]           = { "place", "Address_Place" },
	[FSF_ADDRESS_CODE]    = { "countryIso2Code",
				  "Address_CountryIso2Code" },
	[FSF_ADDRESS_COUNTRY] = { "countryDescription",
				  "Address_CountryDescription" },
	[FSF_CONTACT]         = { NULL, "Address_ContactInfo" },
	[FSF_ADDRESS_REMARK]  = { NULL, "Address_Remark" },
};

const enum fsf_field fsf_first[FSF_PARTS + 1] = {
	[FSF_ENTITY]         = FSF_LOGICAL_ID,
	[FSF_REGULATION]     = FSF_PUBLISHED,
	[FSF_SUBJECT]        = FSF_CODE,
	[FSF_NAME]           = FSF_FIRST,
	[FSF_CITIZENSHIP]    = FSF_CITIZEN_REGION,
	[FSF_BIRTH]          = FSF_CIRCA,
	[FSF_IDENTIFICATION] = FSF_DIPLOMATIC,
	[FSF_ADDRESS]        = FSF_CITY,
	[FSF_PARTS]          = FSF_FIELDS,
};

int fsf_open(struct fsf *f, const struct input *in, record_fn *emit,
	     void *ctx, struct err *e)
{
	*f = (struct fsf){ .text = STR_INIT(TEXT_BYTES) };
	return roster_open(&f->r, in, &fsf_list, emit, ctx, e);
}

void fsf_close(struct fsf *f)
{
	roster_close(&f->r);
	str_free(&f->text);
	free(f->sorted);
	*f = (struct fsf){0};
}

void fsf_clear(struct fsf *f, enum fsf_part part)
{
	size_t from = fsf_first[part];

	memset(&f->v[from], 0, (fsf_first[part + 1] - from) * sizeof(f->v[0]));
}

static int begin(struct fsf *f, struct err *e)
{
	struct slice key;

	/* Ids come with stray blanks, inside too. */
	str_clear(&f->text);
	keyset_compact(&f->text, f->v[FSF_REFERENCE]);
	if (f->text.n == 0 && slice_trim(f->v[FSF_LOGICAL_ID]).n > 0) {
		str_addz(&f->text, "logicalId/");
		keyset_compact(&f->text, f->v[FSF_LOGICAL_ID]);
	}
	key = str_slice(&f->text);
	if (key.n == 0)
		return err_set(e, ERR_FORMAT, "a party with neither "
			       "euReferenceNumber nor logicalId");
	roster_begin(&f->r, key, NULL);
	f->open = true;
	f->name_at = SIZE_MAX;
	f->about = SLICE_NONE;
	f->listed = f->updated = (struct pdate){0};
	roster_claim(&f->r, PROP_secondary_id, f->v[FSF_LOGICAL_ID], NULL);
	str_clear(&f->text);
	keyset_compact(&f->text, f->v[FSF_UN_ID]);
	roster_claim(&f->r, PROP_identifier, str_slice(&f->text),
		     "UN reference");
	roster_claim(&f->r, PROP_remarks, f->v[FSF_DETAILS], "designation");
	return fsf_earliest(f, f->v[FSF_DESIGNATED], e);
}

int fsf_put(struct fsf *f, enum fsf_part part, struct err *e)
{
	static int (*const put[FSF_PARTS])(struct fsf *, struct err *) = {
		[FSF_ENTITY]         = begin,
		[FSF_REGULATION]     = fsf_put_regulation,
		[FSF_SUBJECT]        = fsf_put_subject,
		[FSF_NAME]           = fsf_put_name,
		[FSF_CITIZENSHIP]    = fsf_put_citizenship,
		[FSF_BIRTH]          = fsf_put_birth,
		[FSF_IDENTIFICATION] = fsf_put_identification,
		[FSF_ADDRESS]        = fsf_put_address,
	};

	if (put[part](f, e) < 0)
		return -1;
	return str_ok(&f->text, "one value", e);
}

/* By qualifier, those with the same one as they stood. */
static void sort_run(struct claim *c, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct claim one = c[i];
		size_t k = i;

		for (; k > 0 && slice_cmp(c[k - 1].qualifier,
					  one.qualifier) > 0; k--)
			c[k] = c[k - 1];
		c[k] = one;
	}
}

/* XML and CSV tell the parts in another order. Claims stand by property and
 * qualifier, and then as the list has them, so that a change of format amends
 * nothing. */
static int sort_claims(struct fsf *f, struct err *e)
{
	struct builder *b = &f->r.b;
	size_t at[PROP_COUNT + 1] = {0}, from = 0;

	while (f->sorted_cap < b->n)
		if (vec_room((void **)&f->sorted, &f->sorted_cap,
			     f->sorted_cap, sizeof(*f->sorted), RECORD_CLAIMS,
			     e) < 0)
			return -1;
	for (size_t i = 0; i < b->n; i++)
		at[b->claims[i].prop + 1]++;
	for (size_t i = 0; i < PROP_COUNT; i++)
		at[i + 1] += at[i];
	for (size_t i = 0; i < b->n; i++)
		f->sorted[at[b->claims[i].prop]++] = b->claims[i];
	for (size_t i = 0; i < PROP_COUNT; from = at[i++])
		sort_run(f->sorted + from, at[i] - from);
	if (b->n)
		memcpy(b->claims, f->sorted, b->n * sizeof(*f->sorted));
	return 0;
}

int fsf_emit(struct fsf *f, struct err *e)
{
	char iso[PDATE_TEXT];

	f->open = false;
	fsf_main_name(f);
	roster_claim(&f->r, PROP_listed_on,
		     slice_of(pdate_text(f->listed, iso)), NULL);
	if (pdate_is(f->updated) &&
	    pdate_first_day(f->updated) > pdate_first_day(f->listed))
		roster_claim(&f->r, PROP_updated_on,
			     slice_of(pdate_text(f->updated, iso)), NULL);
	if (sort_claims(f, e) < 0)
		return -1;
	return roster_emit(&f->r, e);
}
