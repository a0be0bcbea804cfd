# bash completion for vosfact(1), which answers itself: asked by VOSFACT_COMPLETE, it writes the words that may
# follow, one a line and as they are to be typed, or a line that begins with a tabulator where a file is named.
_vosfact() {
  mapfile -t COMPREPLY < <(
    VOSFACT_COMPLETE=bash command vosfact "${COMP_LINE:0:COMP_POINT}" "$2" 2> /dev/null
  )
  if [[ ${COMPREPLY[0]} == $'\t'* ]]; then
    # bash itself names files where nothing else completes.
    COMPREPLY=()
    compopt -o default
  fi
}

complete -F _vosfact vosfact
