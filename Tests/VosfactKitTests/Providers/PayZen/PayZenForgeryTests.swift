import Localization
import Testing

@testable import VosfactKit

/// What somebody can make of the forms that we sign: nothing that settles.
@Suite struct PayZenForgeryTests {
  /// How a shop is set up.
  enum Setup: CaseIterable {
    case confirming, trusting, withoutPassword, olderSignature, simulated

    func shop() throws -> PayZenShop {
      switch self {
      case .confirming: try PayZenShop()
      case .trusting: try PayZenShop(confirms: false)
      case .withoutPassword: try PayZenShop(password: nil)
      case .olderSignature: try PayZenShop(confirms: false, algorithm: "sha-1")
      case .simulated: try PayZenShop(.simulated)
      }
    }
  }

  /// A field that people or imports fill.
  enum Field: String, CaseIterable {
    case name, email, street, postCode, city, country, title, order, all
  }

  @Test("no value that is signed has the sign between values, whatever it is combined with")
  func sign() throws {
    let shop = try PayZenShop()
    for hidden in ["A+B", "A+\u{301}B", "A+\u{200D}B", "A+\u{FE0F}B", "+", "<\u{301}+>"] {
      let buyer = Buyer(
        name: hidden, email: "a+b@client.test", street: hidden, postCode: hidden, city: hidden,
        country: nil)
      let form = try shop.start(shop.document("1.00", for: buyer)).form
      for (name, value) in form where name.hasPrefix("vads_") {
        #expect(!value.utf8.contains(UInt8(ascii: "+")), "\(name)")
        #expect(!value.utf8.contains(UInt8(ascii: "<")), "\(name)")
      }
    }
  }

  /// The forms of a shop's that hold `texts` where somebody filled in `field`; the longer the field, the more of them.
  private func forms(
    _ texts: [String], in field: Field, at shop: PayZenShop
  ) throws -> [[String: String]] {
    let text = texts.joined(separator: "+")
    let isIn = { (other: Field) in field == other || field == .all }
    let buyer = Buyer(
      name: isIn(.name) ? text : "Mallory", email: isIn(.email) ? "\(text)@evil.test" : nil,
      street: isIn(.street) ? text : nil, postCode: isIn(.postCode) ? text : nil,
      city: isIn(.city) ? text : nil, country: isIn(.country) ? text : nil)
    var forms = [try shop.start(shop.document("1.00", for: buyer)).form]
    if isIn(.title) || isIn(.order) || isIn(.name) || isIn(.email) {
      let product = try shop.site.shop.product("1.00", name: isIn(.title) ? text : "Sticker")
      let customer = Customer(
        name: isIn(.name) ? text : "Mallory",
        email: isIn(.email) ? "\(text)@evil.test" : "m@evil.test",
        country: isIn(.country) ? text : nil)
      forms.append(
        try shop.start(product, for: customer, order: isIn(.order) ? String(text.prefix(100)) : nil)
          .form)
    }
    return forms
  }

