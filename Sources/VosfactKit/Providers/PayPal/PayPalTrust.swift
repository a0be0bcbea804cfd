import Localization

/// Where the certificates are by which callbacks are proved, and who must have issued them.
///
/// Source: PayPal's library for Java, `SSLUtil.validateCertificateChain` and `validateData`: the chain leads to a
/// trusted authority, and the name is `messageverificationcerts….paypal.com`.
struct PayPalTrust {
  private let store: CertificateStore
  /// Where the certificates are kept, in files that are named by their addresses.
  let folder: String?
  /// The one of our own, at whatever address, of simulated mode.
  private let own: Certificate?
  /// Whether the sandbox's certificates are taken.
  private let takesSandbox: Bool

  /// What the names of PayPal's certificates begin and end with.
  private static let nameStart = "messageverificationcerts."
  private static let nameEnd = ".paypal.com"
  private static let sandboxName = "messageverificationcerts.sandbox.paypal.com"

  /// The authorities in the file `authorities`, and the certificates in `folder`.
  ///
  /// - Throws: `ProviderError.badValue` if the file does not hold certificates.
  init(authorities path: String, folder: String, mode: ProviderMode) throws(ProviderError) {
    let authorities = try PayPalFiles.certificates(ofAuthorities: path)
    guard let store = CertificateStore(trusting: authorities) else { throw .cryptography }
    self.store = store
    self.folder = folder
    own = nil
    takesSandbox = mode != .live
  }

  /// In simulated mode: the authority that was made for it, and nobody else.
  ///
  /// - Throws: `ProviderError.cryptography`.
  init(simulated identity: SigningIdentity) throws(ProviderError) {
    guard let store = CertificateStore(trusting: [identity.authority]) else { throw .cryptography }
    self.store = store
    folder = nil
    own = identity.certificate
    takesSandbox = true
  }

  /// The name of a certificate of simulated mode: one of the sandbox, so that it is none in live mode even if
  /// somebody trusts its authority.
  static let simulatedName = sandboxName

  /// The certificate at `address`, once it is proved to be PayPal's.
  ///
  /// - Throws: `ProviderError.certificateMissing` if it is not in the folder, or is not readable there;
  ///   `.refused(.untrusted)` if it is not PayPal's, or `.wrongMode` if it is of the sandbox in live mode.
  func certificate(
    at address: PayPalCertificateAddress, now: UnixTime
  ) throws(ProviderError) -> Certificate {
    if let own { return try check([own], of: address, now: now) }
    guard let folder, let bytes = PayPalFiles.content(of: "\(folder)/\(address.fileName)"),
      let chain = Certificate.all(in: bytes), !chain.isEmpty
    else { throw .certificateMissing(provider: PayPalProvider.name, address: address.text) }
    return try check(chain, of: address, now: now)
  }

  /// The first certificate of `chain`, if it is PayPal's.
  ///
  /// - Throws: `ProviderError.refused(.untrusted)` or `.wrongMode`.
  @discardableResult
  func check(
    _ chain: [Certificate], of address: PayPalCertificateAddress, now: UnixTime
  ) throws(ProviderError) -> Certificate {
    if let fault = store.fault(of: chain, at: now) {
      throw .refused(.untrusted(Text(verbatim: fault)))
    }
    guard let leaf = chain.first, let name = leaf.commonName,
      name.utf8.span.begins(with: Self.nameStart), name.utf8.span.ends(with: Self.nameEnd)
    else {
      throw .refused(
        .untrusted(Text(en: "its name is not PayPal's", fr: "son nom n’est pas celui de PayPal")))
    }
    let isOfSandbox = address.isOfSandbox || name.hasBytes(of: Self.sandboxName)
    guard takesSandbox || !isOfSandbox else { throw .refused(.wrongMode(expected: .live)) }
    return leaf
  }
}
