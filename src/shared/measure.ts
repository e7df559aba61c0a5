/** How hard a passphrase is to guess, from 0 (at once) to 4. */
export type Grade = 0 | 1 | 2 | 3 | 4;
export type Measure = (passphrase: string) => Grade;

const fair: Grade = 2;
let loading: Promise<Measure> | undefined;

/**
 * The measure, with its dictionaries: megabytes that nobody should wait for, so they come when
 * first asked for.
 */
export function loadMeasure(): Promise<Measure> {
  loading ??= load();
  return loading;
}

/** True below the meter's "fair": whoever chooses such a passphrase is asked once more. */
export async function isWeak(passphrase: string): Promise<boolean> {
  return (await loadMeasure())(passphrase) < fair;
}

async function load(): Promise<Measure> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (passphrase) => {
    // Beyond a hundred characters only the time it takes would grow.
    const { score } = zxcvbn.check(passphrase.slice(0, 100));
    // It keeps the last text that it saw, cut into all its pieces: let that be another one.
    zxcvbn.check('a');
    return score;
  };
}
