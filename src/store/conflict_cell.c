/* What the user says of conflicts, joined when a row is read. */
#include "store/contest.h"

/* The last word about the conflict of the row `t`, whoever of those that it is
 * told of it was said of. */
#define LAST_OF_ROW(what) \
	"(SELECT " what " FROM own.dispute d WHERE d.word = t.\"check\"" \
	" AND d.about = t.\"property\" AND instr(t.\"one\", char(31) ||" \
	" d.public || char(31)) ORDER BY d.id DESC LIMIT 1)"

#define VERDICT_OF_ROW \
	"coalesce(" LAST_OF_ROW("iif(d.sum = t.\"sum\", d.verdict, 'open')") \
	", 'open')"

/* Of the conflict `c`. */
#define IS_OPEN \
	"(SELECT iif(x.sum = c.sum, x.verdict, 'open') FROM" \
	" (SELECT d.sum, d.verdict, max(d.id)" \
	" FROM own.dispute d WHERE d.word = c.word AND d.about = c.about" \
	" AND d.public IN (SELECT u.public FROM conflict_of m" \
	"  JOIN subject u ON u.id = m.subject WHERE m.conflict = c.id" \
	"  AND m.one)) x) = 'open'"

/* A subject is disputed while one of its conflicts is open; where nothing is
 * checked, its row alone says so. */
#define IS_DISPUTED \
	"t.\"disputed\" = 'true' AND (NOT EXISTS (SELECT 1 FROM" \
	" conflict_of o WHERE o.subject = t.row_key) OR EXISTS (SELECT 1 FROM" \
	" conflict_of o JOIN conflict c ON c.id = o.conflict WHERE o.subject =" \
	" t.row_key AND " IS_OPEN "))"

void conflict_cell(struct str *out, const char *table,
		   const struct column *c)
{
	(void)table;
	if (c->from == CELL_OF_CONFLICTS)
		str_addz(out, "iif(" IS_DISPUTED ", 'true', 'false')");
	else if (c->from == CELL_OF_VERDICT)
		str_addz(out, VERDICT_OF_ROW);
	else if (c->from == CELL_OF_OPEN)
		str_addz(out, "iif(" VERDICT_OF_ROW " = 'open', 'true',"
			 " 'false')");
	else if (c->from == CELL_OF_REOPENED)
		str_addz(out, "coalesce(" LAST_OF_ROW("iif(d.sum <> t.\"sum\""
			 " AND d.verdict <> 'open', 'true', 'false')")
			 ", 'false')");
	else
		str_addz(out, LAST_OF_ROW("d.note"));
}

void conflict_is_disputed(struct str *out, const struct shape *shape)
{
	if (shape->rows == ROWS_SUBJECTS)
		str_addz(out, IS_DISPUTED);
	else if (shape->rows == ROWS_CONFLICTS)
		str_addz(out, VERDICT_OF_ROW " = 'open'");
	else
		str_addz(out, "t.\"disputed\" = 'true'");
}
