/**
 * Formats that an export writes; `main/export/formats` says of each how. `json` is the one that
 * brings everything back.
 */
export const exportFormats = ['json', 'kdbx', 'bitwarden', 'age', 'csv', 'env', 'k8s', 'otpauth'] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface FormatTraits {
  /** What the file's name ends in. */
  readonly extension: string;
  /**
   * How what is written is kept from others: `never`: anybody can read it; `always`: with a
   * password; `choice`: with one, where one is given.
   */
  readonly sealed: 'never' | 'always' | 'choice';
  /** It can be sealed to the public keys of others instead. */
  readonly recipients?: true;
}

const traits: { readonly [Format in ExportFormat]: FormatTraits } = {
  json: { extension: '.json', sealed: 'never' },
  kdbx: { extension: '.kdbx', sealed: 'always' },
  bitwarden: { extension: '.json', sealed: 'choice' },
  age: { extension: '.json.age', sealed: 'always', recipients: true },
  csv: { extension: '.csv', sealed: 'never' },
  env: { extension: '.env', sealed: 'never' },
  k8s: { extension: '.yaml', sealed: 'never' },
  otpauth: { extension: '.txt', sealed: 'never' },
};

export function exportTraits(format: ExportFormat): FormatTraits {
  return traits[format];
}

/** What the audit says of an export: its format, and the folder where it is one alone. */
export function exportedAs(format: ExportFormat, folder = ''): string {
  return folder === '' ? format : `${format} ${folder.replace(/\/$/, '')}/`;
}

/** Where the long files of a `json` export lie (docs/export.md). */
export function filesFolder(file: string): string {
  return `${file}.files`;
}

/** True where what is written can be read by anybody who has it. */
export function isPlainExport(format: ExportFormat, hasKey: boolean): boolean {
  const { sealed } = traits[format];
  return sealed === 'never' || (sealed === 'choice' && !hasKey);
}

/**
 * What a format cannot carry, or carries in another form, of what is to be exported.
 * `deleted-secrets`: secrets that count as deleted; `older-versions`: of those that are exported;
 * `deleted-versions`: older ones that were deleted, and are not told from the others; `files`;
 * `long-files`: attachments alone; `tags`; `tag-names`: secrets with tags that become others;
 * `field-types`: fields of which only name and value are kept; `expiry`: secrets that end on a day;
 * `code-parts`: codes by counter whose name, digits or algorithm go;
 * `rules`: rules for versions, and notes of programs; `favourites`; `events`: secrets that tell of
 * moves and of other tags and dates; `formulas`: values that a spreadsheet would run, written with an
 * apostrophe before them; `unfit`: values that no variable holds; `too-large`:
 * secrets that the format's program refuses for their size; `renamed`: names that had to be
 * changed; `no-codes`: secrets without a one-time code, which are all left out; `beside-codes`:
 * secrets of which the codes alone go.
 */
export const exportLosses = [
  ...(['deleted-secrets', 'no-codes', 'older-versions', 'deleted-versions', 'files'] as const),
  ...([
    'long-files',
    'beside-codes',
    'unfit',
    'too-large',
    'tags',
    'tag-names',
    'field-types',
    'expiry',
  ] as const),
  ...(['code-parts', 'rules', 'favourites', 'events', 'formulas', 'renamed'] as const),
] as const;
export type ExportLoss = (typeof exportLosses)[number];

/** How many secrets, versions, fields or files a loss concerns. */
export interface LossTold {
  readonly loss: ExportLoss;
  readonly count: number;
}
