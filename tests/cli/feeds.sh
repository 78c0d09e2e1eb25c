#!/bin/sh
# Feeds from end to end: lists of them in and out, those that a page tells of,
# what is one item and what are two, edits, damage and size.
. "$(dirname "$0")/lib.sh"
mkdir "$home/www"
rss() {			# rss ITEM...: a feed on stdout
	printf '<rss version="2.0"><channel><title>Feed</title>'
	printf '%s' "$@"
	printf '</channel></rss>\n'
}
item() {		# item GUID TITLE LINK [BODY]
	printf '<item><guid isPermaLink="false">%s</guid><title>%s</title>' "$1" "$2"
	printf '<link>%s</link><description>%s</description></item>' "$3" "${4:-}"
}
http_serve

# --- lists of feeds ---
cat >"$home/list.opml" <<END
<opml version="1.0"><body><outline text="Group">
<outline text="One &amp; all" type="rss" xmlUrl="$url/one.xml?a=1&amp;b=2"/>
<outline title="Two" xmlUrl="$url/two.xml"/>
</outline><outline text="x" xmlUrl="exec:true"/>
<outline text="Off" xmlUrl="$url/off.xml" enabled="false"/></body></opml>
END
want 0 sources import "$home/list.opml" --group mine
complains '^3 sources added to the group "mine"'
want 0 sources list group:mine --format json
lines 3
says '"title":"One & all"'
want 0 sources import "$home/list.opml"
complains '^3 were there already'
want 0 sources export
says "<outline text=\"One &amp; all\" .*xmlUrl=\"$url/one.xml\?a=1&amp;b=2\"/>"
says "xmlUrl=\"$url/off.xml\" enabled=\"false\"/>"
cp "$out" "$home/again.opml"
want 0 sources import "$home/again.opml"
grep -q 'sources added' "$err" && fail "what was exported is new"
want 0 import --dry-run "$home/again.opml"
says '"kind":"document"'
want 1 import "$home/again.opml"
complains 'thaw sources import FILE'
want 2 sources import
want 1 sources import "$home/none.opml"
printf '<rss version="2.0"><channel/></rss>' >"$home/no.opml"
want 1 sources import "$home/no.opml"
complains 'no OPML'
want 0 sources disable mine

# --- the feeds of a page ---
rss "$(item 1 First https://a.example/1)" >"$home/www/feed.xml"
cp "$home/www/feed.xml" "$home/www/other.xml"
cat >"$home/www/page.html" <<'END'
<html><head><title>Page</title>
<link rel="alternate" type="application/rss+xml" title="All" href="feed.xml">
</head><body><p>Some words of a page that is no feed.</p></body></html>
END
sed 's|</head>|<link rel="alternate" type="application/atom+xml" href="/other.xml">&|' \
	"$home/www/page.html" >"$home/www/two.html"
want 0 sources test "$url/page.html"
says "  $url/feed.xml  All"
want 0 sources add "$url/page.html" --key page
complains "a page; its feed is $url/feed.xml"
grep -q "$url/feed.xml" "$XDG_CONFIG_HOME/thaw/sources.conf" ||
	fail "the page was added, not its feed"
want 2 sources add "$url/two.html" --key both
complains 'a page with 2 feeds; nothing was added'
complains "$url/other.xml"
want 0 sources add "$url/two.html" --key both --format article
want 0 sources add http://127.0.0.1:1/x.xml --key later
complains 'cannot be looked at now'
want 0 sources remove both
want 0 sources remove later
want 0 refresh page
complains '^page: 1 new$'

# --- what is one item, and what are two ---
rss "$(item same 'One story' https://b.example/1)" >"$home/b.xml"
rss "$(item same 'Another' https://c.example/1)" >"$home/c.xml"
want 0 import "$home/b.xml" --source b
want 0 import "$home/c.xml" --source c
want 0 list news source:b,c --format json
lines 2
rss "$(item 7 'The first' https://d.example/1)" \
	"$(item 7 'The second' https://d.example/2)" \
	"$(item 8 Twice https://d.example/3)" \
	"$(item 8 Twice https://d.example/3)" >"$home/d.xml"
want 0 import "$home/d.xml" --source d
want 0 list news source:d --format json
lines 3

# --- an edit is an edit, and what the user noted stays ---
want 0 list news source:b --format json
id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$out")
want 0 mark "$id" starred
rss "$(item same 'One story, corrected' https://b.example/1)" >"$home/b.xml"
want 0 import "$home/b.xml" --source b
complains '1 amended'
want 0 list news source:b is:starred --format json
lines 1
says '"title":"One story, corrected"'

# --- what the body says is claimed, with the item as its document ---
body='&lt;p&gt;On 13 December 2025 Belarus released 123 people.&lt;/p&gt;'
rss "$(item 9 Releases https://e.example/1 "$body")" >"$home/e.xml"
want 0 import "$home/e.xml" --source e
want 0 list events source:e --format json
lines 1
says '"count":123'

# --- damage and size ---
want 0 import "$data/readers/rss.damaged.xml" --source damaged
want 0 list news source:damaged --format json
lines 8
json
want 0 list news source:damaged --format table
clean "$out"
awk 'BEGIN {
	print "<rss version=\"2.0\"><channel><title>Big</title>"
	body = "x"
	for (i = 0; i < 15; i++) body = body body
	for (i = 0; i < 1550; i++)
		printf "<item><guid>%d</guid><title>Item %d</title>" \
		       "<description>%s</description></item>\n", i, i, body
}' >"$home/big.xml"
[ "$(wc -c <"$home/big.xml")" -gt 50000000 ] || fail "big.xml is small"
want 0 import "$home/big.xml" --source big --dry-run
lines 1550
finish
