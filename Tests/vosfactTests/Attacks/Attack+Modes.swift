extension Attack {
  /// What is paid without money, where money is taken.
  static let modes = [
    Attack(
      name: "a simulated means of payment, left over beside a real one",
      answeredBy: "customers are offered the real ones alone, whatever a form names",
      made: "vosfact provider enable bitpay --mode simulated --beside-live",
      tried: """
        visit GET "$INVOICE" | grep --count BitPay
        visit POST "$INVOICE" provider=bitpay | sed -n '1s/^Status: //p; /^Location/p'
        """,
      answer: "0\n400 Bad Request"),
    Attack(
      name: "the stand-in of a trial, opened again after the shop takes real money",
      answeredBy: "it closes with 'provider disable', and as soon as another provider takes money",
      made: """
        vosfact provider disable stripe && vosfact provider disable payzen
        vosfact provider enable bitpay --mode simulated
        vosfact payment start F-1 --provider bitpay --format json \\
          | python3 -c 'import json, sys; print(json.load(sys.stdin)["payment"]["id"])' > trial
        vosfact provider enable payzen --mode live
        """,
      tried: """
        status POST "/simulated/bitpay/$(cat trial)" outcome=paid
        """,
      answer: "404 Not Found"),
  ]
}
