/* Finds stamps in a stream of text and keeps how long each took to arrive.
 *
 * A stamp is T=<nanoseconds of CLOCK_MONOTONIC>; and may lie across two reads, so whoever reads
 * remembers how far into one they are. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SEEKING, MARKED, READING }; /* outside a stamp; after its T; in its digits */

struct stamp { int part; long long moment; };

static float *waits; /* milliseconds */
static size_t deliveries, room_for_waits;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void keep(long long sent, long long arrived) {
    if (deliveries == room_for_waits) {
        room_for_waits = room_for_waits ? 2 * room_for_waits : 1 << 16;
        waits = realloc(waits, room_for_waits * sizeof *waits);
        if (!waits) exit(1);
    }
    waits[deliveries++] = (float)(arrived - sent) / 1e6f;
}

static void read_stamps(struct stamp *s, const char *text, const char *end) {
    long long arrived = now();
    while (text < end) {
        if (s->part == SEEKING) {
            text = memchr(text, 'T', (size_t)(end - text));
            if (!text) return;
            s->part = MARKED;
        } else if (s->part == MARKED && *text == '=') {
            s->part = READING;
            s->moment = 0;
        } else if (s->part == READING && *text >= '0' && *text <= '9') {
            s->moment = s->moment * 10 + (*text - '0');
        } else {
            if (s->part == READING && *text == ';' && s->moment) keep(s->moment, arrived);
            s->part = *text == 'T' ? MARKED : SEEKING;
        }
        text++;
    }
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}
