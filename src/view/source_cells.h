/* The columns of the view `sources`, shared by its table and its rows. */
#ifndef THAW_VIEW_SOURCE_CELLS_H
#define THAW_VIEW_SOURCE_CELLS_H

enum source_cell {
	SC_KEY, SC_TITLE, SC_GROUP, SC_STATE, SC_RECORDS, SC_VERSION, SC_WHY,
	SC_OLDEST, SC_GOOD_AT, SC_ATTEMPT_AT, SC_ENABLED, SC_PERIOD,
	SC_FORMAT, SC_STATUS, SC_URL,
};

#endif
