#!/bin/sh
# Kept articles are read again: what the rules find comes, what they do not find
# any more goes, and nobody is asked.
. "$(dirname "$0")/lib.sh"
THAW_ARTICLE=https://news.example/2025/05/03/freed

cat >"$home/a.txt" <<'END'
Belarus freed two people on 3 May 2025, one of them well known.

| Name | Role | Detention Duration |
|---|---|---|
| Ales Bialiatski | Human Rights Defender | Over 2 years |

- Sanctions lifted: Most US sanctions removed in response.
END
want 0 import --source own --url $THAW_ARTICLE "$home/a.txt"
for v in releases events sanctions news brief; do
	want 0 list $v is:any --format json
	cp "$out" "$home/$v.before"
done

# --- the same rules find the same ---
want 0 reread
complains 'own: unchanged'
complains 'nobody was contacted'
silent reread
for v in releases events sanctions news brief; do
	want 0 list $v is:any --format json
	cmp -s "$out" "$home/$v.before" || fail "reread has changed $v"
done

# --- as if earlier rules had found another person there ---
printf '%s\n' '{"thaw":"kept 1"}' "{\"key\":\"$THAW_ARTICLE\",\"language\":\"en\",\
\"text\":\"| Name | Role | Detention Duration |\\n| Maria Kalesnikava | Political \
Activist | 18 months |\"}" >"$home/old.jsonl"
want 0 import --source own --format kept "$home/old.jsonl"
want 0 list releases sources:own --format tsv --columns id,name
says 'Maria Kalesnikava'
id=$(awk -F '\t' '$2 ~ /Bialiatski/ { print $1 }' "$out")
want 0 mark "$id" note 'my own word'
want 0 reread own
complains 'own: 1 removed'
want 0 list releases sources:own --format tsv --columns name
grep -q Kalesnikava "$out" && fail "what is found no more is still there"
says 'Ales Bialiatski'
want 0 show "$id"
says 'my own word'
want 0 reread own
complains 'own: unchanged'
for v in events sanctions news brief; do
	want 0 list $v is:any --format json
	cmp -s "$out" "$home/$v.before" || fail "a second reread has changed $v"
done

# --- the source is as fresh as it was, and as large ---
want 0 sources list --format json
grep '"key":"own"' "$out" >"$home/source.before"
want 0 reread own
want 0 sources list --format json
grep '"key":"own"' "$out" | cmp -s - "$home/source.before" ||
	fail "reread makes a source look fresh"

# --- what has no texts, and what is no source ---
printf 'name,role,released\nVera Example,journalist,2025-05-03\n' >"$home/t.csv"
want 0 import --source table --format csv "$home/t.csv"
want 1 reread table
complains 'table: no texts of articles are kept of it; thaw refresh table --force'
want 0 reread
complains '1 sources are lists or tables'
want 2 reread nonsense
silent "reread nonsense"
complains 'nothing of a source "nonsense"'
want 1 import --source bad --format kept "$home/a.txt"
finish
