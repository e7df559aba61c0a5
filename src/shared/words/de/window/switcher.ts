type English = typeof import('../../en/window/switcher.ts').switcherWords;

/** Die Tresore dieses Rechners, am Namen dessen, der vorn ist. */
export const switcherWords = {
  label: 'Tresore',
  here: 'hier',
  open: 'offen',
  locked: 'gesperrt',
  keys: (number: number) => `Strg+${number}`,
  another: 'Anderen öffnen…',
  lockAlone: 'Nur diesen Tresor sperren',
  to: (name: string) => `Zu ${name} wechseln`,
} satisfies English;
