#include "read/uk_list.h"

#include <stdlib.h>
#include <string.h>

static const struct roster_is is = {
	.jurisdiction = "GB",
	.authority = "UK Foreign, Commonwealth & Development Office",
	.list = "gb-uksl",
};

const size_t uk_cells[UK_GROUPS] = {
	[UK_ID] = 1,         [UK_KIND] = 1,       [UK_NAME] = 8,
	[UK_SCRIPT] = 3,     [UK_TITLE] = 1,      [UK_OFSI] = 1,
	[UK_UN] = 1,         [UK_REGIME] = 1,     [UK_IMPOSED] = 1,
	[UK_SOURCE] = 1,     [UK_DESIGNATED] = 1, [UK_UPDATED] = 1,
	[UK_GENDER] = 1,     [UK_DOB] = 1,        [UK_BIRTH] = 2,
	[UK_NATIONALITY] = 1, [UK_POSITION] = 1,  [UK_PASSPORT] = 2,
	[UK_NATID] = 2,      [UK_ENTITY_TYPE] = 1, [UK_REGISTRATION] = 1,
	[UK_PARENT] = 1,     [UK_SUBSIDIARY] = 1, [UK_IMO] = 1,
	[UK_HULL] = 1,       [UK_SHIP_TYPE] = 1,  [UK_FLAG] = 1,
	[UK_PAST_FLAG] = 1,  [UK_OWNER] = 1,      [UK_PAST_OWNER] = 1,
	[UK_TONNAGE] = 1,    [UK_LENGTH] = 1,     [UK_BUILT] = 1,
	[UK_ADDRESS] = 8,    [UK_PHONE] = 1,      [UK_EMAIL] = 1,
	[UK_SITE] = 1,       [UK_REASONS] = 1,    [UK_OTHER] = 1,
};

