import CommandLineKit
import Localization
import VosfactKit

/// `vosfact-cgi(7)`: how a web server runs the program for customers and providers.
struct CGIManual {
  let language: Language

  var page: ManualPage {
    ManualPage(
      name: "vosfact-cgi", section: 7,
      summary: Text(
        en: "the pay pages and callbacks under a web server",
        fr: "les pages de paiement et les rappels sous un serveur web")[language],
      sections: ([description, environment, addresses, preparation]
        + ServerConfiguration.all.map(server) + [spool, security, seeAlso])
        .flatMap { [ManualPage.Section](markup: $0, language) })
  }

  private var description: String {
    """
    # DESCRIPTION

    A web server speaks HTTP and TLS, and runs `vosfact` once for each request by CGI (RFC 3875).
    When it sets `GATEWAY_INTERFACE`, as every server does, the program answers the request and its
    arguments are not looked at: a query string must not become options. `vosfact pay-link cgi` is
    the same, for a server that needs a command.
    fr: Un serveur web parle HTTP et TLS, et lance `vosfact` une fois par requête, par CGI (RFC
    3875). Quand il définit `GATEWAY_INTERFACE`, ce que fait tout serveur, le programme répond à la
    requête et ne regarde pas ses arguments : une chaîne de requête ne doit pas devenir des options.
    `vosfact pay-link cgi` est la même chose, pour un serveur à qui il faut une commande.

    Nothing that the request tells chooses the database or an address: links and redirections begin
    with the setting `pay-link.base-url`, whatever host a client names. GET and HEAD change nothing,
    but that openings of the page for a card are counted. What goes wrong here is one line on
    standard error, in the server's log, and a page without details for the client.
    fr: Rien de ce que dit la requête ne choisit la base ou une adresse : liens et redirections
    commencent par le réglage `pay-link.base-url`, quel que soit l’hôte que nomme un client. GET et
    HEAD ne changent rien, sauf le compte des ouvertures de la page de carte. Ce qui va mal ici fait
    une ligne sur la sortie d’erreur, dans le journal du serveur, et une page sans détails pour le
    client.
    """
  }

  private var environment: String {
    """
    # ENVIRONMENT | ENVIRONNEMENT

    - VOSFACT_DB: The database, an absolute path, which the server's configuration sets.
      fr: La base, un chemin absolu, que définit la configuration du serveur.
    - \(CGIGateway.spoolVariable): A folder, an absolute path: callbacks are put there as files, and
      the database is not opened for them.
      fr: Un dossier, un chemin absolu : les rappels y sont déposés comme fichiers, et la base n’est
      pas ouverte pour eux.

    Secrets kept by reference to a variable, as `env:STRIPE_KEY`, are looked up there too. A name
    that begins with `HTTP_` is never looked at, as clients choose those.
    fr: Les secrets gardés par référence à une variable, comme `env:STRIPE_KEY`, y sont cherchés
    aussi. Un nom qui commence par `HTTP_` n’est jamais regardé, car les clients choisissent
    ceux-là.
    """
  }

  private var addresses: String {
    """
    # ADDRESSES | ADRESSES

    Below `pay-link.base-url`; there is nothing else, not even a folder.
    fr: Sous `pay-link.base-url` ; il n’y a rien d’autre, pas même un dossier.

    - /p/TOKEN: Where a document is paid. POST starts a payment with a provider.
      fr: Où se paie un document. POST commence un paiement chez un prestataire.
    - /p/TOKEN/PAYMENT | /p/TOKEN/PAIEMENT: Where Braintree's fields ask for a card, which POST
      charges.
      fr: Où les champs de Braintree demandent une carte, que débite POST.
    - /r/TOKEN: Where the customer comes back to; it says what the database knows.
      fr: Où le client revient ; elle dit ce que sait la base.
    - /invoice/TOKEN, /invoice/TOKEN.pdf: The document itself. Its PDF is made once and kept; 503
      when so many are being made that there is no place for one more, and for a document longer
      than pdf.web-limit 404, with the way to the page.
      fr: Le document lui-même. Son PDF est fait une fois et gardé ; 503 quand toutes les places
      sont prises par d’autres, et 404 pour un document plus long que pdf.web-limit, avec le chemin
      de la page.
    - /callback/PROVIDER | /callback/PRESTATAIRE: For the provider: 200 for what is authentic, 400
      for what is not, 413 for more than 1 MiB, 503 when the database is busy or the disk full, so
      that it comes again.
      fr: Pour le prestataire : 200 pour ce qui est authentique, 400 pour ce qui ne l’est pas, 413
      pour plus de 1 Mio, 503 quand la base est occupée ou le disque plein, pour que cela revienne.
    - /simulated/PROVIDER/PAYMENT | /simulated/PRESTATAIRE/PAIEMENT: What stands for the provider's
      page, in simulated mode only.
      fr: Ce qui tient lieu de page du prestataire, en mode simulé seulement.
    """
  }

