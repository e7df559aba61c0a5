import { type Place, quoted, swallowing } from './model.ts';

/**
 * A completion for bash 4 and newer; files are offered wherever a value or an argument is wanted.
 */
export function bash(places: readonly Place[]): string {
  const cases = places.map(({ words, offers }) => {
    const names = offers.map(({ name, takesValue }) => (takesValue ? `${name}=` : name));
    return `    ${quoted(words)}) offers=${quoted(names.join(' '))} ;;`;
  });
  return `# bash completion of holdfast: source <(holdfast completion bash)
_holdfast() {
  local words='' offers='' index word
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case $word in
      --) COMPREPLY=($(compgen -c -- "$2")); return ;;
      # An = is a word of its own here.
      ${swallowing.join('|')}) ((index++)); [[ \${COMP_WORDS[index]} == = ]] && ((index++)) ;;
      -*|=) ;;
      *) case $words in
           ''|${groupsOf(places)}) words="\${words:+$words }$word" ;;
         esac ;;
    esac
  done
  case $words in
${cases.join('\n')}
  esac
  case $words,$2 in
    *,-*|,*|${groupsOf(places, ',*')}) COMPREPLY=($(compgen -W "$offers" -- "$2")) ;;
  esac
  [[ \${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -o default -F _holdfast holdfast
`;
}

function groupsOf(places: readonly Place[], after = ''): string {
  const groups = new Set(
    places.filter(({ words }) => words.includes(' ')).map(({ words }) => words.split(' ')[0]),
  );
  return [...groups].map((group) => `${group}${after}`).join('|');
}
