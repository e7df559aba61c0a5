import { type CsvFormat, csvFormats } from './csv/dialects.ts';
import type { Format, Reading, Source } from './entry.ts';
import { refuse } from './refuse.ts';

/**
 * How one format is read. A new one: its reader beside its test, a line here, its name in
 * shared/formats.ts and its mark in detect.ts.
 */
interface FormatReader {
  /** The file may be locked with a password of its own. */
  readonly password?: true;
  /**
   * Entries have ids that no other file repeats; otherwise they are known by the file's name and
   * their place in it.
   */
  readonly ownIds?: true;
  /** Loaded only when a file asks for it. */
  read(source: Source): Promise<Reading> | Reading;
}

const apps = () => import('./formats/code-apps.ts');
const developer = () => import('./formats/developer.ts');
const vault = () => import('./formats/vault.ts');
const pem = () => import('./formats/pem.ts');
const pairs = () => import('./csv/pairs.ts');

/** The tables that have a header, each by its dialect. */
const tables = Object.fromEntries(
  csvFormats.map((format) => [
    format,
    { read: async (source: Source) => (await import('./csv/csv.ts')).readCsv(source, format) },
  ]),
) as Record<CsvFormat, FormatReader>;

export const readers: Readonly<Record<Format, FormatReader>> = {
  ...tables,
  kdbx: {
    password: true,
    ownIds: true,
    read: async (source) => (await import('./kdbx.ts')).readKdbx(source),
  },
  kdb: {
    password: true,
    ownIds: true,
    read: async (source) => (await import('./formats/kdb.ts')).readKdb(source),
  },
  'keepass-xml': { ownIds: true, read: async (source) => (await import('./kdbx.ts')).readKeePassXml(source) },
  'keepass1-xml': {
    ownIds: true,
    read: async (source) => (await import('./formats/keepass1-xml.ts')).readKeePass1Xml(source),
  },
  'keepassx-xml': {
    read: async (source) => (await import('./formats/keepassx-xml.ts')).readKeePassXXml(source),
  },
  bitwarden: {
    ownIds: true,
    read: async (source) => (await import('./formats/bitwarden.ts')).readBitwarden(source),
  },
  'bitwarden-zip': {
    ownIds: true,
    read: async (source) => (await import('./formats/bitwarden-zip.ts')).readBitwardenZip(source),
  },
  '1pux': {
    ownIds: true,
    read: async (source) => (await import('./formats/onepassword.ts')).read1pux(source),
  },
  '1pif': { ownIds: true, read: async (source) => (await import('./formats/onepif.ts')).readOnePif(source) },
  proton: { ownIds: true, read: async (source) => (await import('./formats/proton.ts')).readProton(source) },
  'proton-zip': {
    ownIds: true,
    read: async (source) => (await import('./formats/proton.ts')).readProtonZip(source),
  },
  dashlane: { read: async (source) => (await import('./formats/dashlane-json.ts')).readDashlaneJson(source) },
  'dashlane-zip': {
    read: async (source) => (await import('./formats/dashlane-zip.ts')).readDashlaneZip(source),
  },
  enpass: { ownIds: true, read: async (source) => (await import('./formats/enpass.ts')).readEnpass(source) },
  'enpass-csv': { read: async (source) => (await pairs()).readEnpassCsv(source) },
  keeper: { ownIds: true, read: async (source) => (await import('./formats/keeper.ts')).readKeeper(source) },
  'keeper-csv': { read: async (source) => (await pairs()).readKeeperCsv(source) },
  aegis: { ownIds: true, read: async (source) => (await import('./formats/aegis.ts')).readAegis(source) },
  '2fas': { read: async (source) => (await import('./formats/twofas.ts')).readTwoFas(source) },
  andotp: { read: async (source) => (await apps()).readAndOtp(source) },
  stratum: { read: async (source) => (await apps()).readStratum(source) },
  freeotp: { read: async (source) => (await apps()).readFreeOtp(source) },
  'proton-codes': { ownIds: true, read: async (source) => (await apps()).readProtonCodes(source) },
  'lastpass-codes': { read: async (source) => (await apps()).readLastPassCodes(source) },
  otpauth: { read: async (source) => (await import('./formats/otpauth-list.ts')).readOtpauthList(source) },
  'otpauth-pictures': {
    read: async (source) => (await import('./formats/otpauth-pictures.ts')).readOtpauthPictures(source),
  },
  'vault-kv': { read: async (source) => (await vault()).readVaultKv(source) },
  'vault-mount': { read: async (source) => (await vault()).readVaultMount(source) },
  kubernetes: { read: async (source) => (await import('./formats/kubernetes.ts')).readKubernetes(source) },
  aws: { read: async (source) => (await developer()).readAws(source) },
  gcp: { read: async (source) => (await developer()).readGcp(source) },
  netrc: { read: async (source) => (await developer()).readNetrc(source) },
  docker: { read: async (source) => (await developer()).readDocker(source) },
  pkcs12: {
    password: true,
    read: async (source) => (await import('./formats/pkcs12.ts')).readPkcs12(source),
  },
  pem: { read: async (source) => (await pem()).readPem(source) },
  ppk: { password: true, read: async (source) => (await import('./formats/ppk.ts')).readPpk(source) },
  pass: { read: async (source) => (await import('./formats/pass.ts')).readPass(source) },
  'age-identity': { read: async (source) => (await pem()).readAgeIdentity(source) },
  holdfast: {
    ownIds: true,
    read: async (source) => (await import('./formats/holdfast.ts')).readHoldfast(source),
  },
  // What is in it has a reader of its own: `beginReading` opens it first.
  age: { password: true, read: () => refuse('unknown-format') },
  jsonl: { read: async (source) => (await import('./formats/json-lines.ts')).readJsonLines(source) },
  yaml: { read: async (source) => (await import('./formats/yaml.ts')).readYaml(source) },
  json: { read: async (source) => (await import('./json.ts')).readJson(source) },
  dotenv: { read: async (source) => (await import('./dotenv.ts')).readDotenv(source) },
};
