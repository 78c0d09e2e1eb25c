/* How good the matching of names is, on labelled names, and the reading of
 * documents, on small ones: each prints what it measured and what failed, and
 * returns whether the floor was met. */
#ifndef THAW_TESTS_QUALITY_H
#define THAW_TESTS_QUALITY_H

#include "quality/table.h"

enum { MEM_BYTES = 4 << 20 };

/* name1,name2,is_match[,schema,category]: F1 at the default threshold. */
bool quality_pairs(const char *file, double floor);
/* query_name,result_name,ofac_score: rank correlation with the portal. */
bool quality_portal(const char *file, double floor);
/* name: the share that has any hit in the index. */
bool quality_negatives(const char *index, const char *file, double most);
/* person_id,name: each form against the index without that form; the right
 * subjects are those that have another form of the person. Ranks 1 and 5. */
bool quality_forms(const char *index, const char *file, double rank1,
		   double rank5);
/* query,listed: rank 1 of those that have the listed name. */
bool quality_altered(const char *index, const char *file, double rank1);

/* id,lang,pattern,document or paraphrase,expect (quality/cases.h): the shares of
 * expected fields found and of fields found that are right, by language. `docs`
 * (id,document,expect) stands for the cases that it has, or is NULL. */
bool quality_cases(const char *file, const char *docs, double recall,
		   double precision);
/* table,column,lang,synonym: headers in a table of their kind. */
bool quality_headers(const char *file, double floor);

#endif
