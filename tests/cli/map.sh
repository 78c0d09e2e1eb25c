#!/bin/sh
# A new NGO's list by a map in sources.conf alone, as the manual shows it: tried
# out, refreshed over loopback, and told what is wrong with it.
. "$(dirname "$0")/lib.sh"
http_serve
mkdir -p "$XDG_CONFIG_HOME/thaw"

# The table and the section are those of the manual, word for word.
page=$here/../../assets/man/thaw-sources.5.in
sed -n 's/\\-/-/g; /^C.*digo;Nombre/,/^V-2/p' "$page" >"$home/www/lista.csv"
[ "$(wc -l <"$home/www/lista.csv")" -eq 3 ] || fail "no table in the manual"
cat >"$home/www/list.json" <<'END'
{"meta":{"items":[]},"data":{"items":[
 {"id":1,"person":{"name":"Ivan Pryklad"},"arrest":{"on":"2021-07-14",
  "articles":[{"no":"ч. 1 ст. 361-4"},{"no":"130"}]},"where":"на свободе"},
 {"id":2,"person":{"name":"Maryia Uzor"},"arrest":{"on":null,"articles":[]},
  "where":"СИЗО-1"}]}}
END
conf() {
	{
		sed -n '/^source "lista"/,/^}/p' "$page" |
			sed "s|https://lista.example|$url|
				s|Nombre completo|${1:-Nombre completo}|
				s|\"VE\"|\"${2:-VE}\"|"
		cat <<END
source "items" {
	url = "$url/list.json"
	format = "json"
	map {
		kind = person
		rows = "data.items"
		key = "id"
		name = "person.name"
		detained_on = "arrest.on"
		charge = "arrest.articles.no"
		custody = "where"
	}
}
END
	} >"$XDG_CONFIG_HOME/thaw/sources.conf"
}

conf
want 0 sources test "$url/lista.csv"
says '^format csv, 2 person'
want 0 sources test "$url/list.json"
says '^format json, 2 person'
want 0 refresh
columns=name,other_names,roles,custody,detained_on,released_on,charges,country
want 0 list releases source:lista --format json --columns $columns
lines 2
says '"name":"Juan Ejemplo","other_names":\["J. E.","Juanito"\]'
says '"roles":\["journalist"\],"custody":"free","detained_on":"2021-03-05"'
says '"released_on":"2025-12-13","charges":\["285"\],"country":"VE"'
says '"name":"María Muestra".*"lawyer".*"prison".*"charges":\["Terrorismo"\]'
want 0 list releases source:items charge:361-4 custody:free --format json
lines 1

# The map goes along into the process that reads, and into a look at a file.
want 0 import --dry-run --source lista "$home/www/lista.csv"
json
lines 2
says '"key":"V-1"'
cp "$out" "$home/sealed"
THAW_READ_HERE=1
export THAW_READ_HERE
want 0 import --dry-run --source lista "$home/www/lista.csv"
cmp -s "$out" "$home/sealed" || fail "the map is read otherwise here"
unset THAW_READ_HERE

# A map that has changed reads anew what has not.
want 0 refresh --force lista
complains 'lista: unchanged'
conf 'Nombre completo' XX
want 0 refresh --force lista
complains 'lista: .*2 amended'
want 0 list releases country:XX --format json
lines 2
conf
want 0 refresh --force lista

# What is wrong is said where it is, and nothing moves.
conf 'Apellido'
want 1 refresh --force lista
complains 'map: no column "Apellido" in the file; it has: Código, Nombre'
want 0 list releases source:lista --format json
lines 2
sed -i 's/kind = person/kind = prisoner/' "$XDG_CONFIG_HOME/thaw/sources.conf"
want 2 list releases
complains 'sources.conf:1: source "lista": map: kind = "prisoner": valid are'
want 1 doctor
says '^BROKEN  configuration: .*kind = "prisoner"'
conf
sed -i 's/custody = /custard = /' "$XDG_CONFIG_HOME/thaw/sources.conf"
want 2 list releases
complains 'unknown option "custard": valid are kind, key, rows'

# A section with a map can be switched off and on, and keeps it.
conf
want 0 sources disable lista
want 0 sources enable lista
grep -q 'words = {"L = free"' "$XDG_CONFIG_HOME/thaw/sources.conf" ||
	fail "the map is gone"
want 0 sources remove items
grep -q 'data.items' "$XDG_CONFIG_HOME/thaw/sources.conf" &&
	fail "the map of a source that was removed stays"
want 0 refresh --force lista
finish
