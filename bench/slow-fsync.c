/* A disk that takes 4 ms longer: preloaded, it stands before libc's fsync and fdatasync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static const struct timespec DELAY = {0, 4000000};

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  nanosleep(&DELAY, 0);
  return real(file);
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  nanosleep(&DELAY, 0);
  return real(file);
}
