import type { Format } from './entry.ts';
import { type Member, type Shape, shapeOf } from './json-shape.ts';
import { refuse } from './refuse.ts';

/**
 * A program's export, known by keys that must be there: `a/b` is b in a, or in one of the first
 * objects of an array a; `*` is any key.
 */
interface Signature {
  readonly name: string;
  readonly keys: readonly string[];
  /** The text itself is an array. */
  readonly list?: boolean;
  /** What reads it; missing: nothing does. */
  readonly format?: Format;
  /** A password opens it. */
  readonly locked?: true;
}

const of = (name: string, ...keys: string[]): Signature => ({ name, keys });
const listOf = (name: string, ...keys: string[]): Signature => ({ name, keys, list: true });
const read = (format: Format, ...keys: string[]): Signature => ({ name: format, format, keys });
const readList = (format: Format, ...keys: string[]): Signature => ({ ...read(format, ...keys), list: true });
const locked = (format: Format, ...keys: string[]): Signature => ({ ...read(format, ...keys), locked: true });

/**
 * Exports that hold secrets under names which say nothing to a person, or encrypted. The first that
 * fits is told.
 */
const signatures: readonly Signature[] = [
  read('holdfast', 'holdfast=export', 'secrets'),
  locked('bitwarden', 'passwordProtected=true', 'encKeyValidation_DO_NOT_EDIT'),
  of('Bitwarden (encrypted)', 'encKeyValidation_DO_NOT_EDIT'),
  of('Bitwarden (encrypted)', 'encrypted=true', 'data'),
  of('Bitwarden (encrypted)', 'encrypted=true', 'items'),
  read('bitwarden', 'encrypted=false', 'items'),
  read('bitwarden', 'encrypted=false', 'folders'),
  read('bitwarden', 'encrypted=false', 'collections'),
  read('bitwarden', 'items/organizationId'),
  read('bitwarden', 'items/login/uris'),
  read('bitwarden', 'items/secureNote/type'),
  of('Passky', 'encrypted', 'passwords'),
  read('proton', 'vaults/*/items', 'version'),
  read('proton', 'vaults/*/display'),
  of('Proton Pass', 'vaults/items', 'userId'),
  read('proton', 'encrypted=false', 'vaults', 'userId', 'version'),
  read('proton-codes', 'entries/content/uri'),
  locked('proton-codes', 'version', 'salt=', 'content='),
  of('1Password', 'accounts/vaults'),
  of('1Password', 'securityContents'),
  of('1Password', 'overview/title', 'details'),
  listOf('1Password', 'id', 'title', 'vault/id', 'category'),
  of('1Password', 'id', 'title', 'vault/id', 'category'),
  read('enpass', 'items/template_type'),
  read('enpass', 'items/fields', 'items/category', 'items/title'),
  read('enpass', 'folders/parent_uuid', 'items'),
  // With nothing in it.
  read('enpass', 'folders=[]', 'items=[]'),
  locked('aegis', 'header/slots', 'db='),
  read('aegis', 'header', 'db/entries'),
  locked('2fas', 'servicesEncrypted=*'),
  read('2fas', 'services', 'schemaVersion'),
  read('2fas', 'services/otp'),
  readList('andotp', 'secret', 'digits', 'type', 'algorithm'),
  readList('andotp', 'secret', 'kind', 'timer'),
  locked('otpauth', 'encryptedData=', 'encryptionNonce=', 'kdfParams/salt='),
  of('Ente Auth (encrypted)', 'encryptedData', 'encryptionNonce'),
  read('stratum', 'Authenticators'),
  read('freeotp', 'tokens/secret', 'tokens/algo'),
  read('freeotp', 'tokens', 'tokenOrder'),
  read('lastpass-codes', 'accounts/secret', 'accounts/timeStep'),
  listOf('LastPass', 'fullname', 'group', 'last_modified_gmt'),
  of('Authy (encrypted)', 'authenticator_tokens'),
  read('dashlane', 'AUTHENTIFIANT'),
  read('dashlane', 'AUTHENTIFIANTS'),
  read('dashlane', 'SECURENOTE'),
  read('dashlane', 'PAYMENTMEANS_CREDITCARD'),
  read('keeper', 'records/$type'),
  read('keeper', 'records/custom_fields'),
  read('keeper', 'records/title', 'records/login_url'),
  read('keeper', 'shared_folders', 'records'),
  of('Password Boss', 'items/identifiers'),
  of('Psono', 'folders/items/website_password_title'),
  of('Psono', 'items/website_password_title'),
  of('Padloc (encrypted)', 'encryptedData', 'encryptionParams'),
  of('Standard Notes (encrypted)', 'items/enc_item_key'),
  of('Avast Passwords', 'logins/custName'),
  of('Firefox (encrypted)', 'logins/encryptedUsername'),
  of('F-Secure KEY', 'data/*/service', 'data/*/username'),
  listOf('Passman', 'vault_id', 'label'),
  listOf('Clipperz', 'currentVersion/fields'),
  of('SOPS (encrypted)', 'sops/mac'),
  read('kubernetes', 'apiVersion', 'kind=Secret'),
  read('kubernetes', 'apiVersion', 'kind=List', 'items/metadata'),
  read('kubernetes', 'apiVersion', 'kind=SecretList'),
  read('vault-kv', 'data/data', 'data/metadata', 'request_id'),
  read('vault-kv', 'data', 'lease_id', 'request_id'),
  read('gcp', 'type=service_account', 'private_key'),
  read('docker', 'auths'),
  read('docker', '*/auth', '*/email'),
  read('pass', 'passStore/path'),
  read('vault-mount', 'vaultMount/path'),
];

/** Whose export a JSON text of this shape is; `undefined`: nobody's that is known here. */
export function knownExport(shape: Shape): Pick<Signature, 'name' | 'format' | 'locked'> | undefined {
  return signatures.find((signature) => fits(shape, signature));
}

/** The program whose export it is, where nothing reads it. */
export function foreignExport(text: string): string | undefined {
  const shape = shapeOf(text);
  const known = shape && knownExport(shape);
  return known?.format === undefined ? known?.name : undefined;
}

/** Refuses a text that is another program's export: as plain JSON it would become nonsense. */
export function refuseForeign(text: string): void {
  const name = foreignExport(text);
  if (name === undefined) return;
  const program = name.replace(/ \(encrypted\)$/, '');
  refuse('foreign', { program, ...(program !== name && { isEncrypted: true }) });
}

function fits({ array, members }: Shape, { keys, list = false }: Signature): boolean {
  return array === list && keys.every((key) => isIn(members, key.split('/')));
}

function isIn(members: ReadonlyMap<string, Member>, [key = '', ...rest]: readonly string[]): boolean {
  const [name = '', value] = key.split('=');
  const found = name === '*' ? [...members.values()] : [members.get(name)];
  return found.some((member) => {
    if (member === undefined) return false;
    return rest.length === 0 ? isValue(member, value) : isIn(member.members, rest);
  });
}

/** `=x` is the value x, `=` any text, `=*` any text that is not empty, `=[]` a list without objects. */
function isValue({ kind, value, members }: Member, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === '[]') return kind === 'array' && members.size === 0;
  if (wanted === '*') return kind === 'text' && value !== '';
  return wanted === '' ? kind === 'text' : value === wanted;
}
