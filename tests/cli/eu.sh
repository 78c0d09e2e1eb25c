#!/bin/sh
# The EU's lists: a change of format amends nothing, and one act of the Official
# Journal ends nothing in another. The real lists, where there is a copy.
. "$(dirname "$0")/lib.sh"
count() {	# count N FILTER...
	n_rows=$1
	shift
	want 0 list designations "$@" --format json --columns id --limit 9999
	lines "$n_rows"
}

cat >"$home/a.xml" <<'EOF'
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-04">
<sanctionEntity euReferenceNumber="EU.1.1" logicalId="1" unitedNationId="">
<remark>old</remark>
<regulation publicationDate="2021-06-21" entryIntoForceDate="2021-06-22"
 numberTitle="2021/9001 (OJ L1)" programme="BLR"/>
<subjectType code="person" classificationCode="P"/>
<nameAlias wholeName="Ivan MAROZAU" nameLanguage="" gender="M" strong="true"/>
<nameAlias wholeName="МАРОЗАЎ" nameLanguage="BE" strong="true"/>
<birthdate calendarType="GREGORIAN" city="Polatsk" year="1971"
 countryIso2Code="BY" countryDescription="BELARUS"/>
<address city="Minsk" countryIso2Code="BY" countryDescription="BELARUS"/>
</sanctionEntity>
</export>
EOF
party='1;EU.1.1;P;BLR;2021/9001 (OJ L1);22/06/2021;old'
{
	printf '%s' 'Entity_LogicalId;Entity_EU_ReferenceNumber;'
	printf '%s' 'Entity_SubjectType;Entity_Regulation_Programme;'
	printf '%s' 'Entity_Regulation_NumberTitle;'
	printf '%s' 'Entity_Regulation_EntryIntoForceDate;Entity_Remark;'
	printf '%s' 'Address_City;Address_CountryIso2Code;'
	printf '%s' 'Address_CountryDescription;NameAlias_WholeName;'
	printf '%s' 'NameAlias_NameLanguage;NameAlias_Gender;BirthDate_Year;'
	printf '%s' 'BirthDate_City;BirthDate_CountryIso2Code;'
	printf '%s\n' 'BirthDate_CountryDescription'
	printf '%s\n' "$party;Minsk;BY;BELARUS;;;;;;;"
	printf '%s\n' "$party;;;;Ivan MAROZAU;;M;;;;"
	printf '%s\n' "$party;;;;МАРОЗАЎ;BE;;;;;"
	printf '%s\n' "$party;;;;;;;1971;Polatsk;BY;BELARUS"
} >"$home/a.csv"
want 0 import --source eu-fsf --as-of 2026-03-04 "$home/a.xml"
complains '^eu-fsf: 2 records: 2 new'
want 0 import --source eu-fsf --format eu_csv --as-of 2026-03-05 \
	"$home/a.csv"
complains '^eu-fsf: 2 records: nothing new'
count 1 programme:BLR list:eu-fsf

head='celex,recordId,programKey,annex,measure,startDate,reason,schema,name'
printf '%s\n' "$head" '39006R9765,1,EU-FRO,I,Asset freeze,,,Person,FROST' \
	'39006R9765,1,EU-FRO,V,Export control,,,Company,ICE' >"$home/fro.csv"
printf '%s\n' "$head" '39014R9833,1,EU-SNO,I,Asset freeze,,,Person,SNOW' \
	>"$home/sno.csv"
for act in fro sno sno; do
	want 0 import --source eu-journal "$home/$act.csv"
done
count 2 programme:EU-FRO state:listed
count 1 programme:EU-SNO state:listed

eu=${THAW_TEST_DATA:-}/sanctions/eu
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$eu" ]; then
	echo "THAW_TEST_DATA is not set: no real list to read"
	finish
fi
# The real list is older than the one above: in a store of its own.
rm -rf "$XDG_DATA_HOME"
want 0 import --source eu-fsf "$eu"/FULL-1_1-*.xml.gz
want 0 import --source eu-journal "$eu/32006R0765.csv"
for amending in 32026R1848 32026R1843; do
	want 0 import --source eu-journal "$eu/amendments/$amending.csv"
done
count 408 programme:EU-BLR list:eu-journal state:listed
count 369 programme:BLR list:eu-fsf state:listed
count 312 programme:BLR list:eu-fsf kind:person state:listed
finish
