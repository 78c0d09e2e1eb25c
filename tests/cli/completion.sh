#!/bin/sh
# What the shells complete, asked of the shells themselves: the same table for
# each that is here.
. "$(dirname "$0")/lib.sh"
files=${builddir:-$(dirname "$THAW")}/assets/complete
for f in thaw _thaw thaw.fish; do
	[ -s "$files/$f" ] || { fail "no $files/$f"; finish; }
done
PATH=$(dirname "$THAW"):$PATH
export PATH

# LINE | what is offered, sorted; "..." behind: these are among others.
cat >"$home/cases" <<'END'
thaw li|list
thaw list rel|releases
thaw list s|sanctions sources
thaw export a|all
thaw list releases rel|release_type: released: released_on: ...
thaw list releases -role_|-role_text:
thaw list releases role:jour|role:journalist
thaw list releases role:lawyer,jour|role:lawyer,journalist
thaw list releases -custody:col|-custody:colony
thaw list releases is:s|is:starred
thaw list releases sort:-detai|sort:-detained sort:-detained_on
thaw list sanctions sort:-detai|
thaw list sanctions jurisdiction:E|jurisdiction:EU ...
thaw list designations disputed:|disputed:false disputed:true
thaw list releases --format |csv json table tsv ...
thaw list releases --format=js|--format=json
thaw list releases --form|--format
thaw list releases --columns name,custo|name,custody
thaw list releases --sort -cust|-custody
thaw --quiet list ne|news
thaw --no-such list ne|news
thaw import --format ofac_c|ofac_csv
thaw import --source us-ofac-s|us-ofac-sdn
thaw refresh us-ofac-s|us-ofac-sdn
thaw sources e|enable export
thaw sources enable list|lists
thaw sources add --format atom|atom
thaw changes op|op:
thaw watch add -role:lawy|-role:lawyer
thaw watch remove min|mine
thaw --store STORE watch remove th|theirs
thaw mark d-1 st|starred
thaw verdict x-1 super|superseded
thaw verdict l|list
thaw set r-1 state=in_p|state=in_progress
thaw set r-1 pos|position=
thaw screen --kind ves|vessel
thaw screen --dates d|dmy
thaw help fil|filter
thaw help li|list
thaw nonsense |
thaw list nonsense x|
END

want 0 watch add bialiatski --name mine
want 0 --store "$home/other.db" watch add bialiatski --name theirs
sed "s|STORE|$home/other.db|" "$home/cases" >"$home/filled"
mv "$home/filled" "$home/cases"

compare() {	# SHELL; stdin: what is offered, a value a line
	sort -u | grep -v '^$' >"$home/have"
	printf '%s\n' $wanted | grep -v '^$' | sort -u >"$home/wanted"
	missing=$(comm -13 "$home/have" "$home/wanted" | tr '\n' ' ')
	[ -z "$missing" ] || fail "$1: \"$line\" does not offer $missing"
	[ -n "$more" ] || [ -z "$(comm -23 "$home/have" "$home/wanted")" ] ||
		fail "$1: \"$line\" offers $(tr '\n' ' ' <"$home/have")"
}

each_case() {	# SHELL: asks ask_SHELL with the number and the line
	number=0
	while IFS='|' read -r line wanted; do
		more=
		case $wanted in
		*' ...') more=1 wanted=${wanted% ...} ;;
		esac
		number=$((number + 1))
		"ask_$1" "$line" </dev/null 2>"$home/say" | compare "$1"
		[ ! -s "$home/say" ] || fail "$1: \"$line\": $(cat "$home/say")"
	done <"$home/cases"
}

# --- bash: the function that TAB calls ---
cat >"$home/ask.bash" <<'END'
. "$1/thaw"
COMP_LINE=$2 COMP_POINT=${#2}
[ -z "${3-}" ] || COMP_WORDBREAKS=$3
_thaw
printf '%s\n' "${COMPREPLY[@]}"
END
ask_bash() {
	bash "$home/ask.bash" "$files" "$1" ' '
}

# --- zsh: a terminal of its own, and TAB; all lines in one, since to start is
# slow. What it keeps of what it is offered begins as the word does. ---
cat >"$home/ask.zsh" <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1= PS2= RPS1= TERM=dumb; stty -echo; unsetopt zle_bracketed_paste"
zpty -w z "fpath=($1 \$fpath); autoload -U compinit; compinit -u -D"
zpty -w z 'n=0; compadd() {
	print -rl -- ${(M)values:#${(b)PREFIX}*} ${(M)open:#${(b)PREFIX}*} >>'$2'.$n
	builtin compadd "$@"
}'
zpty -w z 'finished() { : >>'$2'.$n; : >'$2'.$n.end; BUFFER=; n=$((n + 1)) }'
zpty -w z "zle -N finished; bindkey '^X^X' finished; n=1; : >$2.0.end"
await() { for i in {1..600}; do [[ -e $2.$1.end ]] && return; sleep 0.05; done }
await 0 $2
n=1
while IFS='|' read -r line rest; do
	zpty -w -n z "$line"$'\t\x18\x18'
	await $n $2
	n=$((n + 1))
done
zpty -d z
END
ask_zsh() {
	[ "$number" -gt 1 ] ||
		limited 120 zsh -f "$home/ask.zsh" "$files" "$home/offered" \
			<"$home/cases"
	cat "$home/offered.$number"
}

# --- fish: asked what it would complete; where nothing begins so it guesses ---
ask_fish() {
	fish --no-config -c "source $files/thaw.fish; complete -C \"$1\"" |
		cut -f 1 | while IFS= read -r value; do
			case $value in
			"${1##* }"*) printf '%s\n' "$value" ;;
			esac
		done
}

shells=0
for shell in bash zsh fish; do
	if command -v $shell >/dev/null; then
		each_case $shell
		shells=$((shells + 1))
	else
		echo "no $shell here: not asked"
	fi
done
[ $shells -gt 0 ] || exit 77

# bash cuts words at : and =; what it took for the front is not repeated.
if command -v bash >/dev/null; then
	for case in 'role:jour journalist' 'role:lawyer,jou lawyer,journalist' \
		'--format=js json'; do
		have=$(bash "$home/ask.bash" "$files" \
			"thaw list releases ${case% *}" '"=: ')
		[ "$have" = "${case#* }" ] ||
			fail "bash, word breaks: $case, have $have"
	done
	: >"$home/a file"
	for start in import 'export all -o' 'screen --file'; do
		have=$(cd "$home" &&
			bash "$home/ask.bash" "$files" "thaw $start ask.b")
		[ "$have" = ask.bash ] || fail "bash: thaw $start: no files: $have"
	done
fi

# Every command, option, verb and view of the help is there.
rows() {	# KEY
	bash -c '. "$1/thaw"; _thaw_rows "$2"' rows "$files" "$1" | cut -f 1
}
if command -v bash >/dev/null; then
	run help
	sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' "$out" | sort >"$home/wanted"
	rows commands | sort | cmp -s - "$home/wanted" ||
		fail "commands are not those of the help"
	for c in $(cat "$home/wanted"); do
		run help "$c"
		sed -n 's/^  \(-[a-z], \)*\(--[a-z-]*\) .*/\2/p' "$out" |
			sort >"$home/options"
		{ rows "options.$c"; rows common; } | sort |
			cmp -s - "$home/options" ||
			fail "options of $c are not those of its help"
		# Verbs are rows of the command, not only words of its usage.
		! grep -q '^Usage: thaw [a-z]* \[[a-z|]*\] \.\.\.' "$out" ||
			[ -n "$(rows "verbs.$c")" ] || fail "$c has no verbs"
	done
fi
finish