  @Test(
    "no form of ours is a notification that settles, however it is cut up and named",
    arguments: Setup.allCases, Field.allCases)
  func recut(_ setup: Setup, _ field: Field) throws {
    let shop = try setup.shop()
    let victim = try shop.start(shop.document())
    let form = victim.form
    let mode = try #require(form["vads_ctx_mode"])
    let claims: [PayZenRecut.Claim] = [
      ("vads_amount", ["12990"]), ("vads_auth_result", nil), ("vads_ctx_mode", [mode]),
      ("vads_currency", ["978"]), ("vads_effective_creation_date", nil),
      ("vads_operation_type", ["DEBIT"]),
      ("vads_order_id", [victim.payment.reference]), ("vads_result", nil),
      ("vads_site_id", [PayZenFixture.site]), ("vads_trans_date", [form["vads_trans_date"] ?? ""]),
      ("vads_trans_id", [form["vads_trans_id"] ?? ""]),
      ("vads_trans_status", ["AUTHORISED", "CAPTURED", "ACCEPTED"]), ("vads_trans_uuid", nil),
    ]
    let texts = [
      "x", "12990", "00", mode, "978", "x", "DEBIT", victim.payment.reference, "00",
      PayZenFixture.site, form["vads_trans_date"] ?? "", form["vads_trans_id"] ?? "", "AUTHORISED",
      "deadbeef", "x",
    ]
    // Short fields hold less: what is before and behind is for the others.
    var forged: [[(name: String, value: String)]] = []
    for texts in [texts, Array(texts.dropFirst(9)), Array(texts.prefix(9))] {
      for form in try forms(texts, in: field, at: shop) + [victim.form] {
        let recut = PayZenRecut(form)
        for filling in PayZenRecut.Filling.allCases {
          forged += recut.notifications(claiming: claims, limit: 8, filling)
          // What cannot be claimed of this payment may be claimed of nobody's.
          forged += recut.notifications(
            claiming: claims.map { ($0.name, nil) }, limit: 3, filling)
          let uncertain = ["vads_ctx_mode", "vads_trans_status"]
          forged += recut.notifications(
            claiming: claims.map { ($0.name, uncertain.contains($0.name) ? $0.values : nil) },
            limit: 8, filling)
        }
      }
    }
    #expect(forged.count > 30)
    for fields in forged { #expect(try shop.post(fields) == .badRequest) }
    for fields in forged.prefix(20) {
      #expect(try shop.receive(fields).reason == "own-message")
    }
    #expect(try !shop.hasMoney)
    let held = try shop.kit.payments.named(victim.payment.reference)
    #expect(held.status.state == .pending && held.status.attention == nil)
  }

  @Test("no value of a form has the sign that parts values", arguments: Field.allCases)
  func noPlus(_ field: Field) throws {
    let shop = try PayZenShop()
    try shop.site.set(.payLinkBase, "https://shop.test/a+b")
    for form in try forms(["a", "b c", "+"], in: field, at: shop) {
      for (name, value) in form where name != "signature" {
        #expect(!value.contains("+"), "\(name): \(value)")
      }
      #expect(form["vads_url_return"]?.hasPrefix("https://shop.test/a%2Bb/r/") == true)
    }
  }

  @Test("what had the sign reads as before, and an address leads where it led")
  func replaced() throws {
    let shop = try PayZenShop()
    let product = try shop.site.shop.product("1.00", name: "A+B")
    let customer = Customer(name: "Jean+Paul", email: "jean+shop@client.test", country: nil)
    let form = try shop.start(product, for: customer, order: "N° 7 + 8").form
    #expect(form["vads_cust_last_name"] == "Jean Paul")
    #expect(form["vads_cust_email"] == "")
    #expect(form["vads_order_info"] == "A B")
    let address = try #require(form["vads_url_cancel"])
    #expect(address.contains("?order=") && !address.contains("+"))
    let path = String(address.dropFirst("https://shop.test/pay".count))
    // The page takes the signed order from the address.
    let page = try shop.site.answer("GET", path)
    #expect(page.status == .ok)
    #expect(page.text.contains("N° 7 + 8"))
  }

  @Test(
    "a form of another program's, signed with the same key, settles nothing once PayZen is asked")
  func otherProgram() throws {
    let shop = try PayZenShop(password: nil)
    let victim = try shop.start(shop.document())
    let received = try shop.receive(shop.notification(of: victim.payment))
    #expect(received.result == .attention)
    #expect(received.reason == "needs-query")
    #expect(try !shop.hasMoney)
  }

  @Test(
    "a notification that PayZen is not asked about must repeat what the attempt told",
    arguments: [
      ["vads_trans_date": "20261123194321"], ["vads_trans_id": "000001"], ["vads_amount": "12991"],
      ["vads_currency": "840"], ["vads_order_id": ""], ["vads_order_id": "K7M3Q9XT2V8B4NC5"],
      ["vads_rz": "x"], ["vads_a": ""], ["vads_trans_idx": "1"], ["vads_ctx_modee": "1"],
      ["vads_amounts": "1"], ["vads_zzz": "1"], ["vads_": "1"], ["vads_Amount": "1"],
      ["vads_é": "1"],
    ] as [[String: String?]])
  func repeats(_ changes: [String: String?]) throws {
    let shop = try PayZenShop(confirms: false)
    let victim = try shop.start(shop.document())
    let received = try shop.receive(shop.notification(of: victim.payment, changes))
    #expect(received.result == .attention)
    #expect(try !shop.hasMoney)
    // A genuine one settles all the same.
    _ = try shop.receive(
      shop.notification(
        of: victim.payment, ["vads_trans_uuid": String(repeating: "b", count: 32)]))
    #expect(try shop.kit.payments.named(victim.payment.reference).status.isSettled)
  }

  @Test("a field that PayZen does not have keeps a simulated notification from settling, too")
  func unknownName() throws {
    let shop = try PayZenShop(.simulated)
    let victim = try shop.start(shop.document())
    let received = try shop.receive(
      shop.notification(of: victim.payment, ["vads_something_new": "1"]))
    #expect(received.result == .attention)
    #expect(received.reason == "needs-query")
    #expect(try !shop.hasMoney)
  }

  @Test("names of genuine notifications are known")
  func knownNames() {
    let names = """
      acquirer_network action_mode amount archival_reference_id auth_mode auth_number auth_result \
      authent_nsu bank_code bank_label bank_product brand_management capture_delay card_brand card_country \
      card_holder_name card_nature card_number card_product_category cardholder_card_number change_rate \
      contract_used contrib ctx_mode currency cust_address cust_cell_phone cust_city cust_country cust_email \
      cust_first_name cust_id cust_last_name cust_name cust_national_id cust_phone cust_state cust_status \
      cust_title cust_zip dcc_amount effective_amount effective_creation_date effective_currency expiry_month \
      expiry_year ext_info_é ext_info_Paramètres ext_info_cybersource_mdd_24 ext_trans_id extra_result hash \
      identifier identifier_status initial_issuer_transaction_identifier language nb_products occurrence_type \
      operation_type order_id order_info order_info2 page_action payment_certificate payment_config \
      payment_error payment_option_code payment_seq payment_src pays_ip presentation_date product_label0 \
      product_qty12 recurrence_number requestor result risk_analysis_result risk_assessment_result risk_control \
      sequence_number ship_to_city shop_name shop_url site_id sub_amount sub_currency subscription \
      threeds_auth_type threeds_cavv threeds_cavvAlgorithm threeds_eci threeds_enrolled threeds_error_code \
      threeds_exit_status threeds_sign_valid threeds_status threeds_user_interaction threeds_xid tid token_id \
      trans_date trans_id trans_status trans_uuid url_check_src user_info validation_mode version wallet \
      warranty_result
      """
    for name in names.split(separator: " ") {
      #expect(PayZenFieldName.areKnown(FormFields([(name: "vads_\(name)", value: "")])), "\(name)")
    }
  }

  @Test("the form key given for the password, too, makes no answer of a form")
  func oneSecret() throws {
    let shop = try PayZenShop(password: "k3yTestShop+42/==")
    let victim = try shop.start(shop.document())
    let signature = try #require(victim.form["signature"].flatMap { Base64.decode($0) })
    let recut = PayZenRecut(victim.form)
    for answer in [recut.pieces.joined(separator: "+"), recut.pieces.joined(separator: "+") + "+"] {
      let received = try shop.receive([
        ("kr-hash-algorithm", "sha256_hmac"), ("kr-hash-key", "password"),
        ("kr-hash", signature.hexadecimal), ("kr-answer", answer),
      ])
      #expect(received.reason == "forged")
    }
  }
}
