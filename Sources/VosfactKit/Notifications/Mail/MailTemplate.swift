import Localization

/// The subject and text of the mails of one kind: the user's own, or those that are built in.
///
/// Both are templates of plain text. The HTML of a mail is made of its text, so that both say the same.
struct MailTemplate {
  let subject: Mustache
  let body: Mustache

  /// - Parameter language: the one that built-in texts are in.
  /// - Throws: `MailContentError`, with the setting that holds it.
  init(
    of topic: OutboxTopic, subject ownSubject: String?, body ownBody: String?, in language: Language
  ) throws(MailContentError) {
    let builtIn = Self.builtIn(topic)
    subject = try Self.template(
      ownSubject ?? builtIn.subject[language], of: Setting.subject(of: topic))
    body = try Self.template(ownBody ?? builtIn.body[language], of: Setting.body(of: topic))
  }

  private static func template(
    _ source: String, of setting: any AnySetting
  ) throws(MailContentError) -> Mustache {
    do throws(Fault) {
      return try Mustache(source, named: setting.key, escaping: .none)
    } catch {
      throw MailContentError(template: setting, error)
    }
  }

  /// The texts of a kind of mail unless the user has others.
  static func builtIn(_ topic: OutboxTopic) -> (subject: Text, body: Text) {
    switch topic {
    case .document:
      letter(
        Text(
          en: "{{document.title}}{{#company.name}} of {{company.name}}{{/company.name}}",
          fr: "{{document.title}}{{#company.name}} de {{company.name}}{{/company.name}}"),
        en: """
          {{document.title}} of {{document.issued_on}} comes to {{document.total}}.
          {{#rest}}{{rest}} of it is still to be paid.
          {{/rest}}{{#due}}It is due on {{due}}.
          {{/due}}
          {{#attached}}You find it attached.
          {{/attached}}
          """,
        fr: """
          {{document.title}} du {{document.issued_on}}, d’un montant de {{document.total}}.
          {{#rest}}Il en reste {{rest}} à régler.
          {{/rest}}{{#due}}À régler avant le {{due}}.
          {{/due}}
          {{#attached}}Vous trouverez le document en pièce jointe.
          {{/attached}}
          """)
    case .reminder:
      letter(
        Text(
          en: "Reminder: {{document.title}}, {{document.claim}}",
          fr: "Rappel : {{document.title}}, {{document.claim}}"),
        en: """
          {{#late}}{{document.title}} was due on {{document.due_on}}, and {{document.claim}} is still to \
          be paid.
          {{/late}}{{^late}}{{document.title}} is due on {{document.due_on}}: {{document.claim}}.
          {{/late}}If you have just paid, please disregard this message.

          """,
        fr: """
          {{#late}}{{document.title}} était à régler avant le {{document.due_on}}, et il reste \
          {{document.claim}} à payer.
          {{/late}}{{^late}}{{document.title}} est à régler avant le {{document.due_on}} : {{document.claim}}.
          {{/late}}Si vous venez de payer, ne tenez pas compte de ce message.

          """)
    case .detailsEntered:
      letter(
        Text(en: "Your payment of {{document.title}}", fr: "Votre paiement : {{document.title}}"),
        en: """
          We have received your details for the payment of {{amount}} for {{document.title}}.
          The payment itself is made with {{provider}}; we write again once it is confirmed.

          """,
        fr: """
          Nous avons bien reçu vos coordonnées pour le paiement de {{amount}} : {{document.title}}.
          Le paiement lui-même se fait chez {{provider}} ; nous vous écrirons une fois confirmé.

          """)
    case .paid:
      letter(
        Text(en: "Payment received: {{document.title}}", fr: "Paiement reçu : {{document.title}}"),
        en: """
          We have received your payment of {{amount}} for {{document.title}}. Thank you.
          {{#credit}}{{credit}} of it is more than was asked, and stands to your credit.
          {{/credit}}

          """,
        fr: """
          Nous avons bien reçu votre paiement de {{amount}} : {{document.title}}. Merci.
          {{#credit}}Vous avez payé {{credit}} de trop, qui restent à votre crédit.
          {{/credit}}

          """,
        isPayable: false)
    case .failed:
      letter(
        Text(
          en: "Your payment did not come: {{document.title}}",
          fr: "Votre paiement n’a pas abouti : {{document.title}}"),
        en: """
          Your bank did not carry out the payment of {{amount}} for {{document.title}} that was under way.
          {{#asked}}{{asked}} is to be paid; another means of payment may be quicker.
          {{/asked}}

          """,
        fr: """
          Votre banque n’a pas exécuté le paiement de {{amount}} qui était en cours : {{document.title}}.
          {{#asked}}Il reste {{asked}} à régler ; un autre moyen de paiement est peut-être plus rapide.
          {{/asked}}

          """)
    case .refunded:
      letter(
        Text(en: "Refund: {{document.title}}", fr: "Remboursement : {{document.title}}"),
        en: """
          We have refunded {{amount}} of your payment {{payment}} for {{document.title}}.
          It reaches your account within a few days.

          """,
        fr: """
          Nous vous avons remboursé {{amount}} sur votre paiement {{payment}} : {{document.title}}.
          La somme arrivera sur votre compte sous quelques jours.

          """, isPayable: false)
    case .attention, .webhook:
      (
        Text(
          en:
            "Needs attention: {{#document}}{{document.number}}{{/document}}{{^document}}vosfact{{/document}}",
          fr:
            "À examiner : {{#document}}{{document.number}}{{/document}}{{^document}}vosfact{{/document}}"
        ),
        Text(
          en: """
            Something needs your attention.

            {{#document}}Document: {{document.number}} ({{buyer.name}})
            {{/document}}
            {{#payment}}Payment: {{payment}}
            {{/payment}}
            Reason: {{reason}}

            See 'vosfact payment list --attention', 'vosfact payment outbox list' and 'vosfact settings check'.
            """,
          fr: """
            Quelque chose demande votre attention.

            {{#document}}Document : {{document.number}} ({{buyer.name}})
            {{/document}}
            {{#payment}}Paiement : {{payment}}
            {{/payment}}
            Raison : {{reason}}

            Voyez « vosfact payment list --attention », « vosfact payment outbox list » et « vosfact settings check ».
            """)
      )
    }
  }

  /// A letter to the customer under `subject`, with the pay link below what it says where there is one.
  private static func letter(
    _ subject: Text, en: String, fr: String, isPayable: Bool = true
  ) -> (subject: Text, body: Text) {
    let linkEN = "{{#pay_link}}\nTo pay online:\n\n{{pay_link}}\n{{/pay_link}}\n"
    let linkFR = "{{#pay_link}}\nPour payer en ligne :\n\n{{pay_link}}\n{{/pay_link}}\n"
    let body = Text(
      en:
        "{{#buyer.name}}Dear {{buyer.name}}{{/buyer.name}}{{^buyer.name}}Hello{{/buyer.name}},\n\n"
        + en
        + (isPayable ? linkEN : "") + "\nKind regards\n{{company.name}}\n",
      fr: "Bonjour{{#buyer.name}} {{buyer.name}}{{/buyer.name}},\n\n" + fr
        + (isPayable ? linkFR : "") + "\nCordialement\n{{company.name}}\n")
    return (subject, body)
  }
}
