import Localization

/// The JSON that is all of an authentic callback, read as far as it can be: it is as authentic where it cannot.
struct CallbackJSON {
  /// `nil` if it is no JSON.
  let value: JSONValue?
  private let fault: JSONError?

  init(_ body: [UInt8]) {
    do throws(JSONError) {
      (value, fault) = (try JSONValue(parsing: body), nil)
    } catch {
      (value, fault) = (nil, error)
    }
  }

  /// What the member `name` holds; `nil` if it is not there.
  subscript(name: String) -> JSONValue? { value?[name] }

  /// The object that it is, strictly.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it is none, as for whatever in it is not as documented.
  func object<Adapter>(at path: String) throws(ProviderError) -> APIObject<Adapter> {
    if let fault {
      throw .malformed(
        en: "its body is not JSON (\(fault.text.en))",
        fr: "son corps n’est pas du JSON (\(fault.text.fr))")
    }
    return try APIObject(callback: value, at: path)
  }
}
