import CCrypto

/// The certificates that are trusted, against which a chain is checked (RFC 5280, section 6).
final class CertificateStore {
  private let handle: OpaquePointer

  /// The chain that was found sound last, and every certificate on its way to the trusted one: many
  /// callbacks in a row bring the same, and only the time can make another of the answer.
  private var sound: (chain: [Certificate], path: [Certificate]) = ([], [])

  /// A store that trusts `certificates`; one that is its own issuer ends a chain, the others serve as its
  /// links. `nil` if libcrypto cannot make one.
  init?(trusting certificates: [Certificate]) {
    guard Libcrypto.isReady, let handle = X509_STORE_new() else { return nil }
    self.handle = handle
    for certificate in certificates {
      guard X509_STORE_add_cert(handle, certificate.handle) == 1 else { return nil }
    }
  }

  deinit {
    X509_STORE_free(handle)
  }

  /// Why `chain`, the leaf first and then its issuers, does not lead to a trusted certificate, in libcrypto's
  /// words; `nil` if it does.
  ///
  /// Each link must be inside its validity at `time`, each issuer an authority, and every signature at least
  /// as strong as RSA of 2048 bits with SHA-2.
  func fault(of chain: [Certificate], at time: UnixTime) -> String? {
    guard let leaf = chain.first else { return "there is no certificate" }
    if isKnownAsSound(chain, at: time) { return nil }
    guard let links = ccrypto_certificates_new(), let context = X509_STORE_CTX_new() else {
      return "out of memory"
    }
    defer {
      X509_STORE_CTX_free(context)
      ccrypto_certificates_free(links)
      ERR_clear_error()
    }
    for link in chain.dropFirst() {
      guard ccrypto_certificates_push(links, link.handle) > 0 else { return "out of memory" }
    }
    guard X509_STORE_CTX_init(context, handle, leaf.handle, links) == 1,
      let parameters = X509_STORE_CTX_get0_param(context)
    else { return "out of memory" }
    X509_VERIFY_PARAM_set_time(parameters, time_t(time.seconds))
    X509_VERIFY_PARAM_set_auth_level(parameters, 2)
    X509_VERIFY_PARAM_set_depth(parameters, Self.maximumLinks)
    if X509_verify_cert(context) == 1 {
      sound = (chain, Self.path(in: context))
      return nil
    }
    let code = X509_STORE_CTX_get_error(context)
    return X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)"
  }

  private func isKnownAsSound(_ chain: [Certificate], at time: UnixTime) -> Bool {
    !sound.path.isEmpty && chain == sound.chain && sound.path.allSatisfy { $0.isValid(at: time) }
  }

  /// The certificates from the leaf to the trusted one, as they were found: all of them, or none.
  private static func path(in context: OpaquePointer) -> [Certificate] {
    guard let links = X509_STORE_CTX_get0_chain(context) else { return [] }
    var path: [Certificate] = []
    for index in 0..<ccrypto_certificates_count(links) {
      guard let link = ccrypto_certificates_at(links, index), X509_up_ref(link) == 1 else {
        return []
      }
      path.append(Certificate(owning: link))
    }
    return path
  }

  /// How many authorities may stand between a certificate and the one that is trusted.
  private static let maximumLinks: Int32 = 8
}
