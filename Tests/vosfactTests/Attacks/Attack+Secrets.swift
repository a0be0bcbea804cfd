extension Attack {
  /// Signatures by a secret that everybody knows: none.
  static let secrets = [
    Attack(
      name: "a notification of PayZen's signed with no key, where another program blanked the key",
      answeredBy: "a blank secret is refused whenever it is read",
      made: blank("provider.payzen.key"),
      tried: #"""
        body=$(python3 - "$PAYMENT" <<'END'
        import base64, hashlib, hmac, sys, urllib.parse
        fields = dict(vads_amount="1200", vads_auth_result="00", vads_ctx_mode="PRODUCTION", vads_currency="978",
          vads_effective_creation_date="20261129120000", vads_operation_type="DEBIT", vads_order_id=sys.argv[1],
          vads_result="00", vads_site_id="12345678", vads_trans_date="20261129120000", vads_trans_id="000001",
          vads_trans_status="AUTHORISED", vads_trans_uuid="deadbeef")
        message = "+".join(fields[name] for name in sorted(fields)) + "+"
        for key in b"", b" \n":
          code = hmac.new(key, message.encode() + key, hashlib.sha256).digest()
          fields["signature"] = base64.b64encode(code).decode()
          print(urllib.parse.urlencode(fields))
        END
        )
        for one in $body; do status POST /callback/payzen "$one"; done 2> log-of-the-server
        """#,
      answer: "500 Internal Server Error\n500 Internal Server Error"),
    Attack(
      name: "an event of Stripe's signed with no secret, where the file of the secret was emptied",
      answeredBy: "a secret kept by reference is looked at whenever it is read",
      made: """
        printf whsec_that-nobody-knows-0123456789 > hook && chmod 600 hook
        vosfact provider set stripe webhook-secret "file:$PWD/hook" --by-reference
        echo ' ' > hook
        """,
      tried: #"""
        time=$(date +%s)
        body='{"id":"evt_1","object":"event","type":"checkout.session.completed","livemode":true,"created":1,'
        body="$body"'"data":{"object":{"id":"cs_live_1","object":"checkout.session","client_reference_id":"'$PAYMENT'",'
        body="$body"'"payment_status":"paid","amount_total":1200,"currency":"eur"}}}'
        for key in '' ' '; do
          code=$(python3 -c 'import hashlib, hmac, sys; print(hmac.new(sys.argv[1].encode(), sys.argv[2].encode(),
        hashlib.sha256).hexdigest())' "$key" "$time.$body")
          HTTP_STRIPE_SIGNATURE="t=$time,v1=$code" TYPE=application/json status POST /callback/stripe "$body"
        done 2> log-of-the-server
        """#,
      answer: "500 Internal Server Error\n500 Internal Server Error"),
  ]

  /// What another program does that leaves a secret blank.
  private static func blank(_ name: String) -> String {
    """
    python3 - <<'END'
    import os, sqlite3
    database = sqlite3.connect(os.environ["VOSFACT_DB"])
    database.execute("UPDATE secret SET value = x'200a' WHERE name = '\(name)'")
    database.commit()
    END
    """
  }
}
