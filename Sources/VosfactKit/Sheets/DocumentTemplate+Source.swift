extension DocumentTemplate {
  /// The built-in template, to be read and to start from.
  package static let source = """
    {{! The page of a document. A name in double braces stands for its value, escaped for HTML;
        what stands between #name and /name is left out without a value, and repeated for a list;
        between ^name and /name it is shown only without one. >style takes in the built-in style.
        Known are: language kind number facts(label value) issued_on due_on order_reference
        seller(name address identifiers(label value) email logo) buyer(the same)
        lines(name is_separator quantity unit_price discount tax_rate net) has_discounts
        has_taxes taxes(rate net tax) totals(label value) amount_due(label value)
        net tax total paid balance stamp(class text) button(label url on_paper qr)
        colors(color text_color) transfer(iban bic reference qr) mentions pdf_address
        label(bill_to description quantity unit_price discount tax_rate amount rate base tax
        transfer transfer_code reference pay_code pdf page of).
        Nothing is fetched: pictures and fonts are taken in as data: addresses only. }}
    <!doctype html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{{kind}} {{number}}</title>
    <style>
    {{>style}}
    </style>
    </head>
    <body>
    <main class="sheet">
    <header class="top">
    <div class="seller" dir="auto">
    {{#seller}}
    {{#logo}}
    <img class="logo" src="{{logo}}" alt="{{name}}">
    {{/logo}}
    {{#name}}<p class="name"><bdi>{{name}}</bdi></p>{{/name}}
    {{#address}}<p><bdi>{{.}}</bdi></p>{{/address}}
    {{#email}}<p><bdi>{{email}}</bdi></p>{{/email}}
    {{/seller}}
    </div>
    <div class="action">
    {{#button}}
    <p class="{{^on_paper}}screen{{/on_paper}}"><a class="button" href="{{url}}">{{label}}</a></p>
    {{/button}}
    {{#button.qr}}
    <figure class="code{{^button.on_paper}} screen{{/button.on_paper}}">{{{button.qr}}}\
    <figcaption>{{label.pay_code}}</figcaption></figure>
    {{/button.qr}}
    {{#stamp}}
    <p class="stamp {{class}}">{{text}}</p>
    {{/stamp}}
    {{#pdf_address}}
    <p class="screen"><a class="quiet" href="{{pdf_address}}">{{label.pdf}}</a></p>
    {{/pdf_address}}
    </div>
    </header>
    <section class="heads">
    <div class="what">
    <h1>{{kind}} <span class="number"><bdi>{{number}}</bdi></span></h1>
    <dl>
    {{#facts}}
    <div><dt>{{label}}</dt><dd><bdi>{{value}}</bdi></dd></div>
    {{/facts}}
    </dl>
    </div>
    <div class="buyer" dir="auto">
    <p class="caption">{{label.bill_to}}</p>
    {{#buyer}}
    <p class="name"><bdi>{{name}}</bdi></p>
    {{#address}}<p><bdi>{{.}}</bdi></p>{{/address}}
    {{#identifiers}}<p class="small">{{label}} <bdi>{{value}}</bdi></p>{{/identifiers}}
    {{/buyer}}
    </div>
    </section>
    <table class="lines">
    <thead>
    <tr>
    <th scope="col" class="text">{{label.description}}</th>
    <th scope="col">{{label.quantity}}</th>
    <th scope="col">{{label.unit_price}}</th>
    {{#has_discounts}}<th scope="col">{{label.discount}}</th>{{/has_discounts}}
    {{#has_taxes}}<th scope="col">{{label.tax_rate}}</th>{{/has_taxes}}
    <th scope="col">{{label.amount}}</th>
    </tr>
    </thead>
    <tbody>
    {{#lines}}
    {{#is_separator}}
    <tr class="separator"><th scope="rowgroup" colspan="4" class="text" dir="auto">{{name}}</th>\
    {{#has_discounts}}<td></td>{{/has_discounts}}{{#has_taxes}}<td></td>{{/has_taxes}}</tr>
    {{/is_separator}}
    {{^is_separator}}
    <tr>
    <td class="text" dir="auto">{{name}}{{#supply}}<div class="small">{{supply}}</div>{{/supply}}</td>
    <td data-label="{{label.quantity}}"><bdi>{{quantity}}</bdi></td>
    <td data-label="{{label.unit_price}}">{{unit_price}}</td>
    {{#has_discounts}}<td data-label="{{label.discount}}">{{discount}}</td>{{/has_discounts}}
    {{#has_taxes}}<td data-label="{{label.tax_rate}}">{{tax_rate}}</td>{{/has_taxes}}
    <td data-label="{{label.amount}}" class="sum">{{net}}</td>
    </tr>
    {{/is_separator}}
    {{/lines}}
    </tbody>
    </table>
    <section class="sums">
    <div class="taxes">
    {{#has_taxes}}
    <table>
    <thead><tr><th scope="col">{{label.rate}}</th><th scope="col">{{label.base}}</th>\
    <th scope="col">{{label.tax}}</th></tr></thead>
    <tbody>
    {{#taxes}}
    <tr><td>{{rate}}{{#exemption}}<div class="small">{{exemption}}</div>{{/exemption}}</td><td>{{net}}</td><td>{{tax}}</td></tr>
    {{/taxes}}
    </tbody>
    </table>
    {{/has_taxes}}
    </div>
    <dl class="totals">
    {{#totals}}
    <div><dt>{{label}}</dt><dd>{{value}}</dd></div>
    {{/totals}}
    {{#amount_due}}
    <div class="due"><dt>{{label}}</dt><dd>{{value}}</dd></div>
    {{/amount_due}}
    </dl>
    </section>
    {{#transfer}}
    <section class="transfer">
    {{#qr}}<figure class="code">{{{qr}}}<figcaption>{{label.transfer_code}}</figcaption></figure>{{/qr}}
    <div>
    <h2>{{label.transfer}}</h2>
    <p>IBAN <span class="account">{{iban}}</span></p>
    {{#bic}}<p>BIC <span class="account">{{bic}}</span></p>{{/bic}}
    <p>{{label.reference}} <bdi>{{reference}}</bdi></p>
    </div>
    </section>
    {{/transfer}}
    <footer>
    {{#mentions}}
    <p dir="auto">{{.}}</p>
    {{/mentions}}
    <p class="identity">{{#seller}}<bdi>{{name}}</bdi>{{#identifiers}} <span>· {{label}} <bdi>{{value}}</bdi></span>\
    {{/identifiers}}{{/seller}}</p>
    </footer>
    </main>
    </body>
    </html>

    """
}
