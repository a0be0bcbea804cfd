extension Attack {
  /// What a visitor whom nobody knows may cost, and whose words and names are misused.
  static let visitors = [
    Attack(
      name:
        "strangers written to with the attacker's words, through the mail that follows an entry",
      answeredBy:
        "nothing that a visitor typed stands in a mail before it is paid; mails and attempts have limits",
      made: """
        vosfact settings set notifications.details-entered.enabled true
        vosfact settings set company.email shop@honest.example
        vosfact settings set mail.directory "$PWD/Maildir"
        vosfact provider disable stripe && vosfact provider enable payzen --mode simulated
        """,
      tried: """
        for number in $(seq 25); do
          status POST "$PRODUCT" "provider=payzen&name=Parcel:+https://evil.example&email=victim$number@evil.test"
        done | sort | uniq --count | sed 's/^ *//'
        """,
      answer: "25 200 OK",
      outcome: .shown(
        """
        vosfact payment reconcile > /dev/null; grep --recursive --count evil.example Maildir/new | grep --count :0
        grep --recursive --files-with-matches evil.example Maildir | wc --lines
        """, "25\n0")),
    Attack(
      name: "a product's link as a way to open sessions at a provider without end",
      answeredBy: "limits an hour of each product and the site, taken before the provider is asked",
      made: "vosfact settings set limits.attempts-per-product 3",
      tried: """
        for number in $(seq 6); do
          status POST "$PRODUCT" "provider=payzen&name=A&email=a$number@evil.test"
        done
        """,
      answer: """
        200 OK
        200 OK
        200 OK
        429 Too Many Requests
        429 Too Many Requests
        429 Too Many Requests
        """,
      outcome: .unpaid),
    Attack(
      name: "a page of the attacker's that has its readers' browsers start payments",
      answeredBy: "a form that Sec-Fetch-Site or Origin says to be another site's starts nothing",
      tried: """
        export HTTP_ORIGIN=https://evil.test
        status POST "$INVOICE" provider=payzen
        HTTP_ORIGIN=null status POST "$INVOICE" provider=payzen
        HTTP_SEC_FETCH_SITE=cross-site HTTP_ORIGIN=https://pay.example.org status POST "$INVOICE" provider=payzen
        HTTP_SEC_FETCH_SITE=same-site HTTP_ORIGIN= status POST "$PRODUCT" 'provider=payzen&name=A&email=a@evil.test'
        """,
      answer: """
        403 Forbidden
        403 Forbidden
        403 Forbidden
        403 Forbidden
        """),
    Attack(
      name: "rubbish as callbacks where there is no database, until the disk is full",
      answeredBy:
        "what cannot be the provider's is refused at once, and the room of each sender is bounded",
      made: "mkdir spool && head --bytes=1000000 /dev/urandom | base64 --wrap=0 > rubbish",
      tried: """
        export VOSFACT_SPOOL=$PWD/spool HTTP_STRIPE_SIGNATURE=x REMOTE_ADDR=198.51.100.1
        unset VOSFACT_DB
        for provider in \(TestedProvider.all.map(\.name).joined(separator: " ")); do
          env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=POST PATH_INFO=/callback/$provider CONTENT_LENGTH=1000000 \\
            vosfact < rubbish | tr -d '\\r' | head --lines=1
        done | sort --unique
        find spool -type f | wc --lines
        """,
      answer: "Status: 400 Bad Request\n0"),
  ]
}