static const struct uk_field fields[] = {	/* sorted by element */
	{ "AddressCountry",    "Address Country",     UK_ADDRESS, UK_COUNTRY },
	{ "AddressLine1",      "Address Line 1",      UK_ADDRESS, 0 },
	{ "AddressLine2",      "Address Line 2",      UK_ADDRESS, 1 },
	{ "AddressLine3",      "Address Line 3",      UK_ADDRESS, 2 },
	{ "AddressLine4",      "Address Line 4",      UK_ADDRESS, 3 },
	{ "AddressLine5",      "Address Line 5",      UK_ADDRESS, 4 },
	{ "AddressLine6",      "Address Line 6",      UK_ADDRESS, 5 },
	{ "AddressPostalCode", "Address Postal Code", UK_ADDRESS, UK_POSTCODE },
	{ "AliasStrength",     "Alias strength",      UK_NAME, UK_NAME_STRENGTH },
	{ "BusinessRegistrationNumber", "Business registration number (s)", UK_REGISTRATION, 0 },
	{ "CountryOfBirth",    "Country of birth",    UK_BIRTH, 1 },
	{ "CurrentBelievedFlagOfShip", "Current believed flag of ship", UK_FLAG, 0 },
	{ "CurrentOwnerOperator", "Current owner/operator (s)", UK_OWNER, 0 },
	{ "DOB",               "D.O.B",               UK_DOB, 0 },
	{ "DateDesignated",    "Date Designated",     UK_DESIGNATED, 0 },
	{ "DesignationSource", "Designation source",  UK_SOURCE, 0 },
	{ "EmailAddress",      "Email address",       UK_EMAIL, 0 },
	{ "Gender",            "Gender",              UK_GENDER, 0 },
	{ "HullIdentificationNumber", "Hull identification number (HIN)", UK_HULL, 0 },
	{ "IMONumber",         "IMO number",          UK_IMO, 0 },
	{ "IndividualEntityShip", "Designation Type", UK_KIND, 0 },
	{ "IndividualEntityShip", "Individual, Entity, Ship", UK_KIND, 0 },
	{ "LastUpdated",       "Last Updated",        UK_UPDATED, 0 },
	{ "LengthOfShip",      "Length of ship",      UK_LENGTH, 0 },
	{ "Name1",             "Name 1",              UK_NAME, 0 },
	{ "Name2",             "Name 2",              UK_NAME, 1 },
	{ "Name3",             "Name 3",              UK_NAME, 2 },
	{ "Name4",             "Name 4",              UK_NAME, 3 },
	{ "Name5",             "Name 5",              UK_NAME, 4 },
	{ "Name6",             "Name 6",              UK_NAME, 5 },
	{ "NameNonLatinScript", "Name non-latin script", UK_SCRIPT, UK_SCRIPT_NAME },
	{ "NameType",          "Name type",           UK_NAME, UK_NAME_TYPE },
	{ "NationalIdentifierAdditionalInformation",
	  "National Identifier additional information", UK_NATID, 1 },
	{ "NationalIdentifierNumber", "National Identifier number", UK_NATID, 0 },
	{ "Nationality",       "Nationality(/ies)",   UK_NATIONALITY, 0 },
	{ "NonLatinScriptLanguage", "Non-latin script language", UK_SCRIPT, UK_SCRIPT_LANG },
	{ "NonLatinScriptType", "Non-latin script type", UK_SCRIPT, UK_SCRIPT_TYPE },
	{ "OFSIGroupID",       "OFSI Group ID",       UK_OFSI, 0 },
	{ "OtherInformation",  "Other Information",   UK_OTHER, 0 },
	{ "ParentCompany",     "Parent company",      UK_PARENT, 0 },
	{ "PassportAdditionalInformation", "Passport additional information", UK_PASSPORT, 1 },
	{ "PassportNumber",    "Passport number",     UK_PASSPORT, 0 },
	{ "PhoneNumber",       "Phone number",        UK_PHONE, 0 },
	{ "Position",          "Position",            UK_POSITION, 0 },
	{ "PreviousFlag",      "Previous flags",      UK_PAST_FLAG, 0 },
	{ "PreviousOwnerOperator", "Previous owner/operator (s)", UK_PAST_OWNER, 0 },
	{ "RegimeName",        "Regime Name",         UK_REGIME, 0 },
	{ "SanctionsImposed",  "Sanctions Imposed",   UK_IMPOSED, 0 },
	{ "Subsidiary",        "Subsidiaries",        UK_SUBSIDIARY, 0 },
	{ "Title",             "Title",               UK_TITLE, 0 },
	{ "TonnageOfShip",     "Tonnage of ship",     UK_TONNAGE, 0 },
	{ "TownOfBirth",       "Town of birth",       UK_BIRTH, 0 },
	{ "TypeOfEntity",      "Type of entity",      UK_ENTITY_TYPE, 0 },
	{ "TypeOfShip",        "Type of ship",        UK_SHIP_TYPE, 0 },
	{ "UKStatementofReasons", "UK Statement of Reasons", UK_REASONS, 0 },
	{ "UNReferenceNumber", "UN Reference Number", UK_UN, 0 },
	{ "UniqueID",          "Unique ID",           UK_ID, 0 },
	{ "Website",           "Website",             UK_SITE, 0 },
	{ "YearBuilt",         "Year Built",          UK_BUILT, 0 },
};

enum { FIELDS = sizeof(fields) / sizeof(*fields) };

static int by_element(const void *key, const void *row)
{
	const struct slice *name = key;
	const char *element = ((const struct uk_field *)row)->element;
	int c = strncmp(name->p, element, name->n);

	return c ? c : -(element[name->n] != '\0');
}

const struct uk_field *uk_element(struct slice name)
{
	return bsearch(&name, fields, FIELDS, sizeof(*fields), by_element);
}

const struct uk_field *uk_column(struct slice header)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (slice_ieq(slice_trim(header), fields[i].column))
			return &fields[i];
	return NULL;
}

int uk_open(struct dossier *u, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e)
{
	return dossier_open(u, in, &is, emit, ctx, e);
}
