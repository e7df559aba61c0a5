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
}

const of = (name: string, ...keys: string[]): Signature => ({ name, keys });
const listOf = (name: string, ...keys: string[]): Signature => ({ name, keys, list: true });

/**
 * Exports that hold secrets under names which say nothing to a person, or encrypted. The first that
 * fits is told.
 */
const signatures: readonly Signature[] = [
  of('Bitwarden (encrypted)', 'encKeyValidation_DO_NOT_EDIT'),
  of('Bitwarden (encrypted)', 'encrypted=true', 'data'),
  of('Bitwarden (encrypted)', 'encrypted=true', 'items'),
  of('Bitwarden', 'encrypted=false', 'items'),
  of('Bitwarden', 'items/organizationId'),
  of('Bitwarden', 'items/login/uris'),
  of('Bitwarden', 'items/secureNote/type'),
  of('Passky', 'encrypted', 'passwords'),
  of('Proton Pass', 'vaults/*/items', 'version'),
  of('Proton Pass', 'vaults/items', 'userId'),
  of('Proton Pass', 'vaults/*/display'),
  of('Proton Authenticator', 'entries/content/uri'),
  of('Proton Authenticator (encrypted)', 'version', 'salt=', 'content='),
  of('1Password', 'accounts/vaults'),
  of('1Password', 'securityContents'),
  of('1Password', 'overview/title', 'details'),
  listOf('1Password', 'id', 'title', 'vault/id', 'category'),
  of('1Password', 'id', 'title', 'vault/id', 'category'),
  of('Enpass', 'items/template_type'),
  of('Enpass', 'items/fields', 'items/category', 'items/title'),
  of('Enpass', 'folders/parent_uuid', 'items'),
  of('Aegis (encrypted)', 'header/slots', 'db='),
  of('Aegis', 'header', 'db/entries'),
  of('2FAS (encrypted)', 'servicesEncrypted=*'),
  of('2FAS', 'services', 'schemaVersion'),
  of('2FAS', 'services/otp'),
  listOf('andOTP', 'secret', 'digits', 'type', 'algorithm'),
  listOf('Raivo OTP', 'secret', 'kind', 'timer'),
  of('Ente Auth (encrypted)', 'encryptedData', 'encryptionNonce'),
  of('Stratum (Authenticator Pro)', 'Authenticators'),
  of('FreeOTP', 'tokens/secret', 'tokens/algo'),
  of('FreeOTP', 'tokens', 'tokenOrder'),
  of('LastPass Authenticator', 'accounts/secret', 'accounts/timeStep'),
  listOf('LastPass', 'fullname', 'group', 'last_modified_gmt'),
  of('Authy (encrypted)', 'authenticator_tokens'),
  of('Dashlane', 'AUTHENTIFIANT'),
  of('Dashlane', 'AUTHENTIFIANTS'),
  of('Dashlane', 'SECURENOTE'),
  of('Dashlane', 'PAYMENTMEANS_CREDITCARD'),
  of('Keeper', 'records/$type'),
  of('Keeper', 'records/custom_fields'),
  of('Keeper', 'records/title', 'records/login_url'),
  of('Keeper', 'shared_folders', 'records'),
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
  of('Kubernetes', 'apiVersion', 'kind=Secret'),
  of('Kubernetes', 'apiVersion', 'items/kind=Secret'),
];

/** Whose export this JSON text is; `undefined`: nobody's that is known here. */
export function foreignExport(text: string): string | undefined {
  const shape = shapeOf(text);
  return shape && signatures.find((signature) => fits(shape, signature))?.name;
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

/** `=x` is the value x, `=` any text, `=*` any text that is not empty. */
function isValue({ kind, value }: Member, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === '*') return kind === 'text' && value !== '';
  return wanted === '' ? kind === 'text' : value === wanted;
}
