extension Attack {
  /// Messages that say that somebody paid.
  static let callbacks = [
    Attack(
      name: "a callback signed with nothing, or with a word of one's own",
      answeredBy: "signatures over the raw bytes, by secrets that may not be blank",
      tried: """
        for key in '' 'secret'; do
          time=$(date +%s)
          body='{"id":"evt_1","type":"checkout.session.completed"}'
          tag=$(printf '%s.%s' "$time" "$body" | openssl dgst -sha256 -hmac "$key" | sed 's/.*= //')
          HTTP_STRIPE_SIGNATURE="t=$time,v1=$tag" TYPE=application/json \\
            status POST /callback/stripe "$body"
        done
        status POST /callback/stripe '{}'
        status POST /callback/payzen "vads_order_id=$PAYMENT&vads_trans_status=AUTHORISED&signature=x"
        """,
      answer: """
        400 Bad Request
        400 Bad Request
        400 Bad Request
        400 Bad Request
        """),
    Attack(
      name: "a callback to a provider that is not used",
      answeredBy: "there is nothing at its address",
      tried: "status POST /callback/bitpay '{}'; status POST /callback/none '{}'",
      answer: "404 Not Found\n404 Not Found"),
    Attack(
      name: "the stand-in of simulated mode, where money is real",
      answeredBy: "it is there for payments of simulated mode alone",
      tried: """
        status POST "/simulated/payzen/$PAYMENT" outcome=paid
        status POST "/simulated/stripe/$PAYMENT" outcome=paid
        """,
      answer: "404 Not Found\n404 Not Found"),
  ]
}
