/* Writes down, in order, what a process changes in the files of one folder and what it waits for the disk with.
 *
 * Loaded before the C library (LD_PRELOAD). VONK_CUT_FOLDER is the folder, VONK_CUT_RECORD the file of the record. An
 * entry is a head, the name of the file, and the bytes. A change is noted before it is made and a sync after it was
 * done, so that the record never promises more than the disk did. What cannot be noted ends the process.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

struct head {
    uint64_t offset, length;
    uint32_t what, name_length;
};

static int record = -1;
static char folder[PATH_MAX];

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("VONK_CUT_RECORD"), *of = getenv("VONK_CUT_FOLDER");
    if (to == NULL || of == NULL || realpath(of, folder) == NULL) return;
    record = REAL(int, "open", const char *, int, ...)(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (record < 0) abort();
}

/* The name of this file within the folder, "." for the folder itself; NULL for one that is elsewhere. */
static const char *within(const char *path) {
    size_t length = strlen(folder);
    if (record < 0 || strncmp(path, folder, length) != 0) return NULL;
    if (path[length] == '\0') return ".";
    return path[length] == '/' ? path + length + 1 : NULL;
}

static const char *name_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = record < 0 ? -1 : readlink(link, path, PATH_MAX - 1);
    if (length < 0) return NULL;
    path[length] = '\0';
    return within(path);
}

static void note(char what, const char *name, uint64_t offset, const void *data, size_t length) {
    struct head head = {offset, length, (uint32_t)what, (uint32_t)strlen(name)};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)name, strlen(name)}, {(void *)data, data ? length : 0}};
    if (writev(record, parts, 3) != (ssize_t)(sizeof head + strlen(name) + (data ? length : 0))) abort();
}

ssize_t write(int fd, const void *data, size_t length) {
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    if (name) {
        int at_end = fcntl(fd, F_GETFL) & O_APPEND;
        note('w', name, (uint64_t)lseek(fd, 0, at_end ? SEEK_END : SEEK_CUR), data, length);
    }
    return REAL(ssize_t, "write", int, const void *, size_t)(fd, data, length);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    if (name) note('w', name, (uint64_t)offset, data, length);
    return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

int ftruncate64(int fd, off64_t size) {
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    if (name) note('t', name, (uint64_t)size, NULL, 0);
    return REAL(int, "ftruncate64", int, off64_t)(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int unlink(const char *given) {
    char path[PATH_MAX];
    const char *name = realpath(given, path) ? within(path) : NULL;
    if (name) note('u', name, 0, NULL, 0);
    return REAL(int, "unlink", const char *)(given);
}

static int synced(const char *how, int fd) {
    char path[PATH_MAX];
    const char *name = name_of(fd, path);
    int outcome = REAL(int, how, int)(fd);
    if (name && outcome == 0) note('s', name, 0, NULL, 0);
    return outcome;
}

int fsync(int fd) { return synced("fsync", fd); }

int fdatasync(int fd) { return synced("fdatasync", fd); }
