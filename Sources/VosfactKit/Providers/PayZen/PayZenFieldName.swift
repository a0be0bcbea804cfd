/// The names that fields of PayZen's have.
///
/// A field's name is not signed: whoever holds signed values can give them any. What is told under a name that PayZen
/// does not have is therefore not taken for PayZen's word alone. Families that Lyra adds to are listed by what their
/// names begin with, as a name too many is harmless where one too few makes a genuine payment wait.
///
/// Source: PayZen's guide "Formulaire API", "Data dictionary", with the names that notifications to Lyra's modules for
/// other shops have beside those.
enum PayZenFieldName {
  /// What the names of all signed fields begin with.
  static let prefix = "vads_"

  /// Whether PayZen has each of these fields, whose names begin with `vads_`.
  static func areKnown(_ form: FormFields) -> Bool {
    let (known, starts) = (known.span, starts.span)
    var areKnown = true
    form.forEach { name, _ in
      guard areKnown else { return }
      let name = name.extracting(prefix.utf8.count..<name.count)
      let letter = name.isEmpty ? -1 : Int(name[0]) - Int(letters.lowerBound)
      guard starts.indices.dropLast().contains(letter) else { return areKnown = false }
      let start = Start(name)
      areKnown = (starts[letter]..<starts[letter + 1]).contains { known[$0].isStart(start) }
    }
    return areKnown
  }

  /// How a name begins: as many bytes as the longest that is listed, and how many it has in all. Numbers, as each name of
  /// each notification is compared with several.
  private struct Start {
    var bytes = SIMD3<UInt64>()
    let count: Int

    init(_ name: Span<UInt8>) {
      count = name.count
      name.withUnsafeBytes { name in
        withUnsafeMutableBytes(of: &bytes) { $0.copyMemory(from: .init(rebasing: name.prefix(24))) }
      }
    }
  }

  private struct Word {
    private let bytes: SIMD3<UInt64>
    private let mask: SIMD3<UInt64>
    private let count: Int
    /// Whether every name that begins so is one.
    private let isFamily: Bool

    init(_ text: Substring) {
      let start = Start(Array(text.utf8).span)
      (bytes, count) = (start.bytes, start.count)
      mask = Start([UInt8](repeating: 0xFF, count: count).span).bytes
      isFamily = text.hasSuffix("_")
    }

    @inline(__always)
    func isStart(_ name: Start) -> Bool {
      name.bytes & mask == bytes && (isFamily ? name.count > count : name.count == count)
    }
  }

  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")

  /// Where the words of each letter begin among those that are known, and where the last ones end.
  private static let starts = (letters.lowerBound...letters.upperBound + 1).map { letter in
    words.count { ($0.utf8.first ?? 0) < letter }
  }

  private static let known = words.map(Word.init)

  /// What the names are behind `vads_`, in order; a family ends in `_`.
  private static let words =
    """
    acquirer_ action_mode amount archival_ auth_ authent_ authorized_amount available_languages avs_result \
    bank_ birth_ brand_management capture_delay card_ cardholder_ change_rate collection_ contract_used contracts \
    contrib ctx_mode currency cust_ dcc_ effective_ expiry_month expiry_year ext_info ext_info_ ext_trans_id \
    extra_result first_installment_ hash identifier identifier_status iframe_options initial_ insurance_amount \
    language nb_products occurrence_type operation_type order_ override_ page_action payment_ pays_ip \
    presentation_date pretax_amount product_ proof_of_id_ recurrence_ redirect_ requestor result return_mode risk_ \
    sequence_number ship_to_ shipping_amount shop_name shop_url site_id sub_ subscription tax_amount tax_rate \
    theme_config threeds_ tid token_id totalamount_vat trans_date trans_id trans_status trans_uuid url_ user_info \
    validation_mode version wallet warranty_
    """.split(separator: " ").sorted()
}
