#!/bin/sh
# One list of invented parties in each format of OFAC: a user who changes the
# format sees no change of the list, and a file of changes is laid over it.
. "$(dirname "$0")/lib.sh"
fixtures=$(cd "${srcdir:-.}/tests/data/readers" && pwd)

want 0 import --source us-ofac-sdn --as-of 2025-01-01 \
	"$fixtures"/ofac_csv.*.csv
want 0 import --source us-ofac-sdn "$fixtures/ofac_xml.sdn.xml"
want 0 changes --format json
lines 0
# The enhanced list says more of them, and nothing else.
want 0 import --source us-ofac-sdn --as-of 2025-06-01 \
	"$fixtures/ofac_enhanced.sdn.xml"
want 0 changes op:added,removed --format json
lines 0
want 0 changes --format json --columns op,property,before
says '"op":"amended","property":"listed_on","before":null'

# The file of changes is dated 2026-01-16 by itself.
want 0 import --source us-ofac-sdn "$fixtures/ofac_delta.xml"
complains '2 removed'
want 0 list designations state:delisted --format json --columns name,gone_on
lines 2
says '"name":"ICE WORKS, OAO","gone_on":"2026-01-16"'
want 0 list designations frost --format json --columns name,programme
says '"programme":"BELARUS-EO14038; RUSSIA-EO14024"'
want 0 list designations --format json --columns name
lines 6

# Which of the two lists a file is, its first parties tell.
want 0 --store "$home/two.db" import "$fixtures/ofac_xml.old.xml"
complains '^us-ofac-cons: '
# In any order of files, and by the file's name where nothing inside tells.
printf '9001,"FROST BANK",-0- ,"CAPTA",%s,-0- \r\n\032' \
	'-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ' >"$home/prim.csv"
printf '9001,1,"Ice Street 1","Brest","Belarus",-0- \r\n\032' >"$home/add.csv"
want 0 --store "$home/order.db" import "$home/add.csv" "$home/prim.csv"
complains '^us-ofac-cons: '
cp "$fixtures/ofac_advanced.sdn.xml" "$home/CONS_ADVANCED.XML"
want 0 --store "$home/name.db" import "$home/CONS_ADVANCED.XML"
complains '^us-ofac-cons: '
want 0 --store "$home/name.db" import "$fixtures/ofac_advanced.sdn.xml"
complains '^us-ofac-sdn: '
finish
