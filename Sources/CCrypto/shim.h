#ifndef VOSFACT_CCRYPTO_SHIM_H
#define VOSFACT_CCRYPTO_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#endif
