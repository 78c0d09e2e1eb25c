#!/bin/sh
# How good the matching of names is on labelled names, where there is a copy:
# precision, recall and F1 by category, the pairs that fail, and floors under
# which nothing may fall.
. "$(dirname "$0")/lib.sh"
match=${THAW_TEST_DATA:-}/matching lists=${THAW_TEST_DATA:-}/sanctions
if [ -z "${THAW_TEST_DATA:-}" ] || [ ! -d "$match" ]; then
	echo "THAW_TEST_DATA is not set: no labelled names to measure by"
	exit 77
fi
[ -x "$QUALITY" ] || { echo "no program at QUALITY"; exit 99; }

floor() {	# floor WHAT FILE... NUMBER...
	echo "== $*"
	"$QUALITY" "$@" || fail "quality $*"
}

floor pairs "$match"/general_pairs.csv 0.85
floor pairs "$match"/belarus_pairs.csv 0.96
floor portal "$match"/ofac_portal_scores.csv 0.3

db=$home/all.db
for file in "$lists"/eu/FULL-1_1-reconstructed-2026-02.xml.gz \
	"$lists"/eu/32006R0765.csv \
	"$lists"/uk/UK-Sanctions-List-reconstructed-2026-08-22.xml.gz \
	"$lists"/ca/sema-lmes-2025-05.xml \
	"$lists"/un/consolidated-2026-02-27.xml \
	"$lists"/us-ofac-cons/consolidated-2025-03-28.xml \
	"$lists"/ch-seco/seco-excerpt-belarus-2026-08-27.xml \
	"$lists"/opensanctions/ua_war_sanctions-targets.simple-2026-03.csv; do
	want 0 --store "$db" import "$file"
done
want 0 --store "$db" import "$lists"/us-ofac-sdn/set-2024-06-27/*.csv \
	--as-of 2024-06-27
floor forms "$db"-names "$match"/belarus_name_forms.csv 0.99 0.998
floor altered "$db"-names "$match"/retrieval_un_sample.csv 0.97
floor negatives "$db"-names "$match"/negatives.csv 0.01
finish
