interface Probe {
  /** The file of the library that asks. */
  readonly file: RegExp;
  readonly asks: RegExp;
  readonly answer: string;
}

// At their load these libraries ask what a browser can do with languages. Chromium reads its lists of them for that, which
// takes as long as drawing the first screen; it can do both, and the window says its own language (`I18nProvider`).
const probes: readonly Probe[] = [
  {
    file: /react-aria[\\/].*useDefaultLocale\.m?js$/,
    asks: /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\);/,
    answer: '',
  },
  {
    file: /@internationalized[\\/]number[\\/].*NumberFormatter\.m?js$/,
    asks: /new Intl\.NumberFormat\('de-DE', \{\s*signDisplay: 'exceptZero'\s*\}\)\.resolvedOptions\(\)\.signDisplay === 'exceptZero'/,
    answer: 'true',
  },
];

/** Answers at build time what libraries would ask Chromium about languages at each start; throws when one no longer asks. */
export function answerProbes() {
  return {
    name: 'answer-probes',
    transform(code: string, id: string) {
      const probe = probes.find(({ file }) => file.test(id));
      if (probe === undefined) return undefined;
      if (!probe.asks.test(code)) throw new Error(`No longer as build/probes.ts expects it: ${id}`);
      return { code: code.replace(probe.asks, probe.answer), map: null };
    },
  };
}
