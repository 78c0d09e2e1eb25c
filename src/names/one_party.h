/* Are two listings one party? The rules, most certain first:
 *
 *   1. number     the same number of a kind that is given to one, and for
 *                 all but ships and LEIs also a word of the name in common
 *   2. birth      the same full name and day of birth
 *   3. year       the same full name with patronymic, or two forms of it, the
 *                 same year of birth, and a state in common
 *   4. names      two forms of the full name, programmes on one state, and no
 *                 day of birth to compare (LIKELY)
 *   5. place      the same full name with patronymic and place of birth,
 *                 programmes on one state, births a year apart of which one
 *                 is told by its year alone (LIKELY)
 *
 * Of persons of the releases only the second holds, and besides
 *
 *   6. release    the same full name, freed within a day of each other or by
 *                 one act
 *   7. arrest     the same full name, arrested within a day of each other
 *   8. case       as 6, of a name that stands in two grammatical cases, as in
 *                 sentences of Slavic languages, or whose vowels differ
 *
 * A table of prisoners has no programmes, and neither a name nor a year is
 * beyond doubt. All are LIKELY: of two in one source with one name, nobody can
 * tell which is meant. None of their births may differ, patronymics neither.
 * They are never one with a listing. Acts of release: names/act.h.
 *
 * Nothing may speak against it: kind, gender, births that cannot be one. What
 * falls short is POSSIBLY: to be shown, never merged. To take two people for
 * one is the worst that can happen here, to miss a pair is a line more.
 */
#ifndef THAW_NAMES_ONE_PARTY_H
#define THAW_NAMES_ONE_PARTY_H

#include "model/party.h"

extern const struct party_rules one_party;

#endif
