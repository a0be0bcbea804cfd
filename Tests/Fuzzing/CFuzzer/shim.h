#ifndef VOSFACT_CFUZZER_SHIM_H
#define VOSFACT_CFUZZER_SHIM_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer as a library (https://llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library"); the compiler's
   option -sanitize=fuzzer links it. It calls `input` with one input after the other. */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*input)(const uint8_t *data, size_t size));

#endif
