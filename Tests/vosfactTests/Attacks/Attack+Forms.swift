extension Attack {
  /// Forms that we signed for a provider, sent back as if they were its own messages.
  static let forms = [
    Attack(
      name: "the form of a purchase, cut up and named as PayZen's notification of another payment",
      answeredBy:
        "no text of a visitor's parts signed values; a form's end gives it away; PayZen is asked",
      tried: recut, answer: "400 Bad Request", outcome: .unpaid),
    Attack(
      name: "the same, where PayZen is not to be asked",
      answeredBy: "no text of a visitor's parts signed values; a form's end gives it away",
      made: "vosfact provider set payzen confirm-by-api false", tried: recut,
      answer: "400 Bad Request", outcome: .unpaid),
  ]

  /// Shell commands by which a visitor has a form signed that holds a notification about the invoice, and sends that.
  private static let recut = #"""
    visit POST "$INVOICE" provider=payzen > mine
    cat > recut.py <<'PYTHON'
    import html, re, sys, urllib.parse
    def fields(path):
        found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', open(path).read())
        return {html.unescape(name): html.unescape(value) for name, value in found}
    mine = fields('mine')
    claims = [('amount', mine['vads_amount']), ('auth_result', '00'), ('ctx_mode', 'PRODUCTION'), ('currency', '978'),
              ('effective_creation_date', mine['vads_trans_date']), ('operation_type', 'DEBIT'),
              ('order_id', mine['vads_order_id']), ('result', '00'), ('site_id', mine['vads_site_id']),
              ('trans_date', mine['vads_trans_date']), ('trans_id', mine['vads_trans_id']),
              ('trans_status', 'AUTHORISED'), ('trans_uuid', 'deadbeef')]
    if sys.argv[1] == 'buy':
        name = 'a+' + '+'.join(value for _, value in claims) + '+b'
        print(urllib.parse.urlencode({'provider': 'payzen', 'email': 'a+b@evil.example', 'name': name}))
    else:
        form = fields('bought')
        pieces = '+'.join(form[name] for name in sorted(form) if name.startswith('vads_')).split('+')
        cut, start = [], 0
        for name, value in claims:
            place = pieces.index(value, start) if value in pieces[start:] else start
            if place > start: cut.append(('vads_' + name[:-1] + '0', '+'.join(pieces[start:place])))
            cut.append(('vads_' + name, pieces[place] if place < len(pieces) else ''))
            start = place + 1
        cut.append(('vads_z', '+'.join(pieces[start:])))
        print(urllib.parse.urlencode(cut + [('signature', form['signature'])]))
    PYTHON
    visit POST "$PRODUCT" "$(python3 recut.py buy)" > bought
    status POST /callback/payzen "$(python3 recut.py forge)"
    """#
}
