#include "flow/sign.h"

#include "flow/hand_over.h"

enum { LIMIT_MS = 30000, PRINTED = 16384 };

static int keygen(char *const *words, struct slice text, struct str *out,
		  struct err *e)
{
	const struct hand_over h = {
		.words = words, .text = text, .limit_ms = LIMIT_MS,
		.out = out, .first = true,
	};

	return hand_over(&h, e);
}

static char *word(const char *text)
{
	return (char *)(uintptr_t)text;
}

int sign_text(const char *key, struct slice text, struct str *sig,
	      struct err *e)
{
	char *const words[] = {
		word("ssh-keygen"), word("-Y"), word("sign"), word("-n"),
		word("thaw"), word("-f"), word(key), NULL,
	};
	struct err why = {0};

	sig->max = SIGNATURE_BYTES;
	if (keygen(words, text, sig, &why) < 0)
		return err_set(e, ERR_SYSTEM, "not signed with %s: %s", key,
			       why.msg);
	return str_ok(sig, "signature", e);
}

static int refuse(const char *signers, const char *why, struct err *e)
{
	return err_set(e, ERR_REFUSED, "nobody in %s has signed this: %s",
		       signers, why);
}

int sign_verify(const char *signers, struct slice text, const char *sig_file,
		struct str *who, struct err *e)
{
	char *const find[] = {
		word("ssh-keygen"), word("-Y"), word("find-principals"),
		word("-s"), word(sig_file), word("-f"), word(signers), NULL,
	};
	struct str printed = STR_INIT(PRINTED);
	struct slice rest, name = SLICE_NONE;
	struct err why = {0};
	int rc = keygen(find, SLICE_NONE, &printed, &why);

	rest = str_slice(&printed);
	if (rc == 0 && slice_cut(&rest, '\n', &name) && name.n > 0) {
		str_add(who, name);
		char *const verify[] = {
			word("ssh-keygen"), word("-Y"), word("verify"),
			word("-n"), word("thaw"), word("-I"),
			word(str_cstr(who)), word("-f"), word(signers),
			word("-s"), word(sig_file), NULL,
		};

		str_clear(&printed);
		rc = keygen(verify, text, &printed, &why);
	} else if (rc == 0) {
		rc = err_set(&why, ERR_REFUSED, "unknown key");
	}
	str_free(&printed);
	return rc < 0 ? refuse(signers, why.msg, e) : 0;
}
