/*
 * Preloaded into the server: what the disk does to it is written in the file that DISK_FAULT names and
 * read at every call, so it changes while the server runs.
 *
 *   (nothing)   the disk is sound
 *   fail        fsync fails with EIO
 *   slow 200    fsync takes 200 ms longer
 *   refuse      fsync and writes to the database fail with EIO
 *
 * Every fsync adds a byte to the file that DISK_FAULT_COUNT names: without it nobody would notice that
 * the server does its fsyncs another way.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void find_real_calls(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
}

static void read_fault(char *fault, size_t size) {
  ssize_t length = 0;
  const char *path = getenv("DISK_FAULT");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    length = read(file, fault, size - 1);
    close(file);
  }
  fault[length > 0 ? length : 0] = '\0';
}

static void count_fsync(void) {
  const char *path = getenv("DISK_FAULT_COUNT");
  int file = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (write(file, ".", 1) != 1) abort();
  close(file);
}

static int faulty_fsync(int file, int (*real)(int)) {
  char fault[32];
  int milliseconds = 0;
  count_fsync();
  read_fault(fault, sizeof fault);
  if (strncmp(fault, "fail", 4) == 0 || strncmp(fault, "refuse", 6) == 0) {
    errno = EIO;
    return -1;
  }
  if (sscanf(fault, "slow %d", &milliseconds) == 1) usleep(milliseconds * 1000);
  return real(file);
}

int fsync(int file) { return faulty_fsync(file, real_fsync); }

int fdatasync(int file) { return faulty_fsync(file, real_fdatasync); }

/* The database and its log; the index beside them is memory in disguise. */
static int is_database(int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  char *ending = strstr(path, ".db");
  return ending != NULL && (strcmp(ending, ".db") == 0 || strcmp(ending, ".db-wal") == 0);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  char fault[32];
  read_fault(fault, sizeof fault);
  if (strncmp(fault, "refuse", 6) == 0 && is_database(file)) {
    errno = EIO;
    return -1;
  }
  return real_pwrite(file, bytes, length, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  return pwrite64(file, bytes, length, offset);
}
