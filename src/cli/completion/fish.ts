import { type Place, swallowing } from './model.ts';

/** A completion for fish: `holdfast completion fish > ~/.config/fish/completions/holdfast.fish`. */
export function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ words, offers }) =>
    offers.map(({ name, about, takesValue }) => {
      const what = name.startsWith('--')
        ? `-l ${name.slice(2)}${takesValue ? ' -r -F' : ''}`
        : `-f -a ${name}`;
      return `complete -c holdfast -n ${text(`__holdfast_at ${words}`.trim())} ${what} -d ${text(about)}`;
    }),
  );
  const groups = new Set(
    places.filter(({ words }) => words.includes(' ')).map(({ words }) => words.split(' ')[0]),
  );
  return `# fish completion of holdfast: holdfast completion fish | source
function __holdfast_at
    set -l found
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        contains -- $word ${swallowing.join(' ')}; and set skip 1
        if test (count $found) -eq 0; or begin; test (count $found) -eq 1; and contains -- $found[1] ${[...groups].join(' ')}; end
            string match -q -- '-*' $word; or set -a found $word
        end
    end
    test "$found" = "$argv"
end
${lines.join('\n')}
`;
}

function text(words: string): string {
  return `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
