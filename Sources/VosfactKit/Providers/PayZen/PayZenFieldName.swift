/// The names that fields of PayZen's have.
///
/// A field's name is not signed: whoever holds signed values can give them any. What is told under a name that PayZen
/// does not have is therefore not taken for PayZen's word alone. Families that Lyra adds to are listed by what their
/// names begin with, as a name too many is harmless where one too few makes a genuine payment wait.
///
/// Source: PayZen's guide "Formulaire API", "Data dictionary", with the names that notifications to Lyra's modules for
/// other shops have beside those.
enum PayZenFieldName {
  /// Whether PayZen has a field of that name, which begins with `vads_`.
  static func isKnown(_ name: Span<UInt8>) -> Bool {
    guard name.count > prefix.utf8.count, name.begins(with: prefix) else { return false }
    let rest = name.extracting(prefix.utf8.count..<name.count)
    let letter = Int(rest[0]) - Int(UInt8(ascii: "a"))
    guard known.indices.contains(letter) else { return false }
    return known[letter].contains { word in
      word.isFamily ? rest.begins(with: word.text) : word.text.hasBytes(of: rest)
    }
  }

  /// What the names of all signed fields begin with.
  static let prefix = "vads_"

  private struct Word {
    let text: String
    /// Whether every name that begins so is one.
    let isFamily: Bool
  }

  /// What the names are behind `vads_`, by their first letters; a family ends in `_`.
  private static let known: [[Word]] = {
    let words = """
      acquirer_ action_mode amount archival_ auth_ authent_ authorized_amount available_languages avs_result \
      bank_ birth_ brand_management capture_delay card_ cardholder_ change_rate collection_ contract_used contracts \
      contrib ctx_mode currency cust_ dcc_ effective_ expiry_month expiry_year ext_info ext_info_ ext_trans_id \
      extra_result first_installment_ hash identifier identifier_status iframe_options initial_ insurance_amount \
      language nb_products occurrence_type operation_type order_ override_ page_action payment_ pays_ip \
      presentation_date pretax_amount product_ proof_of_id_ recurrence_ redirect_ requestor result return_mode risk_ \
      sequence_number ship_to_ shipping_amount shop_name shop_url site_id sub_ subscription tax_amount tax_rate \
      theme_config threeds_ tid token_id totalamount_vat trans_date trans_id trans_status trans_uuid url_ user_info \
      validation_mode version wallet warranty_
      """.split(separator: " ")
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).map { letter in
      words.filter { $0.utf8.first == letter }.map { word in
        Word(text: String(word), isFamily: word.hasSuffix("_"))
      }
    }
  }()
}
