/* A name as it stands in a sentence: "Марию Колесникову", "Alesia Bialackiego".
 *
 * Slavic languages decline names, and vowels of the stem come and go with the
 * ending (Павел, Павла). What is left without both is too little to know a person
 * by, but enough among those whom one release freed. Inside the room.
 */
#ifndef THAW_NAMES_DECLINED_H
#define THAW_NAMES_DECLINED_H

#include "base/arena.h"

/* What all cases of the name share, of words as fold_name() spells them with a
 * blank between; in mem. Absent where too little would be left. */
struct slice declined_key(struct slice words, struct arena *mem);

#endif
