/* Signatures by ssh-keygen(1), whose keys and agents people have: `-Y sign` and
 * `-Y verify`, in the namespace "thaw". */
#ifndef THAW_FLOW_SIGN_H
#define THAW_FLOW_SIGN_H

#include "base/str.h"

enum { SIGNATURE_BYTES = 8192 };

/* Appends the signature of the text. */
int sign_text(const char *key, struct slice text, struct str *sig,
	      struct err *e);
/* -1 with ERR_REFUSED where nobody in the file of allowed signers has signed
 * the text; `sig_file` holds the signature. Appends who has. */
int sign_verify(const char *signers, struct slice text, const char *sig_file,
		struct str *who, struct err *e);

#endif
