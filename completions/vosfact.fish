# fish completion for vosfact(1), which answers itself: asked by VOSFACT_COMPLETE, it writes the words that may
# follow, each with its meaning after a tabulator, or a line that begins with one where a file is named.
function __vosfact_answers
    set -l word (commandline -ct)
    # Without its quotation, of which the end may be missing.
    set -l word (string unescape -- $word $word\' $word\")[1]
    VOSFACT_COMPLETE=fish command vosfact (commandline -opc)[2..-1] "$word" 2>/dev/null
end

function __vosfact_wants_file
    string match -q \t'*' -- (__vosfact_answers)
end

complete -c vosfact -f
complete -c vosfact -n __vosfact_wants_file -F
complete -c vosfact -n 'not __vosfact_wants_file' -a '(__vosfact_answers)'
