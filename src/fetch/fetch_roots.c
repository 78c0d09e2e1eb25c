/* Where libcurl finds whom it trusts. */
#include <curl/curl.h>

#include "fetch/fetch.h"

void fetch_roots(struct slice *file, struct slice *dir)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	*file = *dir = SLICE_NONE;
#if LIBCURL_VERSION_NUM >= 0x074600
	if (v->age >= CURLVERSION_SEVENTH) {
		*file = slice_of(v->cainfo);
		*dir = slice_of(v->capath);
	}
#else
	(void)v;
#endif
}