  private var preparation: String {
    """
    # PREPARATION | PRÉPARATION

    The database may be read by one user only, who must be the one that the server runs the program
    as, and that cron runs `vosfact payment reconcile` as. The configurations below name the user
    `vosfact`, and are whole files; put your host and your certificate in the place of theirs.
    fr: La base ne peut être lue que par un seul utilisateur, qui doit être celui comme qui le
    serveur lance le programme, et comme qui cron lance `vosfact payment reconcile`. Les
    configurations ci-dessous nomment l’utilisateur `vosfact`, et sont des fichiers entiers ; mettez
    votre hôte et votre certificat à la place des leurs.

        useradd --system --home-dir /var/lib/vosfact --create-home vosfact
        chmod 700 /var/lib/vosfact
        install -m 755 vosfact \(ServerConfiguration.executable)
        su vosfact -s /bin/sh -c 'vosfact settings set \\
          pay-link.base-url https://\(ServerConfiguration.host) \\
          --db \(ServerConfiguration.database)'
    """
  }

  private func server(_ configuration: ServerConfiguration) -> String {
    """
    # \(configuration.title.uppercased())

    \(configuration.preparation)

    `\(configuration.path)`:
    fr: `\(configuration.path)` :

        \(configuration.text.replacing("\n", with: "\n    "))

    \(configuration.limits)
    """
  }

  private var spool: String {
    """
    # CALLBACKS BY FOLDER | RAPPELS PAR DOSSIER

    Where the setting `callbacks.spool` names a folder, the program proves each callback and puts it
    there, forced to the disk, in a sub-folder named like the provider; the next `vosfact payment
    reconcile` takes it in. On a host without the database, set `VOSFACT_SPOOL` in the place of
    `VOSFACT_DB`: what looks like that provider's callback is kept and answered with 200, and proved
    when it is taken in; the rest is answered with 400. Bring them to the database's host with their
    times, as by `rsync -t --remove-source-files`; while one is being written its name begins with a
    point. Braintree's question whether the address is ours, which it asks once, is answered only
    where the database is.
    fr: Là où le réglage `callbacks.spool` nomme un dossier, le programme vérifie chaque rappel et
    l’y dépose, forcé sur le disque, dans un sous-dossier nommé comme le prestataire ; le `vosfact
    payment reconcile` suivant le reprend. Sur un hôte sans la base, définissez `VOSFACT_SPOOL` à la
    place de `VOSFACT_DB` : ce qui ressemble à un rappel de ce prestataire est gardé, reçoit 200 et
    est vérifié quand il est repris ; le reste reçoit 400. Amenez-les à l’hôte de la base avec leurs
    dates, par exemple avec `rsync -t --remove-source-files` ; pendant qu’on en écrit un, son nom
    commence par un point. La question de Braintree, si l’adresse est bien la nôtre, posée une fois,
    ne reçoit de réponse que là où est la base.

    Without secrets nothing tells a forged callback that is well made, so the room is bounded: 64
    MiB for each provider. Clients share it by their address (`REMOTE_ADDR`; of IPv6 the first 48
    bits), which stands in the files' names as a part of its SHA-256. In a full room who has the
    most is turned away (503), and its newest files give way to others'; what an address has up to 1
    MiB, 256 callbacks of the usual size, stays whatever others send. Behind a proxy have the server
    put the client's address there (in Apache `mod_remoteip`, in nginx `real_ip_header`, in lighttpd
    `mod_extforward`): else all are one client. What reconcile has taken in lies in `done/`, at most
    64 MiB in 20,000 files, and what it has refused in `refused/`, at most 4 MiB in 1,000; older
    than 30 days neither is kept.
    fr: Sans secrets rien ne distingue un faux rappel bien fait, donc la place est bornée : 64 Mio
    par prestataire. Les clients se la partagent par adresse (`REMOTE_ADDR` ; d’IPv6 les 48 premiers
    bits), dont une partie du SHA-256 figure dans le nom des fichiers. Quand tout est plein, qui en
    a le plus est renvoyé (503), et ses fichiers les plus récents cèdent à ceux des autres ; ce
    qu’une adresse a jusqu’à 1 Mio, 256 rappels ordinaires, reste quoi qu’envoient les autres.
    Derrière un mandataire, faites mettre là l’adresse du client par le serveur (Apache :
    `mod_remoteip`, nginx : `real_ip_header`, lighttpd : `mod_extforward`) : sinon tous sont un seul
    client. Ce que reconcile a repris est dans `done/`, au plus 64 Mio en 20 000 fichiers, ce qu’il
    a refusé dans `refused/`, au plus 4 Mio en 1 000 ; rien n’y reste plus de 30 jours.
    """
  }

