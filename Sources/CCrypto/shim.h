#ifndef VOSFACT_CCRYPTO_SHIM_H
#define VOSFACT_CCRYPTO_SHIM_H

/* What is built into libcrypto is asked for below as it was before version 3. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* SHA-256 as it is built in. To fetch it from a provider makes libcrypto list all that it knows by name, which takes
   a process that answers one request longer than all else that it does; that way is left for where there is no
   other. */
static inline const EVP_MD *ccrypto_sha256(void) {
#if OPENSSL_VERSION_MAJOR < 4
  EVP_MD *function = EVP_MD_meth_dup(EVP_sha256());
  if (function != NULL && EVP_MD_meth_set_app_datasize(function, sizeof(SHA256_CTX)) == 1) return function;
  EVP_MD_meth_free(function);
#endif
  return EVP_MD_fetch(NULL, "SHA256", NULL);
}

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
