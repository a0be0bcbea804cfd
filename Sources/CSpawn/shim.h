#ifndef VOSFACT_CSPAWN_SHIM_H
#define VOSFACT_CSPAWN_SHIM_H

/* Functions of the C library (glibc 2.34 and later) that its headers show only to programs that
   ask for GNU's extensions, which Swift's own Glibc module does not do. No header is included here:
   its types would then belong to this module, and be missing wherever only Glibc is imported. */

/* Closes in the child every descriptor from `lowest` on; `actions` is a posix_spawn_file_actions_t. */
int posix_spawn_file_actions_addclosefrom_np(void *actions, int lowest);

/* Makes a pipe whose ends are marked with `flags`, such as O_CLOEXEC, from the first moment. */
int pipe2(int *ends, int flags);

/* Waits until all that was written to the file system that holds the open file `descriptor` is on its disk. */
int syncfs(int descriptor);

/* Changes a limit of the process `identifier`; `limit` and `old` are a struct rlimit each, or NULL. */
int prlimit(int identifier, int resource, const void *limit, void *old);

#endif
