/** Formats that an import reads; `import/readers.ts` says of each how. */
export const importFormats = [
  ...(['kdbx', 'kdb', 'keepass-xml', 'keepass1-xml', 'keepassx-xml'] as const),
  ...(['keepassxc-csv', 'keepass-csv'] as const),
  ...(['bitwarden', 'bitwarden-zip', 'bitwarden-csv', '1pux', '1pif', '1password-csv'] as const),
  ...(['chrome-csv', 'firefox-csv', 'safari-csv', 'lastpass-csv'] as const),
  ...(['proton', 'proton-zip', 'proton-csv', 'dashlane', 'dashlane-zip', 'dashlane-csv'] as const),
  ...(['dashlane-part', 'dashlane-ids', 'dashlane-personal', 'enpass', 'enpass-csv'] as const),
  ...(['keeper', 'keeper-csv', 'nordpass-csv', 'roboform-csv', 'strongbox-csv', 'buttercup-csv'] as const),
  ...([
    'aegis',
    '2fas',
    'andotp',
    'stratum',
    'freeotp',
    'proton-codes',
    'lastpass-codes',
    'otpauth',
    'otpauth-pictures',
  ] as const),
  ...(['vault-kv', 'vault-mount', 'kubernetes', 'aws', 'gcp', 'netrc', 'docker', 'pem'] as const),
  ...(['ppk', 'pkcs12', 'age-identity'] as const),
  ...(['holdfast', 'age', 'dotenv', 'pass', 'csv', 'jsonl', 'json', 'yaml'] as const),
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Formats that a key file can open. */
export const keyFileFormats: readonly string[] = ['kdbx', 'kdb', 'age'] satisfies ImportFormat[];
/** Formats that know no recycle bin. */
export const binlessFormats: readonly string[] = [
  ...(['chrome-csv', 'firefox-csv', 'safari-csv', 'otpauth', 'otpauth-pictures'] as const),
  ...([
    'kubernetes',
    'aws',
    'gcp',
    'netrc',
    'docker',
    'pem',
    'ppk',
    'pkcs12',
    'age-identity',
    'holdfast',
    'dotenv',
    'csv',
    'jsonl',
    'json',
    'yaml',
  ] as const),
] satisfies ImportFormat[];

/** Encodings that cannot be told from the bytes: a person says them. */
export const importEncodings = ['windows-1252', 'iso-8859-15', 'macintosh'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

/**
 * What a column of a table can hold; any other is a field under the column's own name, `hidden` or
 * not.
 */
export const importColumns = [
  ...(['title', 'folder', 'username', 'password', 'url', 'notes', 'otp', 'tags'] as const),
  ...(['favourite', 'created', 'changed', 'expires', 'archived', 'deleted'] as const),
  ...(['field', 'hidden', 'skip'] as const),
] as const;
export type ImportColumn = (typeof importColumns)[number];
