/* What encodings are called, and where documents say so. */
#ifndef THAW_READ_CHARSET_LABEL_H
#define THAW_READ_CHARSET_LABEL_H

#include "base/str.h"

struct charset_label {
	const char *label;	/* in lower case */
	const char *name;	/* as iconv has it */
};

extern const struct charset_label charset_labels[];	/* NULL at the end */

/* The name of the encoding, whatever case and signs the label has; NULL: none
 * that is taken. Only those of the table are handed to iconv. */
const char *charset_label_find(struct slice label);
/* The value of `key="value"`, quoted or not; absent when there is none. */
struct slice charset_attribute(struct slice text, const char *key);
/* What the XML declaration or an HTML meta says; absent. */
struct slice charset_declared(struct slice head);

#endif
