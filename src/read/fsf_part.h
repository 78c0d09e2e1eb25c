/* The parts of a party of the FSF, each to its claims. Only for fsf*.c:
 * the fields of the part stand in f->v. */
#ifndef THAW_READ_FSF_PART_H
#define THAW_READ_FSF_PART_H

#include "read/fsf.h"

bool fsf_is(struct slice s, const char *code);	/* trimmed, any case */
bool fsf_true(struct slice s);
/* The code of a country, or else its name; absent for "00", unknown. */
struct slice fsf_country(struct slice code, struct slice text);
/* ", " where something stands before it, then both; nothing for no part. */
void fsf_add(struct str *out, const char *lead, struct slice part);
/* A date of listing: the earliest counts. -1 where it is no date. */
int fsf_earliest(struct fsf *f, struct slice text, struct err *e);

/* Makes one of the names the name. */
void fsf_main_name(struct fsf *f);
int fsf_put_regulation(struct fsf *f, struct err *e);
int fsf_put_subject(struct fsf *f, struct err *e);
int fsf_put_name(struct fsf *f, struct err *e);
int fsf_put_citizenship(struct fsf *f, struct err *e);
int fsf_put_birth(struct fsf *f, struct err *e);
int fsf_put_identification(struct fsf *f, struct err *e);
int fsf_put_address(struct fsf *f, struct err *e);

#endif
