#!/bin/sh
# Who may include whom: storeys point down, rooms do not know each other, and
# each foreign library has one doorway. The table in HACKING, as a test.
#
#   tests/layers.sh [ROOT]      prints file:line of every offence
LC_ALL=C
export LC_ALL
root=${1:-${THAW_ROOT:-${srcdir:-.}}}
cd "$root" || exit 99
[ -d src/base ] || { echo "layers: no src/base under $root"; exit 99; }

find src ui assets -name '*.[ch]' 2>/dev/null | sort | xargs awk '
BEGIN {
	split("base model fetch read write names store check flow view", room)
	split("0    1     2     2    2     2     2     2     3    3", level)
	for (i in room)
		storey[room[i]] = level[i]
	storey["cmd"] = storey["ui"] = 4
	storey["roof"] = storey["assets"] = 5

	# Header (a front of it) and its doorway (a front of the path).
	door["curses"]  = door["ncurses"] = door["term.h"] = "ui/term_caps.c"
	door["curl/"]   = "src/fetch/"
	door["malloc.h"] = "src/main.c"	# glibc: gives memory back
	door["sqlite3"] = "src/store/"
	door["expat"]   = "src/read/xml.c"
	door["gumbo"]   = "src/read/dom.c"
	door["cjson/"]  = "src/read/jsontree.c"
	door["iconv"]   = "src/read/charset.c"
	door["archive"] = "src/read/unpack.c"
	door["confuse"] = "src/model/conf"
	door["utf8proc"] = "src/base/text.c"
	door["openssl/"] = "src/base/hash.c"
	door["zstd"]    = "src/store/body.c"
	door["unicode/"] = "assets/mklatin.c"
	door["linux/"]  = "src/base/seal.c"

	# What every system has; it may be included anywhere.
	n = split("assert ctype dirent endian errno fcntl float fnmatch " \
		"getopt glob inttypes langinfo libgen libintl limits locale " \
		"math netdb poll pthread pwd sched signal spawn stdarg " \
		"stdatomic stdbool stddef stdint stdio stdlib string strings " \
		"termios time unistd wchar wctype", plain)
	for (i = 1; i <= n; i++)
		system_header[plain[i] ".h"] = 1
}
function offence(text) {
	print FILENAME ":" FNR ": " text
	bad = 1
}
function room_of(path,  part, n) {
	n = split(path, part, "/")
	if (part[1] == "ui" || part[1] == "assets")
		return part[1]
	return n == 2 ? "roof" : part[2]
}
function foreign(header,  h) {
	if (header in system_header || header ~ /^(sys|netinet|arpa)\//)
		return
	for (h in door) {
		if (index(header, h) != 1)
			continue
		if (index(FILENAME, door[h]) != 1)
			offence("<" header "> belongs in " door[h])
		return
	}
	offence("<" header "> has no doorway in tests/layers.sh")
}
function own(header,  to) {
	if (header == "config.h")
		return
	if (header !~ /^[a-z]+\/[a-z0-9_]+\.h$/) {
		offence("\"" header "\" is not written from the root of src/")
		return
	}
	to = header
	sub(/\/.*/, "", to)
	if (!(to in storey))
		offence("\"" header "\": no storey has a room \"" to "\"")
	else if (storey[to] > storey[here])
		offence(here " includes up: \"" header "\"")
	else if (storey[to] == storey[here] && to != here)
		offence(here " includes across: \"" header "\"")
}
FNR == 1 {
	here = room_of(FILENAME)
	if (!(here in storey)) {
		offence("no storey has a room \"" here "\"")
		storey[here] = 5
	}
}
/^[ \t]*#[ \t]*include/ {
	header = $0
	sub(/^[^<"]*[<"]/, "", header)
	sub(/[>"].*/, "", header)
	if ($0 ~ /include[ \t]*</)
		foreign(header)
	else
		own(header)
}
END { exit bad }
' || exit 1
