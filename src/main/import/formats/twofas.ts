import type { Reading, Source } from '../entry.ts';
import { type Json, Members, parseJson, parseObject } from '../json-tree.ts';
import { derived, gcmOpen } from '../locked.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { draftOfCode, readingOf } from './codes.ts';
import { refuseNewer } from './newer.ts';

/** Schema 4 is the newest that is known. */
const newest = 4;
const rounds = 10_000;

/** A backup of 2FAS, in the clear or locked with its password. */
export async function readTwoFas(source: Source): Promise<Reading> {
  const root = parseObject(decodeText(source.bytes));
  refuseNewer(root, newest, 'schemaVersion');
  const sealed = root.text('servicesEncrypted');
  const services = sealed === '' ? root.list('services') : objects(await open(sealed, source));
  const groups = new Map(root.list('groups').map((one) => [one.text('id'), one.text('name')]));
  return readingOf(services, (service) => {
    const otp = service.inner('otp');
    const group = groups.get(service.text('groupId')) ?? '';
    const name = service.text('name');
    const issuer = otp.text('issuer');
    const known = otp.text('account');
    // Mostly it is the account once more, with whose it is before it.
    const label = withoutPrefix(otp.text('label'), issuer || name);
    const icon = service.inner('icon');
    const letters = icon.inner('label').text('text');
    // Where it has no picture of a program, the app itself takes the first letters of the name.
    const isOwnIcon = icon.text('selected') === 'Label' && !isBeginning(letters, name);
    const hasBadge = !/^(|Default)$/.test(service.inner('badge').text('color'));
    const code = {
      // Older files do not say the kind; the service's own type is whose account it is.
      kind: otp.text('tokenType') || 'totp',
      secret: service.text('secret'),
      issuer: issuer === '' ? name : issuer,
      account: known || (label === name || label === issuer ? '' : label),
      algorithm: otp.text('algorithm'),
      digits: otp.text('digits'),
      period: otp.text('period'),
      counter: otp.text('counter'),
    };
    otp.drop('source', 'link');
    service.drop('type', 'serviceTypeID');
    const updated = timeOf(service.text('updatedAt'));
    service.drop('order', 'icon', 'badge');
    const folders = group === '' ? [] : [group];
    const draft = draftOfCode({
      ...code,
      id: `${name} ${code.account}`,
      title: name || code.issuer,
      folders,
      rest: service,
    });
    draft.changed = updated;
    if (!label.endsWith(code.account)) draft.add('label', label);
    const losses = [
      ...(isOwnIcon ? (['own-icon'] as const) : []),
      ...(hasBadge ? (['colours'] as const) : []),
    ];
    return losses.length === 0 ? draft : draft.note({ reason: 'left-out', losses });
  });
}

function isBeginning(letters: string, name: string): boolean {
  return name.slice(0, letters.length).toUpperCase() === letters.toUpperCase();
}

function withoutPrefix(label: string, issuer: string): string {
  return label.startsWith(`${issuer}:`) ? label.slice(issuer.length + 1).trim() : label;
}

/** `data:salt:nonce`, each base64. */
async function open(text: string, { password }: Source): Promise<Json> {
  const [sealed, salt, nonce] = text.split(':').map((part) => Buffer.from(part, 'base64'));
  if (sealed === undefined || salt === undefined || nonce === undefined)
    return refuse('malformed', { part: 'header' });
  if (password === undefined) refuse('wrong-password');
  const key = await derived({ kind: 'pbkdf2', hash: 'sha256', rounds }, password, salt);
  const opened = gcmOpen(key, nonce, sealed) ?? refuse('wrong-password');
  return parseJson(Buffer.from(opened).toString('utf8'));
}

function objects(json: Json): readonly Members[] {
  return Array.isArray(json) ? json.filter((one) => one instanceof Members) : refuse('malformed');
}
