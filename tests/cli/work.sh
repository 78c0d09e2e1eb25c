#!/bin/sh
# Recommendations as work: the user's own word, its history, and that it stays.
. "$(dirname "$0")/lib.sh"
upr=$data/readers/uprinfo_csv.csv

want 0 sources disable starter
want 0 import --source upr "$upr"
want 0 list recommendations from:norway position:noted date:2010 \
	--format csv --columns id
id=$(tr -d '\r' <"$out" | sed -n 2p)
[ -n "$id" ] || fail "no recommendation"

want 0 set "$id" state=B2 'position=supported in part' \
	'evidence=Law 5 of 2024' --note 'not yet in force'
complains 'state: partly done, position: partly'
want 0 set "$id" state=done
want 0 list recommendations state:done --format json --columns id,state,position
lines 1
says "\"id\":\"$id\",\"state\":\"done\",\"position\":\"partly\""
want 0 list recommendations state:proposed --format json
lines 4
want 0 list recommendations --sort state --format csv --columns state
says '^done'

want 0 show "$id"
says 'your own words, the newest first'
says 'state: done'
says 'state: partly done  position: partly'
says 'evidence: Law 5 of 2024'
says 'note: not yet in force'
says '"Noted"'		# what the source says stays beside it
want 0 show "$id" --format json
says '"work":\[\{"at":"[0-9T:Z-]*","who":"[^"]*","state":"done","position":null'
says '"evidence":"Law 5 of 2024","note":"not yet in force"\}\]'

# On an earlier day nobody had said it yet.
want 0 list recommendations state:done --as-of 2026-01-01 --format json
lines 0

# To who watches, the own word is no news.
want 0 watch add from:norway --name norway
want 0 set "$id" state=rejected
want 0 import --source upr "$upr"
silent "a hit of one's own word"
want 0 set "$id" state=done
want 0 watch remove norway

# Taken back, and kept.
want 0 set "$id" state=
complains 'state: taken back'
want 0 list recommendations state:proposed --format json
lines 5
want 0 show "$id"
says 'state: taken back'
says 'state: done'
want 0 set "$id" --note 'asked again'
want 0 list recommendations position:partly --format json
lines 1

# No import and no purge of data touches it.
want 0 set "$id" state=in_progress
want 0 import --source upr "$upr"
want 0 purge
want 0 list recommendations --format json
lines 0
want 0 import --source upr "$upr"
want 0 list recommendations state:in_progress --format json
lines 1
says "\"id\":\"$id\""

# What cannot be set is told with what can.
want 2 set "$id" state=finishd
complains 'unknown state "finishd"; valid: proposed adopted in_progress done'
silent
want 2 set "$id" position=maybe
complains 'unknown position "maybe"; valid: supported noted partly none'
want 2 set "$id" colour=red
complains '"colour" cannot be set; valid: state=... position=... evidence='
want 2 set "$id" done
complains 'write state=WORD'
want 2 set "$id"
want 2 set
want 1 set r-zzzzzzzzzzzz state=done
want 0 import --source viasna-list "$data/readers/viasna_csv.csv"
want 0 list releases --format csv --columns id
person=$(tr -d '\r' <"$out" | sed -n 2p)
want 2 set "$person" state=done
complains 'is no recommendation'
want 0 show "$id"
grep -q finishd "$out" && fail "a wrong word was kept"

want 0 purge --all
want 0 import --source upr "$upr"
want 0 list recommendations state:in_progress --format json
lines 0
finish
