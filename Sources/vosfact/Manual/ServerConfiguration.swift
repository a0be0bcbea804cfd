/// A whole configuration of a web server that runs the program by CGI, as `vosfact-cgi(7)` gives it.
struct ServerConfiguration {
  /// The server's own name.
  let title: String
  /// The file that `text` is the whole of.
  let path: String
  let text: String
  /// What the server needs besides: packages, modules, and who runs the program; in every language, as markup.
  let preparation: String
  /// How it holds back who asks too often, and who sends too slowly; likewise.
  let limits: String

  /// The executable, the database, the host and the certificate that all configurations name.
  static let executable = "/usr/local/bin/vosfact"
  static let database = "/var/lib/vosfact/vosfact.db"
  static let host = "pay.example.org"
  static let certificate = "/etc/letsencrypt/live/pay.example.org/fullchain.pem"
  static let privateKey = "/etc/letsencrypt/live/pay.example.org/privkey.pem"

  static let all = [lighttpd, apache, nginx]

  static let lighttpd = ServerConfiguration(
    title: "lighttpd", path: "/etc/lighttpd/lighttpd.conf",
    text: """
      server.modules = (
        "mod_openssl", "mod_redirect", "mod_setenv", "mod_alias", "mod_cgi"
      )
      server.username = "vosfact"
      server.groupname = "vosfact"
      server.errorlog = "/var/log/lighttpd/error.log"
      server.document-root = "/var/www"
      server.port = 443
      ssl.engine = "enable"
      ssl.pemfile = "\(certificate)"
      ssl.privkey = "\(privateKey)"

      # KiB; what is larger is answered with 413.
      server.max-request-size = 1024
      server.max-read-idle = 20
      server.max-connections = 512

      setenv.set-environment = (
        "VOSFACT_DB" => "\(database)"
      )
      alias.url = ( "/" => "\(executable)/" )
      cgi.assign = ( "/vosfact" => "" )

      $SERVER["socket"] == ":80" {
        ssl.engine = "disable"
        url.redirect = ( "" => "https://\(host)${url.path}${qsa}" )
      }
      """,
    preparation: """
      Debian's packages are `lighttpd` and `lighttpd-mod-openssl`. The server, and so the program,
      runs as the user `vosfact`, to whom `/var/log/lighttpd` and the database's folder belong. The
      alias makes every address one of the program's, and the last line but the redirection runs it.
      fr: Les paquets de Debian sont `lighttpd` et `lighttpd-mod-openssl`. Le serveur, et donc le
      programme, tourne comme l’utilisateur `vosfact`, à qui appartiennent `/var/log/lighttpd` et le
      dossier de la base. L’alias fait de toute adresse une du programme, et la dernière ligne avant
      la redirection le lance.
      """,
    limits: """
      Bodies are read whole before the program is started, so that a slow client costs no process.
      lighttpd as Debian builds it cannot count the requests of one client, as `mod_evasive` is left
      out; the firewall can.
      fr: Les corps sont lus en entier avant que le programme soit lancé, si bien qu’un client lent
      ne coûte aucun processus. lighttpd, tel que Debian le construit, ne sait pas compter les
      requêtes d’un client, faute de `mod_evasive` ; le pare-feu le sait.
      """)

  static let apache = ServerConfiguration(
    title: "Apache", path: "/etc/apache2/sites-available/vosfact.conf",
    text: """
      <VirtualHost *:443>
        ServerName \(host)
        SSLEngine on
        SSLCertificateFile \(certificate)
        SSLCertificateKeyFile \(privateKey)

        SetEnv VOSFACT_DB \(database)
        ScriptAlias "/" "\(executable)/"
        <Directory "/usr/local/bin">
          <Files "vosfact">
            Require all granted
          </Files>
        </Directory>

        # Bytes; what is larger is answered with 413.
        LimitRequestBody 1048576
        RequestReadTimeout header=10-20,MinRate=500 body=20,MinRate=500
      </VirtualHost>

      <VirtualHost *:80>
        ServerName \(host)
        Redirect permanent "/" "https://\(host)/"
      </VirtualHost>
      """,
    preparation: """
      Debian's package is `apache2`; then `a2enmod ssl cgid reqtimeout` and `a2ensite vosfact`. The
      program runs as the server's user: put `vosfact` for `APACHE_RUN_USER` and `APACHE_RUN_GROUP`
      in `/etc/apache2/envvars`, and stop and start the server.
      fr: Le paquet de Debian est `apache2` ; ensuite `a2enmod ssl cgid reqtimeout` et `a2ensite
      vosfact`. Le programme tourne comme l’utilisateur du serveur : mettez `vosfact` pour
      `APACHE_RUN_USER` et `APACHE_RUN_GROUP` dans `/etc/apache2/envvars`, puis arrêtez et démarrez
      le serveur.
      """,
    limits: """
      `RequestReadTimeout` ends who sends too slowly. Apache has no limit of requests a client of
      its own; the firewall has. Do not add `mod_evasive`: it would turn away callbacks too, of
      which a provider sends many at once.
      fr: `RequestReadTimeout` coupe qui envoie trop lentement. Apache n’a pas de limite propre du
      nombre de requêtes par client ; le pare-feu en a une. N’ajoutez pas `mod_evasive` : il
      refuserait aussi des rappels, qu’un prestataire envoie en nombre.
      """)

  static let nginx = ServerConfiguration(
    title: "nginx", path: "/etc/nginx/conf.d/vosfact.conf",
    text: """
      limit_req_zone $binary_remote_addr zone=vosfact:10m rate=5r/s;

      server {
        listen 443 ssl;
        server_name \(host);
        ssl_certificate \(certificate);
        ssl_certificate_key \(privateKey);

        # What is larger is answered with 413.
        client_max_body_size 1m;
        client_body_timeout 20s;

        include fastcgi_params;
        fastcgi_param SCRIPT_FILENAME \(executable);
        fastcgi_param SCRIPT_NAME "";
        fastcgi_param PATH_INFO $uri;
        fastcgi_param VOSFACT_DB \(database);

        location / {
          limit_req zone=vosfact burst=50 nodelay;
          limit_req_status 429;
          fastcgi_pass unix:/run/fcgiwrap.socket;
        }

        # Providers send many at once, and send again what is refused.
        location /callback/ {
          fastcgi_pass unix:/run/fcgiwrap.socket;
        }
      }

      server {
        listen 80;
        server_name \(host);
        return 301 https://\(host)$request_uri;
      }
      """,
    preparation: """
      Debian's packages are `nginx` and `fcgiwrap`, which runs the program: `systemctl edit
      fcgiwrap.service` and put `User=vosfact` and `Group=vosfact` under `[Service]`; in
      `/etc/default/fcgiwrap` put `DAEMON_OPTS=-fc8`, so that it runs eight at once and the
      program's complaints come into nginx's log.
      fr: Les paquets de Debian sont `nginx` et `fcgiwrap`, qui lance le programme : `systemctl edit
      fcgiwrap.service` et mettez `User=vosfact` et `Group=vosfact` sous `[Service]` ; dans
      `/etc/default/fcgiwrap` mettez `DAEMON_OPTS=-fc8`, pour qu’il en lance huit à la fois et que
      les plaintes du programme viennent dans le journal de nginx.
      """,
    limits: """
      `limit_req` answers with 429 who asks for more than five pages a second over a while. Bodies
      are read whole before the program is started.
      fr: `limit_req` répond 429 à qui demande plus de cinq pages par seconde pendant un moment. Les
      corps sont lus en entier avant que le programme soit lancé.
      """)
}
