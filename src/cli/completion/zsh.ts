import { type Place, quoted, swallowing } from './model.ts';

/** A completion for zsh: a file `_holdfast` in a folder of `fpath`, or read by `source`. */
export function zsh(places: readonly Place[]): string {
  const cases = places.map(({ words, offers }) => {
    const lines = offers.map(
      ({ name, about, takesValue }) => `      ${quoted(`${name}${takesValue ? '=' : ''}:${about}`)}`,
    );
    return `    ${quoted(words)}) offers=(\n${lines.join('\n')}\n    ) ;;`;
  });
  const groups = [
    ...new Set(places.filter(({ words }) => words.includes(' ')).map(({ words }) => words.split(' ')[0])),
  ];
  return `#compdef holdfast
# zsh completion of holdfast: source <(holdfast completion zsh)
_holdfast() {
  local command='' word
  local -a offers
  local -i index
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    case $word in
      --) shift $index words; ((CURRENT -= index)); _normal; return ;;
      ${swallowing.join('|')}) ((index++)) ;;
      -*) ;;
      *) case $command in
           ''|${groups.join('|')}) command="\${command:+$command }$word" ;;
         esac ;;
    esac
  done
  case $command in
${cases.join('\n')}
  esac
  case $command in
    ''|${groups.join('|')}) _describe command offers ;;
    *) if [[ $PREFIX == -* ]]; then _describe -o option offers -S ''; else _files; fi ;;
  esac
}
(( $+functions[compdef] )) && compdef _holdfast holdfast
`;
}
