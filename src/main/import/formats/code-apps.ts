import { base32 } from '../../../shared/base32.ts';
import type { Reading, Source } from '../entry.ts';
import { type Json, Members, parseJson, parseObject } from '../json-tree.ts';
import { memberOf } from '../member-of.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { andOtpBytes, protonCodesText, stratumBytes } from './code-apps-locked.ts';
import { draftOfCode, readingOf, withIconTold } from './codes.ts';
import { refuseNewer } from './newer.ts';

/** andOTP's list; Raivo's is one of the same kind. */
export async function readAndOtp(source: Source): Promise<Reading> {
  const all = objects(parseJson(decodeText(await andOtpBytes(source))));
  return readingOf(all, (one) => {
    const [issuer, label] = [one.text('issuer'), one.text('label') || one.text('account')];
    // Older files have both in the label.
    const [, before = '', after = label] = issuer === '' ? (/^(.*?)(?: - |:)(.*)$/.exec(label) ?? []) : [];
    one.drop('thumbnail', 'last_used', 'used_frequency', 'iconType', 'iconValue');
    return draftOfCode({
      id: `${issuer} ${label}`,
      kind: one.text('type') || one.text('kind'),
      secret: one.text('secret'),
      issuer: issuer || before,
      account: after,
      algorithm: one.text('algorithm'),
      digits: one.text('digits'),
      period: one.text('period') || one.text('timer'),
      counter: one.text('counter'),
      tags: one.texts('tags'),
      favourite: one.isTrue('pinned'),
      rest: one,
    });
  });
}

const stratumKinds: Readonly<Record<string, string>> = {
  1: 'hotp',
  2: 'totp',
  3: 'motp',
  4: 'steam',
  5: 'yaotp',
};
const stratumHashes = ['SHA1', 'SHA256', 'SHA512'];

/** A backup of Stratum, which was Authenticator Pro. */
export async function readStratum(source: Source): Promise<Reading> {
  const root = parseObject(decodeText(await stratumBytes(source)));
  const categories = new Map(root.list('Categories').map((one) => [one.text('Id'), one.text('Name')]));
  const tags = new Map<string, string[]>();
  for (const one of root.list('AuthenticatorCategories')) {
    const secret = one.text('AuthenticatorSecret');
    tags.set(secret, [...(tags.get(secret) ?? []), categories.get(one.text('CategoryId')) ?? '']);
  }
  return readingOf(root.list('Authenticators'), (one) => {
    // The others are pictures of the app's own.
    const hasIcon = one.text('Icon').startsWith('@');
    one.drop('CopyCount', 'Ranking', 'LastUsed');
    const secret = one.text('Secret');
    const kind = one.text('Type');
    const draft = draftOfCode({
      id: `${one.text('Issuer')} ${one.text('Username')}`,
      kind: memberOf(stratumKinds, kind) ?? refuse('newer-version', { version: Number(kind) }),
      secret,
      issuer: one.text('Issuer'),
      account: one.text('Username'),
      algorithm: stratumHashes[Number(one.text('Algorithm'))] ?? '',
      digits: one.text('Digits'),
      period: one.text('Period'),
      counter: one.text('Counter'),
      pin: one.text('Pin'),
      tags: tags.get(secret) ?? [],
      rest: one,
    });
    return withIconTold(draft, hasIcon);
  });
}

/** A backup of FreeOTP+: secrets are lists of signed bytes. */
export function readFreeOtp({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  return readingOf(root.list('tokens'), (one) => {
    const issuer = one.text('issuerAlt') || one.text('issuerExt') || one.text('issuerInt');
    const isSteam = one.text('issuerExt') === 'Steam';
    const hasIcon = one.text('image') + one.text('imageAlt') !== '';
    one.drop('issuerInt', 'issuerExt');
    const account = one.text('labelAlt') || one.text('label');
    const type = one.text('type') || 'totp';
    const draft = draftOfCode({
      id: `${issuer} ${one.text('label')}`,
      // It has no kind of its own: codes of that issuer have five letters.
      kind: isSteam && one.text('digits') === '5' ? 'steam' : type,
      secret: base32(Uint8Array.from(one.texts('secret'), (byte) => Number(byte) & 0xff)),
      issuer,
      account,
      algorithm: one.text('algo'),
      digits: one.text('digits'),
      period: one.text('period'),
      counter: one.text('counter'),
      rest: one,
    });
    return withIconTold(draft, hasIcon);
  });
}

/** Codes of Proton Authenticator: addresses, with a note and a name of their own. */
export async function readProtonCodes(source: Source): Promise<Reading> {
  const root = parseObject(await protonCodesText(parseObject(decodeText(source.bytes)), source));
  return readingOf(root.list('entries'), (entry) => {
    const content = entry.inner('content');
    const uri = content.text('uri');
    const { issuer, account } = partsOf(uri);
    const name = content.text('name');
    content.drop('entry_type');
    const draft = draftOfCode({
      id: entry.text('id'),
      secret: '',
      uri,
      issuer,
      title: issuer || name || account,
      account: account || name,
      notes: entry.text('note'),
      rest: entry,
    });
    return draft.add('name', [issuer, account].includes(name) || account === '' ? '' : name);
  });
}

/** LastPass Authenticator's backup. */
export function readLastPassCodes({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  refuseNewer(root, 3);
  const folders = new Map(root.list('folders').map((one) => [one.text('id'), one.text('name')]));
  return readingOf(root.list('accounts'), (one) => {
    const folder = folders.get(one.inner('folderData').text('folderId')) ?? '';
    const [issuer, account] = [one.text('issuerName'), one.text('userName')];
    one.inner('folderData').drop('position');
    one.drop(
      'originalIssuerName',
      'originalUserName',
      'pushNotification',
      'creationTimestamp',
      'accountID',
      'lmiUserId',
      'backupInfo',
    );
    return draftOfCode({
      id: `${issuer} ${account}`,
      secret: one.text('secret'),
      issuer,
      account,
      algorithm: one.text('algorithm'),
      digits: one.text('digits'),
      period: one.text('timeStep'),
      favourite: one.isTrue('isFavorite'),
      folders: folder === '' || folder === 'Other Accounts' ? [] : [folder],
      rest: one,
    });
  });
}

/** Issuer and account of an otpauth address. */
export function partsOf(uri: string): { issuer: string; account: string; kind: string } {
  const [, kind = '', label = '', query = ''] =
    /^(?:otpauth:\/\/([^/]*)\/|motp:\/\/)([^?]*)(?:\?(.*))?$/i.exec(uri.trim()) ?? [];
  const [first, ...others] = decoded(label).split(':');
  const account = others.length > 0 ? others.join(':').trim() : (first ?? '');
  const issuer = new URLSearchParams(query).get('issuer') ?? '';
  return { issuer: issuer || (others.length > 0 ? (first ?? '') : ''), account, kind };
}

function decoded(text: string): string {
  try {
    // Some write a plus for a space; in an address of mail it is one.
    return decodeURIComponent(text.replace(/[+](?![^:?]*(@|%40))/g, '%20'));
  } catch {
    return text;
  }
}

function objects(json: Json): readonly Members[] {
  return Array.isArray(json) ? json.filter((one) => one instanceof Members) : refuse('malformed');
}
