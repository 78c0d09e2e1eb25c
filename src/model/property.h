/* What a claim can be about: one row a property.
 *
 * multi    several values stand side by side (roles, aliases)
 * compare  two different values of it are a dispute
 */
#ifndef THAW_MODEL_PROPERTY_H
#define THAW_MODEL_PROPERTY_H

#include "base/str.h"
#include "model/vocab.h"

enum value_type {
	VALUE_TEXT, VALUE_WORD, VALUE_DATE, VALUE_NUMBER, VALUE_REF, VALUE_URL,
};

/*        name              type         vocab                multi compare */
#define PROPERTIES(X) \
	X(action,           VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(actor,            VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(action_level,     VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(address,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(addressee,        VALUE_TEXT,   VOCAB_NONE,            0, 1) \
	X(age,              VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(announced_by,     VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(aspect,           VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(attributed_to,    VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(author,           VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(authority,        VALUE_TEXT,   VOCAB_NONE,            0, 1) \
	X(basis,            VALUE_WORD,   VOCAB_basis,           0, 0) \
	X(born,             VALUE_DATE,   VOCAB_NONE,            1, 1) \
	X(born_in,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(call_sign,        VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(charge,           VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(concerns,         VALUE_REF,    VOCAB_NONE,            1, 0) \
	X(conditions,       VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(contact,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(count,            VALUE_NUMBER, VOCAB_NONE,            0, 1) \
	X(count_scope,      VALUE_WORD,   VOCAB_count_scope,     0, 0) \
	X(country,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(covers,           VALUE_REF,    VOCAB_NONE,            1, 0) \
	X(custody,          VALUE_WORD,   VOCAB_custody,         0, 1) \
	X(date,             VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(destination,      VALUE_WORD,   VOCAB_jurisdiction,    1, 0) \
	X(details,          VALUE_TEXT,   VOCAB_NONE,            0, 1) \
	X(detained_on,      VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(document_kind,    VALUE_WORD,   VOCAB_document_kind,   0, 0) \
	X(entities,         VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(died_on,          VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(event,            VALUE_REF,    VOCAB_NONE,            1, 1) \
	X(expected_impact,  VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(expires,          VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(fifty_percent,    VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(from,             VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(gender,           VALUE_WORD,   VOCAB_NONE,            0, 1) \
	X(gone_on,          VALUE_DATE,   VOCAB_NONE,            0, 0) \
	X(held_base,        VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(held_max_days,    VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(held_min_days,    VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(held_text,        VALUE_TEXT,   VOCAB_NONE,            0, 1) \
	X(id,               VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(identifier,       VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(instrument,       VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(instrument_kind,  VALUE_WORD,   VOCAB_instrument_kind, 0, 0) \
	X(issue,            VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(judge,            VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(jurisdiction,     VALUE_WORD,   VOCAB_jurisdiction,    0, 1) \
	X(label,            VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(language,         VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(legal_basis,      VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(link,             VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(life,             VALUE_WORD,   VOCAB_NONE,            0, 1) \
	X(linked_to,        VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(list,             VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(listed,           VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(listed_on,        VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(listing_state,    VALUE_WORD,   VOCAB_designation_state, 0, 0) \
	X(listing_status,   VALUE_WORD,   VOCAB_listing_status,  0, 0) \
	X(location,         VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(manner,           VALUE_WORD,   VOCAB_release_manner,  0, 1) \
	X(measure,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(name,             VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(native_id,        VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(news_state,       VALUE_TEXT,   VOCAB_measure_state,   1, 1) \
	X(note,             VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(open_ended,       VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(other_name,       VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(part,             VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(persons,          VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(penalty,          VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(position,         VALUE_WORD,   VOCAB_position,        0, 1) \
	X(precision,        VALUE_WORD,   VOCAB_precision,       0, 0) \
	X(prison,           VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(programme,        VALUE_REF,    VOCAB_NONE,            1, 0) \
	X(published,        VALUE_DATE,   VOCAB_NONE,            0, 0) \
	X(publisher,        VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(reason,           VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(reference,        VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(release_type,     VALUE_WORD,   VOCAB_release_type,    0, 1) \
	X(released_on,      VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(remarks,          VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(revoked_by,       VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(role,             VALUE_WORD,   VOCAB_role,            1, 0) \
	X(role_text,        VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(scope,            VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(secondary_id,     VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(sector,           VALUE_WORD,   VOCAB_sector,          1, 0) \
	X(sentence,         VALUE_TEXT,   VOCAB_NONE,            0, 1) \
	X(sentence_max_days, VALUE_NUMBER, VOCAB_NONE,           0, 0) \
	X(sentence_min_days, VALUE_NUMBER, VOCAB_NONE,           0, 0) \
	X(sentenced_on,     VALUE_DATE,   VOCAB_NONE,            0, 1) \
	X(share,            VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(session,          VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(since,            VALUE_DATE,   VOCAB_NONE,            0, 0) \
	X(slot,             VALUE_WORD,   VOCAB_bullet_label,    0, 0) \
	X(stance,           VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(state,            VALUE_WORD,   VOCAB_measure_state,   0, 1) \
	X(story,            VALUE_REF,    VOCAB_NONE,            1, 0) \
	X(summary,          VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(supersedes,       VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(suspended,        VALUE_WORD,   VOCAB_NONE,            0, 1) \
	X(target,           VALUE_TEXT,   VOCAB_NONE,            1, 0) \
	X(target_kind,      VALUE_WORD,   VOCAB_kind,            0, 1) \
	X(targets,          VALUE_NUMBER, VOCAB_NONE,            0, 0) \
	X(term,             VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(text,             VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(theme,            VALUE_WORD,   VOCAB_theme,           0, 0) \
	X(title,            VALUE_TEXT,   VOCAB_NONE,            0, 0) \
	X(unblocks,         VALUE_WORD,   VOCAB_NONE,            0, 0) \
	X(updated_on,       VALUE_DATE,   VOCAB_NONE,            0, 0) \
	X(url,              VALUE_URL,    VOCAB_NONE,            0, 0)

#define PROPERTY_ENUM(name, type, list, multi, compare) PROP_##name,
enum property { PROPERTIES(PROPERTY_ENUM) PROP_COUNT };
#undef PROPERTY_ENUM

struct property_row {
	const char *name;
	enum value_type type;
	enum vocab list;
	bool multi;
	bool compare;
};

extern const struct property_row properties[PROP_COUNT];

/* False when no property has that name. */
/* Appends its name in the language that is spoken: "held text". */
void property_said(enum property p, struct str *out);
bool property_find(struct slice name, enum property *out);

#endif
