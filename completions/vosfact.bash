# bash completion for vosfact(1), written by vosfact itself

# Offers those of its arguments that begin as the current word does.
_vosfact_words() {
  local word
  for word; do
    if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
  done
}

# Offers the names of files (-f) or of directories (-d).
_vosfact_paths() {
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}

# Offers what the program answers. It may come from outside: it is quoted, and never expanded.
_vosfact_query() {
  local answer
  while IFS= read -r answer; do
    printf -v answer %q "$answer"
    COMPREPLY+=("$answer")
  done < <(command vosfact ${database:+--db "$database"} complete "$1" -- \
    "$current" "${operands[@]}" 2> /dev/null)
}

_vosfact() {
  local current=${COMP_WORDS[COMP_CWORD]} path=vosfact awaited= ended= database= word index
  local -a operands=()
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    if [[ $awaited ]]; then
      # An equals sign is a word of its own.
      [[ $word == '=' ]] && continue
      [[ $awaited == --db ]] && database=${word/#'~/'/"$HOME/"}
      awaited=
    elif [[ $ended || $word != -?* ]]; then
      case "$path $word" in
        'vosfact invoice' | \
          'vosfact invoice create' | \
          'vosfact invoice import' | \
          'vosfact invoice list' | \
          'vosfact invoice show' | \
          'vosfact invoice history' | \
          'vosfact invoice send' | \
          'vosfact invoice remind' | \
          'vosfact invoice cancel' | \
          'vosfact invoice export' | \
          'vosfact invoice template' | \
          'vosfact payment' | \
          'vosfact payment start' | \
          'vosfact payment list' | \
          'vosfact payment show' | \
          'vosfact payment receive' | \
          'vosfact payment callbacks' | \
          'vosfact payment callbacks list' | \
          'vosfact payment callbacks show' | \
          'vosfact payment callbacks replay' | \
          'vosfact payment reconcile' | \
          'vosfact payment record' | \
          'vosfact payment refund' | \
          'vosfact payment resolve' | \
          'vosfact payment outbox' | \
          'vosfact payment outbox list' | \
          'vosfact payment outbox retry' | \
          'vosfact payment outbox drop' | \
          'vosfact payment audit' | \
          'vosfact payment demo' | \
          'vosfact provider' | \
          'vosfact provider list' | \
          'vosfact provider show' | \
          'vosfact provider set' | \
          'vosfact provider enable' | \
          'vosfact provider disable' | \
          'vosfact provider test' | \
          'vosfact provider certificate' | \
          'vosfact provider simulate' | \
          'vosfact settings' | \
          'vosfact settings list' | \
          'vosfact settings get' | \
          'vosfact settings set' | \
          'vosfact settings unset' | \
          'vosfact settings webhook' | \
          'vosfact settings webhook add' | \
          'vosfact settings webhook list' | \
          'vosfact settings webhook remove' | \
          'vosfact settings webhook enable' | \
          'vosfact settings webhook rotate' | \
          'vosfact settings webhook test' | \
          'vosfact settings webhook deliveries' | \
          'vosfact settings webhook redeliver' | \
          'vosfact settings check' | \
          'vosfact settings backup' | \
          'vosfact pay-link' | \
          'vosfact pay-link create' | \
          'vosfact pay-link list' | \
          'vosfact pay-link sign' | \
          'vosfact pay-link verify' | \
          'vosfact pay-link revoke' | \
          'vosfact pay-link rotate-key' | \
          'vosfact pay-link page' | \
          'vosfact pay-link test-redirect' | \
          'vosfact pay-link redirect-key' | \
          'vosfact pay-link cgi') path+=" $word" ;;
        *) operands+=("$word") ;;
      esac
    elif [[ $word == -- ]]; then
      ended=yes
    else
      case "$path $word" in
        'vosfact'*' --db' | \
          'vosfact'*' --format' | \
          'vosfact'*' --lang' | \
          'vosfact invoice create'' --line' | \
          'vosfact invoice create'' --buyer' | \
          'vosfact invoice create'' --email' | \
          'vosfact invoice create'' --street' | \
          'vosfact invoice create'' --post-code' | \
          'vosfact invoice create'' --city' | \
          'vosfact invoice create'' --country' | \
          'vosfact invoice create'' --tax-id' | \
          'vosfact invoice create'' --kind' | \
          'vosfact invoice create'' --issued-on' | \
          'vosfact invoice create'' --due-on' | \
          'vosfact invoice create'' --currency' | \
          'vosfact invoice create'' --document-language' | \
          'vosfact invoice create'' --order-reference' | \
          'vosfact invoice import'' --input-format' | \
          'vosfact invoice list'' --state' | \
          'vosfact invoice list'' --kind' | \
          'vosfact invoice list'' --buyer' | \
          'vosfact invoice list'' --since' | \
          'vosfact invoice list'' --until' | \
          'vosfact invoice list'' --limit' | \
          'vosfact invoice list'' --after' | \
          'vosfact invoice show'' --output' | \
          'vosfact invoice show'' --jobs' | \
          'vosfact invoice export'' --as' | \
          'vosfact invoice export'' --state' | \
          'vosfact invoice export'' --kind' | \
          'vosfact invoice export'' --buyer' | \
          'vosfact invoice export'' --since' | \
          'vosfact invoice export'' --until' | \
          'vosfact invoice export'' --limit' | \
          'vosfact invoice export'' --after' | \
          'vosfact payment start'' --provider' | \
          'vosfact payment start'' --amount' | \
          'vosfact payment start'' --name' | \
          'vosfact payment start'' --email' | \
          'vosfact payment start'' --country' | \
          'vosfact payment start'' --order' | \
          'vosfact payment list'' --state' | \
          'vosfact payment list'' --provider' | \
          'vosfact payment list'' --document' | \
          'vosfact payment list'' --product' | \
          'vosfact payment list'' --since' | \
          'vosfact payment list'' --limit' | \
          'vosfact payment list'' --after' | \
          'vosfact payment receive'' --provider' | \
          'vosfact payment callbacks list'' --result' | \
          'vosfact payment callbacks list'' --provider' | \
          'vosfact payment callbacks list'' --limit' | \
          'vosfact payment callbacks list'' --after' | \
          'vosfact payment reconcile'' --provider' | \
          'vosfact payment record'' --method' | \
          'vosfact payment record'' --amount' | \
          'vosfact payment record'' --date' | \
          'vosfact payment record'' --reference' | \
          'vosfact payment refund'' --amount' | \
          'vosfact payment resolve'' --decision' | \
          'vosfact payment resolve'' --reason' | \
          'vosfact payment resolve'' --document' | \
          'vosfact payment outbox list'' --state' | \
          'vosfact payment outbox list'' --limit' | \
          'vosfact payment outbox list'' --after' | \
          'vosfact provider enable'' --mode' | \
          'vosfact provider simulate'' --payment' | \
          'vosfact provider simulate'' --outcome' | \
          'vosfact provider simulate'' --amount' | \
          'vosfact provider simulate'' --output' | \
          'vosfact settings webhook add'' --event' | \
          'vosfact settings webhook add'' --secret' | \
          'vosfact settings webhook add'' --secret-file' | \
          'vosfact settings webhook rotate'' --secret' | \
          'vosfact settings webhook rotate'' --secret-file' | \
          'vosfact settings webhook deliveries'' --limit' | \
          'vosfact pay-link create'' --expires' | \
          'vosfact pay-link create'' --from' | \
          'vosfact pay-link create'' --product' | \
          'vosfact pay-link create'' --amount' | \
          'vosfact pay-link create'' --currency' | \
          'vosfact pay-link create'' --tax-rate' | \
          'vosfact pay-link create'' --order' | \
          'vosfact pay-link create'' --return' | \
          'vosfact pay-link create'' --email' | \
          'vosfact pay-link sign'' --email' | \
          'vosfact pay-link sign'' --order' | \
          'vosfact pay-link test-redirect'' --output') awaited=$word ;;
      esac
    fi
  done
  if [[ $awaited && $current == '=' ]]; then current=; fi

  if [[ $awaited ]]; then
    case "$path $awaited" in
      'vosfact'*' --db') _vosfact_paths -f ;;
      'vosfact'*' --format') _vosfact_words table json jsonl csv html text pdf ;;
      'vosfact'*' --lang') _vosfact_words en fr ;;
      'vosfact invoice create'' --kind') _vosfact_words invoice deposit-invoice final-invoice credit-note proforma quote purchase-order delivery-note receipt ;;
      'vosfact invoice create'' --document-language') _vosfact_words fr en ;;
      'vosfact invoice import'' --input-format') _vosfact_words json csv ;;
      'vosfact invoice list'' --state') _vosfact_words issued sent accepted rejected partially-paid paid canceled ;;
      'vosfact invoice list'' --kind') _vosfact_words invoice deposit-invoice final-invoice credit-note proforma quote purchase-order delivery-note receipt ;;
      'vosfact invoice list'' --after') _vosfact_query documents ;;
      'vosfact invoice show'' --output') _vosfact_paths -f ;;
      'vosfact invoice export'' --as') _vosfact_words csv jsonl service ;;
      'vosfact invoice export'' --state') _vosfact_words issued sent accepted rejected partially-paid paid canceled ;;
      'vosfact invoice export'' --kind') _vosfact_words invoice deposit-invoice final-invoice credit-note proforma quote purchase-order delivery-note receipt ;;
      'vosfact invoice export'' --after') _vosfact_query documents ;;
      'vosfact payment start'' --provider') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact payment list'' --state') _vosfact_words pending authorized paid failed expired canceled refunded partially_refunded disputed ;;
      'vosfact payment list'' --provider') _vosfact_words stripe payzen ingenico paypal braintree bitpay manual ;;
      'vosfact payment list'' --document') _vosfact_query documents ;;
      'vosfact payment list'' --product') _vosfact_query products ;;
      'vosfact payment list'' --after') _vosfact_query payments ;;
      'vosfact payment receive'' --provider') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact payment callbacks list'' --result') _vosfact_words applied ignored attention refused ;;
      'vosfact payment callbacks list'' --provider') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact payment reconcile'' --provider') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact payment record'' --method') _vosfact_words transfer cheque cash card other ;;
      'vosfact payment resolve'' --decision') _vosfact_words accept reject ;;
      'vosfact payment resolve'' --document') _vosfact_query documents ;;
      'vosfact payment outbox list'' --state') _vosfact_words waiting delivered failed dropped ;;
      'vosfact provider enable'' --mode') _vosfact_words live test simulated ;;
      'vosfact provider simulate'' --payment') _vosfact_query payments ;;
      'vosfact provider simulate'' --outcome') _vosfact_words paid pending failed expired canceled refunded disputed ;;
      'vosfact provider simulate'' --output') _vosfact_paths -f ;;
      'vosfact settings webhook add'' --event') _vosfact_words payment.paid payment.pending payment.failed payment.refunded payment.disputed payment.attention document.created document.paid document.sent purchase.completed ;;
      'vosfact settings webhook add'' --secret-file') _vosfact_paths -f ;;
      'vosfact settings webhook rotate'' --secret-file') _vosfact_paths -f ;;
      'vosfact pay-link create'' --from') _vosfact_paths -f ;;
      'vosfact pay-link test-redirect'' --output') _vosfact_paths -f ;;
    esac
  elif [[ ! $ended && $current == -* ]]; then
    case $path in
      'vosfact') _vosfact_words --db --format --lang --quiet --help --version ;;
      'vosfact invoice') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact invoice create') _vosfact_words --line --buyer --email --street --post-code --city --country --tax-id --kind --issued-on --due-on --currency --document-language --order-reference --no-button --dry-run --db --format --lang --quiet --help ;;
      'vosfact invoice import') _vosfact_words --keep-going --input-format --dry-run --db --format --lang --quiet --help ;;
      'vosfact invoice list') _vosfact_words --state --kind --buyer --since --until --overdue --limit --after --db --format --lang --quiet --help ;;
      'vosfact invoice show') _vosfact_words --output --jobs --db --format --lang --quiet --help ;;
      'vosfact invoice history') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact invoice send') _vosfact_words --all-unsent --preview --dry-run --db --format --lang --quiet --help ;;
      'vosfact invoice remind') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact invoice cancel') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact invoice export') _vosfact_words --as --state --kind --buyer --since --until --overdue --limit --after --db --format --lang --quiet --help ;;
      'vosfact invoice template') _vosfact_words --style --db --format --lang --quiet --help ;;
      'vosfact payment') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment start') _vosfact_words --provider --amount --name --email --country --order --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment list') _vosfact_words --state --provider --document --product --attention --since --limit --after --db --format --lang --quiet --help ;;
      'vosfact payment show') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment receive') _vosfact_words --provider --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment callbacks') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment callbacks list') _vosfact_words --result --provider --limit --after --db --format --lang --quiet --help ;;
      'vosfact payment callbacks show') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment callbacks replay') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment reconcile') _vosfact_words --provider --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment record') _vosfact_words --method --amount --date --reference --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment refund') _vosfact_words --amount --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment resolve') _vosfact_words --decision --reason --document --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment outbox') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment outbox list') _vosfact_words --state --limit --after --db --format --lang --quiet --help ;;
      'vosfact payment outbox retry') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment outbox drop') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact payment audit') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact payment demo') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact provider') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact provider list') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact provider show') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact provider set') _vosfact_words --by-reference --add --dry-run --db --format --lang --quiet --help ;;
      'vosfact provider enable') _vosfact_words --mode --beside-live --dry-run --db --format --lang --quiet --help ;;
      'vosfact provider disable') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact provider test') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact provider certificate') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact provider simulate') _vosfact_words --payment --outcome --amount --output --db --format --lang --quiet --help ;;
      'vosfact settings') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings list') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings get') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings set') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings unset') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings webhook') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings webhook add') _vosfact_words --event --secret --secret-file --by-reference --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings webhook list') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings webhook remove') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings webhook enable') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings webhook rotate') _vosfact_words --secret --secret-file --by-reference --retire-old --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings webhook test') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact settings webhook deliveries') _vosfact_words --limit --db --format --lang --quiet --help ;;
      'vosfact settings webhook redeliver') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings check') _vosfact_words --accept-journal --dry-run --db --format --lang --quiet --help ;;
      'vosfact settings backup') _vosfact_words --replace --dry-run --db --format --lang --quiet --help ;;
      'vosfact pay-link') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact pay-link create') _vosfact_words --expires --from --unpaid --product --amount --currency --tax-rate --order --return --email --dry-run --db --format --lang --quiet --help ;;
      'vosfact pay-link list') _vosfact_words --all --db --format --lang --quiet --help ;;
      'vosfact pay-link sign') _vosfact_words --email --order --db --format --lang --quiet --help ;;
      'vosfact pay-link verify') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact pay-link revoke') _vosfact_words --dry-run --db --format --lang --quiet --help ;;
      'vosfact pay-link rotate-key') _vosfact_words --retire-older --dry-run --db --format --lang --quiet --help ;;
      'vosfact pay-link page') _vosfact_words --db --format --lang --quiet --help ;;
      'vosfact pay-link test-redirect') _vosfact_words --output --template --db --format --lang --quiet --help ;;
      'vosfact pay-link redirect-key') _vosfact_words --renew --dry-run --db --format --lang --quiet --help ;;
      'vosfact pay-link cgi') _vosfact_words --db --format --lang --quiet --help ;;
    esac
  else
    case "$path ${#operands[@]}" in
      'vosfact 0') _vosfact_words invoice payment provider settings pay-link ;;
      'vosfact invoice 0') _vosfact_words create import list show history send remind cancel export template ;;
      'vosfact invoice import 0') _vosfact_paths -f ;;
      'vosfact invoice show '*) _vosfact_query documents ;;
      'vosfact invoice history 0') _vosfact_query documents ;;
      'vosfact invoice send '*) _vosfact_query documents ;;
      'vosfact invoice cancel 0') _vosfact_query documents ;;
      'vosfact payment 0') _vosfact_words start list show receive callbacks reconcile record refund resolve outbox audit demo ;;
      'vosfact payment start 0') _vosfact_query documents ;;
      'vosfact payment show 0') _vosfact_query payments ;;
      'vosfact payment receive '*) _vosfact_paths -f ;;
      'vosfact payment callbacks 0') _vosfact_words list show replay ;;
      'vosfact payment record '*) _vosfact_query documents ;;
      'vosfact payment refund 0') _vosfact_query payments ;;
      'vosfact payment resolve 0') _vosfact_query payments ;;
      'vosfact payment outbox 0') _vosfact_words list retry drop ;;
      'vosfact provider 0') _vosfact_words list show set enable disable test certificate simulate ;;
      'vosfact provider show 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider set 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider set 1') _vosfact_query provider-keys ;;
      'vosfact provider enable 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider disable 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider test 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider certificate 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact provider simulate 0') _vosfact_words stripe payzen ingenico paypal braintree bitpay ;;
      'vosfact settings 0') _vosfact_words list get set unset webhook check backup ;;
      'vosfact settings get 0') _vosfact_query settings ;;
      'vosfact settings set 0') _vosfact_query settings ;;
      'vosfact settings unset 0') _vosfact_query settings ;;
      'vosfact settings webhook 0') _vosfact_words add list remove enable rotate test deliveries redeliver ;;
      'vosfact settings backup 0') _vosfact_paths -f ;;
      'vosfact pay-link 0') _vosfact_words create list sign verify revoke rotate-key page test-redirect redirect-key cgi ;;
      'vosfact pay-link create '*) _vosfact_query documents ;;
      'vosfact pay-link revoke '*) _vosfact_query documents ;;
      'vosfact pay-link redirect-key 0') _vosfact_paths -f ;;
    esac
  fi
}

complete -F _vosfact vosfact
