#ifndef VOSFACT_CCRYPTO_SHIM_H
#define VOSFACT_CCRYPTO_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* Macros of libcrypto, which Swift cannot import. */

static inline STACK_OF(X509) *ccrypto_certificates_new(void) { return sk_X509_new_null(); }

static inline int ccrypto_certificates_push(STACK_OF(X509) *certificates, X509 *certificate) {
  return sk_X509_push(certificates, certificate);
}

static inline int ccrypto_certificates_count(const STACK_OF(X509) *certificates) {
  return sk_X509_num(certificates);
}

static inline X509 *ccrypto_certificates_at(const STACK_OF(X509) *certificates, int index) {
  return sk_X509_value(certificates, index);
}

/* The certificates themselves stay their owners'. */
static inline void ccrypto_certificates_free(STACK_OF(X509) *certificates) {
  sk_X509_free(certificates);
}

static inline EVP_PKEY *ccrypto_rsa_generate(unsigned int bits) { return EVP_RSA_gen(bits); }

static inline void ccrypto_extension_context(
  X509V3_CTX *context, X509 *issuer, X509 *subject) {
  X509V3_set_ctx_nodb(context);
  X509V3_set_ctx(context, issuer, subject, NULL, NULL, 0);
}

#endif
