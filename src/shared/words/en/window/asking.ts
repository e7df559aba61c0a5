import type { Starter } from '../../../starter.ts';
import { count, list, number } from '../format.ts';

const verbs = {
  read: 'read',
  write: 'change',
  list: 'list what is in',
  otp: 'take one-time codes of',
  export: 'export',
  super: 'do everything with',
  use: 'use',
};

function startedBy(starter: Starter): string {
  if (starter.kind === 'unknown') return 'The system does not say what started it.';
  if (starter.kind === 'system') return 'The system started it, in the background.';
  const { kind, name, via } = starter;
  const by = via.length > 0 ? `, by ${list(via)}` : '';
  switch (kind) {
    case 'terminal':
      return `It was started in a terminal (${name})${by}.`;
    case 'editor':
      return `It was started from the editor ${name}${by}.`;
    case 'remote':
      return `It was started by somebody who logged in over the network (${name})${by}.`;
    case 'timer':
      return `It was started at a set time (${name})${by}.`;
    case 'program':
      return `It was started by ${list([...via, name])}.`;
  }
}

/** A program asks. */
export const askingWords = {
  /** `what`: a title of a secret, or of several. */
  wants: (name: string, verb: keyof typeof verbs, what: string) => `${name} wants to ${verbs[verb]} ${what}`,
  /** `folder`: '' is the whole vault. */
  exports: (name: string, secrets: number, folder: string) =>
    `${name} wants to export ${count(secrets, 'secret', 'secrets')}${folder === '' ? ': everything in this vault' : ` in ${folder}`}`,
  exportMeans:
    'It gets each of them whole, also what is deleted, with every earlier version and file. What it has taken you cannot take back.',
  exportAlways: (paths: readonly string[]) =>
    `“Always” means: at any time, as often as it likes, and without asking you, it takes all that lies at ${list(paths)} then, also what you add later.`,
  several: (title: string, others: number) => `${title} and ${number(others)} more`,
  enters: (name: string) => `${name} wants to be let in`,
  everything: 'everything',
  newName: (name: string) =>
    `No program called “${name}” has been let in yet. It chose that name itself; the rest is what the system says.`,
  runs: (program: string) => `It is the program ${program}.`,
  started: (starter: Starter) => startedBy(starter),
  inFolder: (folder: string) => `in ${folder}`,
  details: 'Details',
  others: (n: number) => `${count(n, 'other waits', 'others wait')} too.`,
  look: 'Look',
  later: 'Not now: it waits under Programs',
  program: 'Program',
  untold: 'The system does not say',
  chain: 'Started by',
  user: 'User',
  id: 'Its ID',
  wantsList: 'Asks to',
  deny: 'Deny',
  once: 'Allow once',
  unlock: 'Until I lock',
  always: 'Always…',
  alwaysYes: 'Always, with these policies',
  draft:
    'These policies are stored. Change them as you like; * stands for one part of a path. A policy that allows nothing is left out.',
  draftNone: 'It names no secret. It is allowed in, and no policy is stored for it.',
  draftOf: (path: string) => `Policy for ${path}`,
  draftPath: 'Path',
  storedFresh: (n: number) =>
    `${count(n, 'stored policy', 'stored policies')} already ${n === 1 ? 'fits' : 'fit'} this ID, though the program is new: ${n === 1 ? 'it was' : 'they were'} written for an earlier program of this name, or for many. With “Always” it gets all of that too. With “Allow once” and “Until I lock” it gets only what it asks for.`,
  storedKnown: (n: number) =>
    `${count(n, 'stored policy', 'stored policies')} already ${n === 1 ? 'allows' : 'allow'} it something.`,
  stored: 'Stored policies for this ID',
  storedMore: (n: number) => `and ${number(n)} more`,
};
