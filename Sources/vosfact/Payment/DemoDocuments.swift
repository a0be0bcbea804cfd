/// The documents of the demonstration, as the invoicing service's API lists them.
enum DemoDocuments {
  /// The number of the invoice that gets paid.
  static let payable = "F-2026-000002"

  static let json = """
    [
    {"id": 100000, "kind": "vat", "number": "F-2026-000001", "issue_date": "2026-01-05", "payment_to": "2026-02-04",
     "currency": "EUR", "lang": "fr", "buyer_name": "Boulangerie Lefèvre", "buyer_email": "client1@example.org",
     "buyer_street": "12 rue de l'Église", "buyer_post_code": "75011", "buyer_city": "Paris", "buyer_country": "FR",
     "price_net": "190.00", "price_tax": "38.00", "price_gross": "228.00", "status": "paid", "paid": "228.00",
     "paid_date": "2026-01-14", "positions": [{"name": "Heure de conseil", "quantity": "2", "quantity_unit": "h",
     "price_net": "95.00", "tax": "20", "total_price_net": "190.00", "total_price_gross": "228.00"}]},
    {"id": 100001, "kind": "vat", "number": "F-2026-000002", "issue_date": "2026-01-06", "payment_to": "2026-02-05",
     "currency": "EUR", "lang": "fr", "buyer_name": "Zoë Müller", "buyer_email": "client2@example.org",
     "buyer_street": "3 bis av. du Général-Leclerc", "buyer_post_code": "69003", "buyer_city": "Lyon",
     "buyer_country": "FR", "price_net": "104,25", "price_tax": "19,51", "price_gross": "123,76", "status": "sent",
     "paid": "0.00", "oid": "CMD0000001", "positions": [{"name": "Heure de conseil", "quantity": "1",
     "quantity_unit": "h", "price_net": "95.00", "tax": "20", "total_price_net": "95.00", "total_price_gross":
     "114.00"}, {"name": "Café en grains 250 g", "quantity": "1", "quantity_unit": "pièce", "price_net": "9.25",
     "tax": "5.5", "total_price_net": "9.25", "total_price_gross": "9.76"}]},
    {"id": 100002, "kind": "estimate", "number": "D-2026-000001", "issue_date": "2026-01-07", "payment_to": "2026-02-06",
     "currency": "CHF", "lang": "fr", "buyer_name": "Atelier de La Tour", "buyer_email": "client3@example.org",
     "buyer_post_code": "1204", "buyer_city": "Genève", "buyer_country": "CH", "price_net": "1450.00",
     "price_tax": "0.00", "price_gross": "1450.00", "status": "sent", "paid": "0.00", "positions":
     [{"name": "Création de site « vitrine »", "quantity": "1", "price_net": "1450.00", "tax": "np",
     "total_price_net": "1450.00", "total_price_gross": "1450.00"}]}
    ]

    """
}
