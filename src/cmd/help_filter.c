#include "cmd/help_filter.h"

#include "base/i18n.h"
#include "view/view.h"

void help_filter(struct str *to)
{
	str_addz(to, _(
"The filter language, on the screen and behind `thaw list VIEW`:\n\n"
"  bialiatski            as it is spelled, anywhere in the row; in any other\n"
"                        spelling, from the start of a word: bial, бяляц\n"
"  \"two words\"           both together\n"
"  role:journalist       a column; commas mean or: role:journalist,lawyer\n"
"  -role:lawyer          not\n"
"  released>=2025-12-01  < <= > >= on dates, numbers and durations: held>2y\n"
"  is:disputed           also is:new is:read is:starred is:unverified is:any\n"
"  sort:-released,name   by columns, - from the last to the first\n"
"  sort:match            best matches first: a whole word of the name as you\n"
"                        spell it, then in another spelling, then the front of\n"
"                        a word, a piece of one, and what is found elsewhere\n"
"                        in the row; of equals, the view's own order\n"
"  as-of:2025-12-14      what was known on that day\n\n"
"Put words with > or < in quotes for the shell: 'held>2y'.\n"));
	for (const struct shape *const *v = views; *v; v++) {
		str_addf(to, _("\nColumns of %s (%s):\n"), (*v)->name,
			 _((*v)->help));
		for (size_t i = 0; i < shape_width(*v); i++) {
			const struct column *c = shape_column(*v, i);

			str_addf(to, "  %-16s %-9s %s%s\n", c->name,
				 c->alias ? c->alias : "", _(c->help),
				 c->hidden ? _(" (filter only)") : "");
		}
	}
}
