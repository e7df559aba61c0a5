import { describe, expect, it } from 'vitest';
import { eventParts } from './secret-events.ts';
import { eventPhrases as german } from './words/de/events.ts';
import { eventPhrases as english } from './words/en/events.ts';

const both = (event: object) => [
  eventParts({ at: 1, ...event }, english).join('; '),
  eventParts({ at: 1, ...event }, german).join('; '),
];

describe('what an event of a secret tells', () => {
  it.each([
    [{ moved: ['a/x', 'b/x'] }, 'moved from a/x to b/x', 'von a/x nach b/x verschoben'],
    [{ moved: ['a/x', 'a/y'] }, 'renamed from x to y', 'von x in y umbenannt'],
    [{ moved: ['x', 'a/x'] }, 'moved from x to a/x', 'von x nach a/x verschoben'],
    [
      { tags: { added: ['a', 'b'], removed: ['c'] } },
      'tagged a and b; no longer tagged c',
      'mit a und b verschlagwortet; nicht mehr mit c verschlagwortet',
    ],
    [
      { custom: [['expires', '2030-01-31', '2031-02-01']] },
      'expires after 1 Feb 2031, before 31 Jan 2030',
      'läuft ab nach 01.02.2031, vorher 31.01.2030',
    ],
    [{ custom: [['expires', null, 'some day']] }, 'expires after some day', 'läuft ab nach some day'],
    [
      { custom: [['expires', '2030-01-31', null]] },
      'no expiry any more, before 31 Jan 2030',
      'kein Ablauf mehr, vorher 31.01.2030',
    ],
    [{ custom: [['favourite', null, 'yes']] }, 'now a favourite', 'jetzt ein Favorit'],
    [{ custom: [['favourite', 'yes', null]] }, 'no longer a favourite', 'kein Favorit mehr'],
    [
      { custom: [['owner', 'dev', 'ops']] },
      'owner set to ops, before dev',
      'owner auf ops gesetzt, vorher dev',
    ],
    [{ custom: [['owner', 'dev', null]] }, 'owner removed, before dev', 'owner entfernt, vorher dev'],
    [{ rules: [['max', null, 3]] }, 'other rules for versions', 'andere Regeln für Versionen'],
    [{ later: true }, '', ''],
  ])('%j', (event, en, de) => expect(both(event)).toEqual([en, de]));
});
