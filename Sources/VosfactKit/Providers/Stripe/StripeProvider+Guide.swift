import Localization

extension StripeProvider {
  /// Source: Stripe's documentation, "API keys", "Restricted API keys", "Receive Stripe events in your webhook
  /// endpoint", "Test card numbers".
  static let guide = Text(
    en: """
      `secret-key` is in the dashboard under Developers, API keys: the secret key, or a restricted one that \
      may write Checkout Sessions and Refunds and read PaymentIntents, Charges and Disputes.

      Under Developers, Webhooks, add an endpoint with the address `pay-link.base-url` followed by \
      `/callback/stripe` and the events `checkout.session.completed`, `.expired`, \
      `.async_payment_succeeded` and `.async_payment_failed`, `payment_intent.succeeded`, `.processing`, \
      `.payment_failed` and `.canceled`, `charge.refunded`, `charge.refund.updated`, `refund.updated` and \
      `.failed`, and all of `charge.dispute`. Its signing secret is `webhook-secret`; while it is rolled, give \
      both with `--add`.

      To try it, take the keys and an endpoint of test mode (`sk_test_…`), `provider enable stripe --mode \
      test`, and pay with the card 4242 4242 4242 4242, any date to come and any code.
      """,
    fr: """
      `secret-key` est dans le tableau de bord sous Développeurs, Clés API : la clé secrète, ou une clé \
      restreinte qui peut écrire Checkout Sessions et Refunds et lire PaymentIntents, Charges et Disputes.

      Sous Développeurs, Webhooks, ajoutez un point de terminaison à l’adresse `pay-link.base-url` suivie de \
      `/callback/stripe`, avec les événements `checkout.session.completed`, `.expired`, \
      `.async_payment_succeeded` et `.async_payment_failed`, `payment_intent.succeeded`, `.processing`, \
      `.payment_failed` et `.canceled`, `charge.refunded`, `charge.refund.updated`, `refund.updated` et \
      `.failed`, et tous ceux de `charge.dispute`. Son secret de signature est `webhook-secret` ; pendant un \
      renouvellement, donnez les deux avec `--add`.

      Pour essayer, prenez les clés et un point de terminaison du mode test (`sk_test_…`), `provider enable \
      stripe --mode test`, et payez avec la carte 4242 4242 4242 4242, toute date à venir et tout code.
      """)
}
