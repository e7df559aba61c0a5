import type { RegexFault } from '../../policy.ts';

/** Was an einem regulären Ausdruck falsch ist, nach einem Doppelpunkt oder in Klammern. */
export const regexFaults: Readonly<Record<RegexFault, string>> = {
  'missing-bracket': '] fehlt',
  'missing-parenthesis': ') fehlt',
  'unexpected-parenthesis': 'Unerwartetes )',
  'bad-range': 'Ein Bereich in Klammern läuft rückwärts oder existiert nicht',
  'bad-escape': 'Ein Backslash steht vor etwas, das er nicht maskieren kann',
  'bad-group-name': 'Der Name einer Gruppe ist doppelt oder nicht möglich',
  'perl-only': 'Lookaround, Rückverweise und andere Syntax von Perl sind unbekannt',
  'nested-repeat': 'Eine Wiederholung wird wiederholt',
  'bad-repeat-count': 'So oft lässt sich nichts wiederholen',
  'nothing-to-repeat': 'Es gibt nichts zu wiederholen',
  'too-deep': 'Er ist zu tief verschachtelt',
  'too-large': 'Er ist zu groß',
};