  private var security: String {
    """
    # SECURITY | SÉCURITÉ

    Every answer forbids browsers to keep it, to frame it, to send its address on and to load
    anything but its own style, and on Braintree's page that provider's script and fields; over TLS
    it asks them to come by TLS for a year (`Strict-Transport-Security`). Addresses hold the
    customer's link: do not publish the server's access log.
    fr: Chaque réponse interdit aux navigateurs de la garder, de l’encadrer, de transmettre son
    adresse et de charger autre chose que son propre style et, sur la page de Braintree, le script
    et les champs de celui-ci ; par TLS elle leur demande de venir par TLS pendant un an
    (`Strict-Transport-Security`). Les adresses contiennent le lien du client : ne publiez pas le
    journal des accès du serveur.

    Links are public, and whoever has one may be a robot. So what visitors have done is counted by
    the hour: attempts to pay, for each document, each product and all of the site, and how often a
    card is asked for or tried on our own page. Beyond the settings `limits.*` the answer is 429
    with `Retry-After`, before a provider is asked and without anything being written; the form of
    an attempt that is open leads to that one and is not counted, and neither are callbacks and what
    is done in a shell. Mails to an address that a buyer typed say nothing that anybody typed until
    it is paid; they have limits too, beyond which they are left out and the purchase goes on.
    `vosfact settings check` tells which limits are reached. Forms that another website posts here
    in a visitor's name (`Sec-Fetch-Site`, `Origin`) are answered with 403 and start nothing:
    customers must come by the address in `pay-link.base-url`.
    fr: Les liens sont publics, et qui en tient un peut être un robot. Ce que font les visiteurs est
    donc compté par heure : les tentatives de payer, par document, par produit et pour tout le site,
    et combien de fois une carte est demandée ou essayée sur notre propre page. Au-delà des réglages
    `limits.*` la réponse est 429 avec `Retry-After`, avant d’interroger un prestataire et sans rien
    écrire ; le formulaire d’une tentative ouverte mène à celle-ci et ne compte pas, ni les rappels,
    ni ce qui se fait dans un shell. Les courriels à une adresse saisie par un acheteur ne disent
    rien de ce qui a été saisi tant que ce n’est pas payé ; ils ont leurs limites aussi, au-delà
    desquelles ils sont omis et l’achat continue. `vosfact settings check` dit quelles limites sont
    atteintes. Les formulaires qu’un autre site envoie ici au nom d’un visiteur (`Sec-Fetch-Site`,
    `Origin`) reçoivent 403 et ne lancent rien : les clients doivent venir par l’adresse de
    `pay-link.base-url`.
    """
  }

  private var seeAlso: String {
    """
    # SEE ALSO | VOIR AUSSI

    `vosfact-pay-link`(1), `vosfact-payment`(1), `vosfact-settings`(1), `vosfact-data`(7)
    """
  }
}
