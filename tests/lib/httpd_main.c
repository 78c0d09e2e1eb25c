/* httpd DIR PORTFILE [LOGFILE]: the test server for shell tests. Serves until
 * SIGTERM or SIGINT; PORTFILE appears, whole, once it answers. */
#include <signal.h>
#include <stdio.h>

#include "tests/lib/httpd.h"

static int write_port(const char *file, unsigned port)
{
	char tmp[4096];
	FILE *f;

	snprintf(tmp, sizeof(tmp), "%s.new", file);
	f = fopen(tmp, "w");
	if (!f)
		return -1;
	fprintf(f, "%u\n", port);
	return fclose(f) == 0 && rename(tmp, file) == 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
	char log[4096];
	struct httpd *s;
	sigset_t end;
	int signal_no;

	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: httpd DIR PORTFILE [LOGFILE]\n");
		return 2;
	}
	/* Before any thread starts, so that all inherit it. */
	sigemptyset(&end);
	sigaddset(&end, SIGTERM);
	sigaddset(&end, SIGINT);
	sigprocmask(SIG_BLOCK, &end, NULL);
	signal(SIGPIPE, SIG_IGN);
	snprintf(log, sizeof(log), "%s/../httpd.log", argv[1]);
	s = httpd_start();
	if (!s || !httpd_log_to(s, argc == 4 ? argv[3] : log)) {
		perror("httpd");
		return 1;
	}
	httpd_serve_dir(s, argv[1], NULL);
	if (write_port(argv[2], httpd_port(s)) < 0) {
		perror(argv[2]);
		httpd_stop(s);
		return 1;
	}
	sigwait(&end, &signal_no);
	httpd_stop(s);
	return 0;
}
