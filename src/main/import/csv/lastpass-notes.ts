import type { FieldType } from '../../../shared/secret.ts';
import type { Draft } from '../draft.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';

/** Names of the fields of LastPass's own kinds of notes. */
const labels = new Set(
  [
    'Language,Bank Name,Account Type,Routing Number,Account Number,SWIFT Code,IBAN Number,Pin,Branch Address',
    'Branch Phone,Name on Card,Type,Number,Security Code,Start Date,Expiration Date,Title,First Name',
    'Middle Name,Last Name,Username,Gender,Birthday,Company,Address 1,Address 2,Address 3,City / Town,County',
    'State,Zip / Postal Code,Country,Timezone,Email Address,Phone,Evening Phone,Mobile Phone,Fax',
    'Alias,Hostname,Port,Database,SID,Password,Key,Bit Strength,Format,Passphrase,Private Key,Public Key,Date',
    'License Class,Name,Address,City / Town,ZIP / Postal Code,Date of Birth,Sex,Height,Issuing Authority',
    'Nationality,Issued Date,Place of Birth,Policy Type,Policy Number,Group ID,Member Name,Member ID',
    'Company Phone,Physician Name,Physician Phone,Physician Address,Co-pay,Organization,Membership Number,Member Name',
    'Website,SMTP Server,SMTP Port,Server,License Key,Licensee,Version,Publisher,Support Email,Price',
    'Purchase Date,Order Number,Number of Licenses,Order Total,SSID,Connection Type,Connection Mode',
    'Authentication,Encryption,Use 802.1X,FIPS Mode,Key Type,Protected,Key Index,Company,URL,Expiration,Effective Date',
    'Agent Name,Agent Phone,Reward Number,Telephone,Issue Date,Notes',
  ].flatMap((line) => line.split(',')),
);
const hidden =
  /passw|passphrase|(?<!postal )code|pin$|^number$|number$|private key|license key|(?<!public )key$/i;

/**
 * A note of one of LastPass's kinds is `NoteType:KIND` and a `Name:value` a line. Its fields become
 * fields; a value may go over several lines.
 */
export function lastPassNote(draft: Draft, text: string): boolean {
  const lines = text.split(/\r?\n/);
  const [, kind] = /^NoteType:(.*)$/.exec(lines[0] ?? '') ?? [];
  if (kind === undefined) return false;
  const isOwn = kind.startsWith('Custom');
  const fields: [name: string, value: string][] = [];
  for (const line of lines.slice(1)) {
    const [, name = '', value = ''] = /^([^:]{1,80}):(?!\/\/)(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    const isField = name !== '' && last?.[0] !== 'Notes' && (isOwn || labels.has(name));
    // A day that nobody chose is its separators alone.
    const said = /^,+$/.test(value) ? '' : value;
    if (isField || last === undefined) fields.push(isField ? [name, said] : ['Notes', line]);
    else last[1] += `\n${line}`;
  }
  draft.add('note type', kind);
  for (const [name, value] of fields)
    if (name === 'Private Key' || name === 'Password')
      draft.add(name === 'Password' ? 'password' : 'private-key', value, 'secret');
    else if (name === 'Username') draft.add('username', value);
    else if (name === 'Title') draft.add('salutation', value);
    else if (name !== 'Notes') {
      const { number, country } = phoneOf(value);
      draft.part(name === 'Number' && cards.test(kind) ? 'card-number' : name, number, typeOf(name, isOwn));
      draft.add(`${name}: country`, country);
    }
  draft.add('notes', fields.find(([name]) => name === 'Notes')?.[1] ?? '', 'note');
  return true;
}

const cards = /^(Credit Card|American Express|MasterCard|VISA)$/i;

/** A note does not say which fields of the person's own are hidden. */
function typeOf(name: string, isOwn: boolean): FieldType {
  if (/^(website|url)$/i.test(name)) return 'url';
  return hidden.test(name) || (isOwn && name !== 'Language') ? 'secret' : 'text';
}

/** A phone's number with what else there is of it stands there as JSON. */
function phoneOf(text: string): { number: string; country: string } {
  const phone = /^\{"num":/.test(text) ? jsonOr(text) : undefined;
  if (!(phone instanceof Members)) return { number: text, country: '' };
  const [number, extension] = [phone.text('num'), phone.text('ext')];
  return { number: extension === '' ? number : `${number} ext. ${extension}`, country: phone.text('cc3l') };
}
