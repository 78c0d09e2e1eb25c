/* quality pairs FILE FLOOR | portal FILE FLOOR | negatives INDEX FILE MOST
 *         | forms INDEX FILE RANK1 RANK5 | altered INDEX FILE RANK1
 *         | cases FILE RECALL PRECISION [DOCS]
 *         | headers FILE FLOOR
 *
 * Ends with 1 where a floor is not met, with 2 where nothing can be said. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quality/quality.h"

int main(int argc, char **argv)
{
	const char *what = argc > 3 ? argv[1] : "";
	bool good;

	setlocale(LC_CTYPE, "");
	if (strcmp(what, "pairs") == 0)
		good = quality_pairs(argv[2], atof(argv[3]));
	else if (strcmp(what, "portal") == 0)
		good = quality_portal(argv[2], atof(argv[3]));
	else if (strcmp(what, "negatives") == 0 && argc > 4)
		good = quality_negatives(argv[2], argv[3], atof(argv[4]));
	else if (strcmp(what, "forms") == 0 && argc > 5)
		good = quality_forms(argv[2], argv[3], atof(argv[4]),
				     atof(argv[5]));
	else if (strcmp(what, "altered") == 0 && argc > 4)
		good = quality_altered(argv[2], argv[3], atof(argv[4]));
	else if (strcmp(what, "cases") == 0 && argc > 4)
		good = quality_cases(argv[2], argc > 5 ? argv[5] : NULL,
				     atof(argv[3]), atof(argv[4]));
	else if (strcmp(what, "headers") == 0)
		good = quality_headers(argv[2], atof(argv[3]));
	else
		return 2;
	return good ? 0 : 1;
}
