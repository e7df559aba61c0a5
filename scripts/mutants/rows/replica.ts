import { inFile } from '../row.ts';

// The copy of a vault on a service, and what waits beside it.
const tests = ['src/main/store/replica/replica.test.ts', 'src/main/store/replica/join.test.ts'];

export const mutants = [
  ...inFile('src/main/store/replica/following.ts', tests, [
    [
      'if (this.#isBehind) return folder.note({ behind: true });',
      '',
      'a service that was put back overwrites the copy',
    ],
    [
      'if (came === undefined || !sameTip(tipOf(came), tip)) return;',
      'if (came === undefined) return;',
      'a revision is taken up that no key has opened',
      { equivalent: 'keys open the one that came last' },
    ],
    [
      'await mirror.remove(here.filter((id) => !there.has(id)));',
      '',
      'what others destroyed stays in the copy for ever',
    ],
  ]),
  ...inFile('src/main/store/replica/own-line.ts', tests, [
    [
      "return (this.#told.id === '') === (way === 'there') ? way : 'again';",
      'return way;',
      'a commit that names the shared line waits here, or the other way round',
    ],
  ]),
  ...inFile('src/main/store/replica/sending.ts', tests, [
    [
      'if (asked === undefined && !isUncertain(error)) return ',
      'if (asked === undefined) return ',
      'a commit whose answer was lost is made again',
    ],
  ]),
  ...inFile('src/main/store/replica/unsent.ts', tests, [
    [
      "return outcome === 'done' && this.#isThere(line) ? 'done' : 'conflict';",
      'return outcome;',
      'what came into a file that was taken away meanwhile counts as kept',
      { equivalent: 'only where two programs meet within one write' },
    ],
    [
      'revision: tip.revision + 1, after: tip.mark,',
      'revision: tip.revision + 2,',
      'what another program wrote after the join is ended with it',
    ],
  ]),
];
