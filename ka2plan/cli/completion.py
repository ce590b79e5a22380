"""``ka2plan completion``: the script by which a shell's Tab key completes commands, options, codes and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

BASH = r"""# ka2plan: completion for bash. In ~/.bashrc:  source <(ka2plan completion bash)
_ka2plan() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then
            kind=$line
        else
            COMPREPLY[${#COMPREPLY[@]}]=${line%%$'\t'*}
        fi
    done < <(command ka2plan complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [ "$kind" = files ]; then
        [ ${#COMPREPLY[@]} -eq 0 ] || while IFS= read -r line; do
            COMPREPLY[${#COMPREPLY[@]}]=$line
        done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    else
        compopt +o default 2>/dev/null
    fi
    case "${COMPREPLY[0]}" in
        *[.=]) compopt -o nospace 2>/dev/null ;;
    esac
    return 0
}
complete -o default -F _ka2plan ka2plan
"""

ZSH = r"""#compdef ka2plan
# ka2plan: completion for zsh. In ~/.zshrc, below compinit:  source <(ka2plan completion zsh)
_ka2plan() {
    local line kind
    local -a whole begun
    for line in "${(@f)$(command ka2plan complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        if [[ -z $kind ]]; then
            kind=$line
        elif [[ ${line%%$'\t'*} == *[.=] ]]; then
            begun+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        else
            whole+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        fi
    done
    (( $#whole )) && _describe -t words ka2plan whole
    (( $#begun )) && _describe -t words ka2plan begun -S ''
    [[ $kind == files ]] && _files
    return 0
}
if [[ $funcstack[1] == _ka2plan ]]; then
    _ka2plan "$@"
else
    compdef _ka2plan ka2plan
fi
"""

FISH = r"""# ka2plan: completion for fish. Once:  ka2plan completion fish > ~/.config/fish/completions/ka2plan.fish
function __ka2plan_words
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l found (command ka2plan complete -- $before[2..-1] "$typed" 2>/dev/null)
    test (count $found) -gt 1
    and printf '%s\n' $found[2..-1]
    test "$found[1]" = files
    and __fish_complete_path "$typed"
end
complete -c ka2plan -f -a '(__ka2plan_words)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``completion``."""
    parser.epilog = _("The first lines of the script say where to put it.")
    parser.add_argument("shell", metavar="SHELL", choices=tuple(SCRIPTS), help=", ".join(SCRIPTS))


def run(arguments: Namespace) -> int:
    """Prints the script for one shell."""
    print(SCRIPTS[arguments.shell], end="")
    return 0
