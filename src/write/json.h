/* JSON text, for every face that prints it: valid UTF-8, and nothing in it
 * that a terminal would obey. */
#ifndef THAW_WRITE_JSON_H
#define THAW_WRITE_JSON_H

#include "base/str.h"

void json_text(struct str *to, struct slice s);	/* quoted, or null */
/* The number, or the text where it is not one that JSON allows. */
void json_number(struct str *to, struct slice s);
/* `"key":` with a comma before unless an object or array just opened. */
void json_key(struct str *to, const char *key);
/* json_key and json_text; `also_null`: an absent text is written as null,
 * else not at all. */
void json_member(struct str *to, const char *key, struct slice text,
		 bool also_null);
/* The comma before the next element of an array. */
void json_next(struct str *to);

#endif
