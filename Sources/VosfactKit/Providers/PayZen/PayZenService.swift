/// A service that speaks PayZen's protocol, under a name and addresses of its own: Lyra runs one for each of several
/// banks and countries. Keys and shops of one are unknown to the others.
///
/// Source: the addresses of Lyra's own modules for Sylius, Odoo and WooCommerce, one edition for each service, and of its
/// examples of the hosted form and of the REST API.
enum PayZenService: String, CaseIterable, Sendable {
  case payzen, lyra, systempay, sogecommerce, scellius, clicandpay, osb, epaync
  case monetico = "monetico-retail"
  case miCuentaWeb = "micuentaweb"
  case cobroInmediato = "cobroinmediato"
  case payty
  case latinAmerica = "payzen-latam"
  case india = "payzen-india"

  /// Its own name.
  var title: String {
    switch self {
    case .payzen, .latinAmerica, .india: "PayZen"
    case .lyra: "Lyra Collect"
    case .systempay: "Systempay"
    case .sogecommerce: "Sogecommerce"
    case .scellius: "Scellius"
    case .clicandpay: "Clic&Pay"
    case .osb: "OSB"
    case .epaync: "EpayNC"
    case .monetico: "Monetico Retail"
    case .miCuentaWeb: "Mi Cuenta Web"
    case .cobroInmediato: "Cobro Inmediato"
    case .payty: "Payty"
    }
  }

  /// The host of the page that the form leads to, and that of the REST API.
  private var hosts: (form: String, api: String) {
    switch self {
    case .payzen: ("secure.payzen.eu", "api.payzen.eu")
    case .lyra: ("secure.lyra.com", "api.lyra.com")
    case .systempay: ("paiement.systempay.fr", "api.systempay.fr")
    case .sogecommerce:
      ("sogecommerce.societegenerale.eu", "api-sogecommerce.societegenerale.eu")
    case .scellius:
      ("scelliuspaiement.labanquepostale.fr", "api.scelliuspaiement.labanquepostale.fr")
    case .clicandpay: ("clicandpay.groupecdn.fr", "api-clicandpay.groupecdn.fr")
    case .osb: ("secure.osb.pf", "api.secure.osb.pf")
    case .epaync: ("epaync.nc", "epaync.nc")
    case .monetico: ("secure.gateway.monetico-retail.com", "api.gateway.monetico-retail.com")
    case .miCuentaWeb: ("secure.micuentaweb.pe", "api.micuentaweb.pe")
    case .cobroInmediato: ("secure.cobroinmediato.tech", "api.cobroinmediato.tech")
    case .payty: ("secure.payty.com", "api.payty.com")
    case .latinAmerica: ("secure.payzen.lat", "api.payzen.lat")
    case .india: ("secure.payzen.co.in", "secure.payzen.co.in")
    }
  }

  /// Where its page for customers is, as the source of a policy.
  var origin: String { "https://\(hosts.form)" }
  /// Where the form leads to.
  var form: String { "\(origin)/vads-payment/" }
  /// Where its REST API is.
  var api: String { "https://\(hosts.api)/api-payment" }

  /// What the program knows of it beside what is the same for all.
  var description: ProviderService {
    ProviderService(name: rawValue, title: title, pages: [origin])
  }
}
