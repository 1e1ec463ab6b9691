/* The members of a room: many sockets, held by one process, that read what arrives and count it.
 *
 *   members -n MEMBERS -p PORT -s SECONDS [-u PATH] [-c COOKIES] [-j JOINING] [-r]
 *
 * COOKIES is a file with one Cookie header value a line, taken in turn; JOINING is how many join at
 * once; -r holds bare TCP connections, without the websocket handshake, for the limit program.
 *
 * A text that carries T=<nanoseconds of CLOCK_MONOTONIC>; is one delivery, timed from that moment.
 * Says how it stands as one JSON object a line, ten times a second while something changes, and
 * once more at the end: after SECONDS, or when told to stop by SIGTERM. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stamps.h"

enum stage { CONNECTING, GREETING, JOINED, LEFT };
enum { EVENTS = 512, COOKIE_SIZE = 4096, STATUS_AT = 9, TOLD_EVERY_NS = 100000000 };

struct member {
    int socket, head_bytes;
    enum stage stage;
    char status[3];
    unsigned last_four;
    struct stamp stamp;
};

static int wanted = 1, port, joining = 16, raw, poll_set;
static const char *path = "/";
static char **cookies;
static int cookie_count, begun, busy, joined, failed, left;
static struct member *members;
static long long bytes;
static volatile sig_atomic_t stopped;

static void stop(int signal) { stopped = signal; }

static void watch(int how, int index, unsigned events) {
    struct epoll_event event = {.events = events, .data.u32 = (unsigned)index};
    epoll_ctl(poll_set, how, members[index].socket, &event);
}

static void begin(int index) {
    struct member *m = &members[index];
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    int on = 1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (m->socket < 0) { perror("members"); exit(1); }
    setsockopt(m->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connect(m->socket, (struct sockaddr *)&to, sizeof to);
    watch(EPOLL_CTL_ADD, index, EPOLLOUT | EPOLLIN);
    busy++;
}

static void join(struct member *m) { m->stage = JOINED; joined++; busy--; }

static void leave(struct member *m) {
    if (m->stage == JOINED) left++;
    else { failed++; busy--; }
    close(m->socket);
    m->stage = LEFT;
}

static void greet(int index) {
    static char head[2 * COOKIE_SIZE];
    struct member *m = &members[index];
    watch(EPOLL_CTL_MOD, index, EPOLLIN);
    if (raw) { join(m); return; }
    int size = snprintf(head, sizeof head,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: Zm9zdGVyIGZhbWlsaWVzIQ==\r\n%s%s%s\r\n", path, port, port,
        cookie_count ? "Cookie: " : "", cookie_count ? cookies[index % cookie_count] : "",
        cookie_count ? "\r\n" : "");
    m->stage = GREETING;
    if (size >= (int)sizeof head || send(m->socket, head, (size_t)size, MSG_NOSIGNAL) != size)
        leave(m);
}

/* Reads the answer's head; returns how many bytes of it were in `text`. */
static int read_head(struct member *m, const char *text, int size) {
    for (int i = 0; i < size; i++, m->head_bytes++) {
        int at = m->head_bytes - STATUS_AT;
        if (at >= 0 && at < 3) m->status[at] = text[i];
        m->last_four = m->last_four << 8 | (unsigned char)text[i];
        if (m->last_four != 0x0d0a0d0a) continue;
        if (memcmp(m->status, "101", 3)) leave(m);
        else join(m);
        return i + 1;
    }
    return size;
}

static void hear(struct member *m) {
    static char text[1 << 17];
    while (m->stage == GREETING || m->stage == JOINED) {
        ssize_t size = recv(m->socket, text, sizeof text, 0);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) { leave(m); return; }
        bytes += size;
        int head = m->stage == GREETING ? read_head(m, text, (int)size) : 0;
        if (m->stage == JOINED) read_stamps(&m->stamp, text + head, text + size);
        if (size < (ssize_t)sizeof text) return;
    }
}

static void turn(int index, unsigned events) {
    struct member *m = &members[index];
    int error = 0;
    socklen_t size = sizeof error;
    if (m->stage != CONNECTING) { hear(m); return; }
    getsockopt(m->socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) leave(m);
    else if (events & EPOLLOUT) greet(index);
}

static void tell(int ended) {
    static long long told_at = -1;
    if (!ended && told_at == (long long)deliveries + joined + failed + left) return;
    told_at = (long long)deliveries + joined + failed + left;
    printf("{\"joined\": %d, \"failed\": %d, \"left\": %d, \"deliveries\": %zu, \"bytes\": %lld",
           joined, failed, left, deliveries, bytes);
    if (ended && deliveries) {
        qsort(waits, deliveries, sizeof *waits, by_size);
        printf(", \"p50_ms\": %.2f, \"p99_ms\": %.2f", waits[deliveries / 2],
               waits[deliveries * 99 / 100]);
    }
    printf("}\n");
    fflush(stdout);
}

static void read_cookies(const char *name) {
    static char line[COOKIE_SIZE];
    FILE *file = fopen(name, "r");
    cookies = calloc((size_t)wanted, sizeof *cookies);
    if (!file || !cookies) { perror(name); exit(2); }
    while (cookie_count < wanted && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = 0;
        cookies[cookie_count++] = strdup(line);
    }
    fclose(file);
}

int main(int word_count, char **words) {
    double seconds = 10;
    const char *cookie_file = NULL;
    struct epoll_event events[EVENTS];
    struct rlimit files;
    for (int option; (option = getopt(word_count, words, "n:p:s:u:c:j:r")) != -1;) {
        if (option == 'n') wanted = atoi(optarg);
        else if (option == 'p') port = atoi(optarg);
        else if (option == 's') seconds = atof(optarg);
        else if (option == 'u') path = optarg;
        else if (option == 'c') cookie_file = optarg;
        else if (option == 'j') joining = atoi(optarg);
        else if (option == 'r') raw = 1;
        else return 2;
    }
    if (cookie_file) read_cookies(cookie_file);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    members = calloc((size_t)wanted, sizeof *members);
    poll_set = epoll_create1(0);

    long long end = now() + (long long)(seconds * 1e9), told_at = 0;
    while (!stopped && now() < end) {
        while (begun < wanted && busy < joining) begin(begun++);
        int found = epoll_wait(poll_set, events, EVENTS, 50);
        for (int i = 0; i < found; i++) turn((int)events[i].data.u32, events[i].events);
        if (now() - told_at < TOLD_EVERY_NS) continue;
        tell(0);
        told_at = now();
    }
    tell(1);
    return failed || left ? 1 : 0;
}
