/* The reading server of flow/sealed.h, and its workers. A face, since it is a
 * whole process: it forks and exits, which nothing below may. */
#ifndef THAW_CMD_SEALED_SERVE_H
#define THAW_CMD_SEALED_SERVE_H

#include "read/reader.h"

/* Serves what it is asked on descriptor 0 until that is closed, and exits.
 * `also` as in struct sealed_options; NULL: the usual readers. */
_Noreturn void sealed_serve(const struct reader *const *also);

#endif
