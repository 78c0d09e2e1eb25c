/* Is told when another process writes to the store, where the system can
 * (inotify); elsewhere the screen looks once a second. */
#ifndef THAW_UI_WAKE_H
#define THAW_UI_WAKE_H

#include <stdbool.h>

/* A descriptor that is readable when the log of the store or of the own words
 * has changed, or -1. */
int wake_open(const char *store_file);
/* Takes the news; false where they were about other files of the folder. */
bool wake_read(int fd, const char *store_file);

#endif
