/* The limit: one send() of the same bytes to each of N sockets, and nothing else.
 *
 *   limit MEMBERS ROUNDS BYTES ROUNDS_A_SECOND
 *
 * Prints {"port": P}, waits until MEMBERS have connected to it on 127.0.0.1, sends, and prints the
 * CPU microseconds of one send as JSON. Ends after a minute whatever happens. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_RUN = 60, SETTLING_MS = 300 };

static double cpu_seconds(void) {
    struct timespec spent;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return spent.tv_sec + spent.tv_nsec / 1e9;
}

static void rest(double seconds) {
    struct timespec pause = {.tv_sec = (time_t)seconds};
    pause.tv_nsec = (long)((seconds - (double)pause.tv_sec) * 1e9);
    nanosleep(&pause, NULL);
}

static int open_port(int backlog) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int door = socket(AF_INET, SOCK_STREAM, 0);
    if (door < 0 || bind(door, (struct sockaddr *)&at, size) || listen(door, backlog)) {
        perror("limit");
        exit(1);
    }
    getsockname(door, (struct sockaddr *)&at, &size);
    printf("{\"port\": %d}\n", ntohs(at.sin_port));
    fflush(stdout);
    return door;
}

int main(int count, char **words) {
    if (count != 5) return 2;
    int members = atoi(words[1]), rounds = atoi(words[2]), on = 1;
    size_t bytes = (size_t)atol(words[3]);
    double pace = atof(words[4]);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    alarm(LONGEST_RUN);

    int door = open_port(members), *sockets = calloc((size_t)members, sizeof *sockets);
    char *text = malloc(bytes);
    if (!sockets || !text) return 1;
    memset(text, 'x', bytes);
    for (int i = 0; i < members; i++) {
        sockets[i] = accept(door, NULL, NULL);
        setsockopt(sockets[i], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    rest(SETTLING_MS / 1e3);

    long sent = 0;
    double before = cpu_seconds();
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < members; i++)
            sent += send(sockets[i], text, bytes, MSG_NOSIGNAL) == (ssize_t)bytes;
        rest(1 / pace);
    }
    double spent = cpu_seconds() - before;
    printf("{\"us_per_send\": %.4f, \"sent\": %ld}\n", spent / sent * 1e6, sent);
    return sent == (long)members * rounds ? 0 : 1;
}
