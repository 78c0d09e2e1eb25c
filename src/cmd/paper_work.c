/* What the user has said came of a recommendation: one line an entry of the
 * history, the newest first. */
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/paper.h"
#include "model/vocab.h"
#include "write/json.h"

static void put_word(struct str *to, const char *lead, enum vocab list,
		     struct slice word)
{
	const char *label = vocab_said(list, word);

	if (!word.p)
		return;
	str_addf(to, "  %s ", lead);
	if (word.n == 0)
		str_addz(to, _("taken back"));
	else if (label)
		str_addz(to, label);
	else
		text_visible(to, word, false);
}

static void put_words(struct str *to, const char *lead, struct slice words)
{
	if (words.n == 0)
		return;
	str_addf(to, "      %s ", lead);
	text_visible(to, words, false);
	str_addc(to, '\n');
}

static void put_entry(struct str *to, const struct own_work *w)
{
	str_addf(to, "    %.10s", w->at.n >= 10 ? w->at.p : "");
	if (w->who.n > 0) {
		str_addz(to, "  ");
		text_visible(to, w->who, false);
	}
	put_word(to, _("state:"), VOCAB_recommendation_state, w->state);
	put_word(to, _("position:"), VOCAB_position, w->position);
	str_addc(to, '\n');
	put_words(to, _("evidence:"), w->evidence);
	put_words(to, _("note:"), w->note);
}

void work_text(struct str *to, const struct own_words *own)
{
	if (own->n == 0)
		return;
	str_addz(to, _("  your own words, the newest first:\n"));
	for (size_t i = 0; i < own->n; i++)
		put_entry(to, &own->work[i]);
}

void work_json(struct str *to, const struct own_words *own)
{
	json_key(to, "work");
	str_addc(to, '[');
	for (size_t i = 0; i < own->n; i++) {
		const struct own_work *w = &own->work[i];

		json_next(to);
		str_addc(to, '{');
		json_member(to, "at", w->at, true);
		json_member(to, "who", w->who, true);
		json_member(to, "state", w->state, true);
		json_member(to, "position", w->position, true);
		json_member(to, "evidence", w->evidence, true);
		json_member(to, "note", w->note, true);
		str_addc(to, '}');
	}
	str_addc(to, ']');
}
