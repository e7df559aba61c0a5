// Written from docs/format.md alone: node:crypto, Argon2, SQLite, X-Wing put together here from
// ML-KEM-768 and X25519, and a SLIP-39 written from its own specification, nothing else of
// src/main. It is a check on that page.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import { hashRaw } from '@node-rs/argon2';
import Database from 'better-sqlite3';
import { combineSlip39 } from '../../recovery/testing/slip39-spec.ts';

type Fields = [name: string, type: string, value: string][];
export interface Slot {
  id: string;
  kind: string;
  kdf: { memoryKiB: number; passes: number; lanes: number; salt: string };
  public: string;
  encapsulated: string;
  wrapped: string;
}
export interface StoredHead {
  address: string;
  ring: { term: number; key: string }[];
  settings: [name: string, value: string][];
  renewal?: { term: number };
  garbage: { candidates: unknown };
  pages: [bits: string, id: string, term: number, entries: number][];
  policies: [id: string, term: number] | null;
  audit: Chain;
  device?: string;
  devices?: {
    id: string;
    name: string;
    revision?: number;
    mark?: string;
    stamp: number;
    seen: number;
    gone?: number;
    audit?: Chain;
  }[];
}
interface Chain {
  count: number;
  tip: string;
  pages: [id: string, term: number, entries: number][];
  cut?: { count: number; tip: string };
}
interface AuditLine {
  index: number;
  time: number;
  client: string;
  action: string;
  path?: string;
  outcome: string;
  count?: number;
  hash: string;
}
interface StoredPerson {
  name: string;
  added?: number;
  by?: string;
}
interface StoredAttachment {
  key: string;
  size: number;
  digest: string;
}
interface StoredEntry {
  path: string;
  fields: [name: string, type: string, value?: string][];
  events?: {
    at: number;
    by?: string;
    moved?: [before: string, after: string];
    tags?: { added: string[]; removed: string[] };
    custom?: [key: string, before: string | null, after: string | null][];
    rules?: [name: string, before: unknown, after: unknown][];
  }[];
  versions: {
    n: number;
    expires?: number;
    deleted?: number;
    attachments?: StoredAttachment[];
    id?: string;
    term?: number;
  }[];
}

/** Opens vaults of format 1 and reads secrets; throws on anything that does not fit the page. */
export class IndependentReader {
  readonly #objects: Map<string, Buffer>;
  readonly #vault: string;
  readonly #head: StoredHead;
  readonly #slots: readonly Slot[];

  private constructor(
    objects: Map<string, Buffer>,
    { vault, slots }: { vault: string; slots: readonly Slot[] },
    head: StoredHead,
  ) {
    this.#objects = objects;
    this.#vault = vault;
    this.#slots = slots;
    this.#head = head;
  }

  static open(file: string, passphrase: string, keyFile?: Uint8Array): Promise<IndependentReader> {
    return IndependentReader.#read(file, (slots, vault) => unwrap(slots, vault, passphrase, keyFile));
  }

  /** With the words of T sheets of the recovery set. */
  static openWithSheets(file: string, sheets: readonly string[][]): Promise<IndependentReader> {
    return IndependentReader.#read(file, async (slots, vault) => unwrapWithSheets(slots, vault, sheets));
  }

  static async #read(
    file: string,
    rootKey: (slots: Slot[], vault: string) => Promise<Buffer>,
  ): Promise<IndependentReader> {
    const db = new Database(file, { readonly: true });
    const newest = db.prepare('SELECT revision, bytes FROM manifests ORDER BY revision DESC LIMIT 1').get();
    const { revision, bytes } = newest as { revision: number; bytes: Buffer };
    const rows = db.prepare('SELECT hex(id) AS id, bytes FROM objects').all() as {
      id: string;
      bytes: Buffer;
    }[];
    db.close();
    const objects = new Map(rows.map((row) => [row.id.toLowerCase(), row.bytes]));
    return IndependentReader.read(objects, revision, bytes, rootKey);
  }

  /** 3. The manifest of this revision, and objects by their ids. */
  static async read(
    objects: Map<string, Buffer>,
    revision: number,
    bytes: Buffer,
    rootKey: (slots: Slot[], vault: string) => Promise<Buffer>,
  ): Promise<IndependentReader> {
    if (bytes.subarray(0, 8).toString('latin1') !== 'HOLDFAST') throw new Error('magic');
    if (!sha256(bytes.subarray(0, -32)).equals(bytes.subarray(-32))) throw new Error('checksum');
    const end = 12 + bytes.readUInt32BE(8);
    const headerBytes = bytes.subarray(12, end);
    const header = JSON.parse(headerBytes.toString('utf8')) as {
      format: number;
      vault: string;
      slots: Slot[];
    };
    const root = await rootKey(header.slots, header.vault);
    const aad = `holdfast/1/head\n${header.vault}\n${revision}\n${sha256(headerBytes).toString('hex')}`;
    const head = open(derive(root, header.vault, 'head'), aad, bytes.subarray(end, -32));
    return new IndependentReader(objects, header, JSON.parse(head.toString('utf8')) as StoredHead);
  }

  /** 6. */
  get head(): StoredHead {
    return this.#head;
  }

  /**
   * 21. The people who open the vault, by the order of their slots, and the names of those who are
   *     invited.
   */
  people(): { people: (StoredPerson | undefined)[]; invited: string[] } {
    const settings = new Map(this.#head.settings);
    const stored = (name: string) => {
      const text = settings.get(name);
      return text === undefined ? undefined : (JSON.parse(text) as StoredPerson);
    };
    const own = this.#slots.filter(({ kind }) => /^passphrase(-and-file)?$/.test(kind));
    const invited = [...settings.keys()].filter((name) => name.startsWith('invitation/'));
    return {
      people: own.map(({ id }) => stored(`person/${id}`)),
      invited: invited.map((name) => stored(name)?.name ?? ''),
    };
  }

  /**
   * A version's fields, the current one's where none is named; `undefined` where there is none, or
   * it is deleted or has expired.
   */
  get(path: string, wanted?: number, now = Date.now()): Fields | undefined {
    const entry = this.entry(path);
    const found = entry?.versions.findLast(({ n, id }) =>
      wanted === undefined ? id !== undefined : n === wanted,
    );
    if (found?.id === undefined || found.term === undefined) return undefined;
    if (found.deleted !== undefined || (found.expires ?? Number.POSITIVE_INFINITY) <= now) return undefined;
    return (this.#object('version', found.id, found.term) as { fields: Fields }).fields;
  }

  /** 19. The bytes of a field of the type `attachment`. */
  file(path: string, field: string, wanted?: number): Buffer {
    const value = this.get(path, wanted)?.find(
      ([name, type]) => name === field && type === 'attachment',
    )?.[2];
    const version = this.entry(path)?.versions.findLast(({ n, id }) =>
      wanted === undefined ? id !== undefined : n === wanted,
    );
    const found = version?.attachments?.find(({ size, digest }) => `${size} ${digest}` === value);
    if (found === undefined) throw new Error(`no attachment ${field}`);
    const file = openFile(found, this.#vault, this.#objects);
    if (sha256(file).toString('hex') !== found.digest) throw new Error(`digest of ${field}`);
    return file;
  }

  /** What the index holds of a secret. */
  entry(path: string): StoredEntry | undefined {
    const address = derive(Buffer.from(this.#head.address, 'base64url'), this.#vault, 'address');
    const mac = createHmac('sha256', address).update(path.normalize('NFC'), 'utf8').digest();
    const bits = [...mac.subarray(0, 8)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const pages = this.#head.pages.filter(([prefix]) => bits.startsWith(prefix));
    if (pages.length > 1) throw new Error('two pages for one address');
    return pages.flatMap((page) => this.#page(page)).find((found) => found.path === path.normalize('NFC'));
  }

  /** 7. The policy object. */
  policies(): { policies: { name: string; createdAt: number; updatedAt: number }[] } {
    const [id = '', term = 0] = this.#head.policies ?? [];
    return this.#object('policy', id, term) as ReturnType<IndependentReader['policies']>;
  }

  paths(): string[] {
    return this.#head.pages.flatMap((page) => this.#page(page)).map((entry) => entry.path);
  }

  /**
   * 9. The audit's entries, in order; throws where the chain does not hold from what was cut to the
   *    head's tip.
   */
  audit(): AuditLine[] {
    return this.#chain(this.#head.audit);
  }

  /** 20. The entries of every other line's chain, by the line's id. */
  otherAudits(): Map<string, AuditLine[]> {
    const { devices = [] } = this.#head;
    return new Map(devices.flatMap(({ id, audit }) => (audit ? [[id, this.#chain(audit)] as const] : [])));
  }

  #chain({ count, tip, pages, cut = { count: 0, tip: '0'.repeat(64) } }: Chain): AuditLine[] {
    let last = { index: cut.count, hash: cut.tip };
    const lines = pages.flatMap(([id, term, entries]) => {
      const page = (this.#object('audit', id, term) as { entries: AuditLine[] }).entries;
      if (page.length !== entries) throw new Error(`entries of ${id}`);
      return page;
    });
    for (const line of lines) {
      const hash = sha256(Buffer.from(`${last.hash}\n${auditJson(line)}`, 'utf8')).toString('hex');
      if (hash !== line.hash || line.index !== last.index + 1) throw new Error(`audit entry ${line.index}`);
      last = line;
    }
    if (last.hash !== tip || last.index !== count) throw new Error('audit tip');
    return lines;
  }

  #page([, id, term]: StoredHead['pages'][number]): StoredEntry[] {
    return (this.#object('page', id, term) as { entries: StoredEntry[] }).entries;
  }

  #object(kind: string, id: string, term: number): unknown {
    const key = this.#head.ring.find((data) => data.term === term)?.key;
    const sealed = this.#objects.get(id);
    if (key === undefined || sealed === undefined) throw new Error(`object ${id}`);
    const aad = `holdfast/1/object\n${this.#vault}\n${kind}\n${id}\n${term}`;
    const plain = open(derive(Buffer.from(key, 'base64url'), this.#vault, `object/${kind}`), aad, sealed);
    if (!isPadme(plain.length)) throw new Error(`length of ${id}`);
    return JSON.parse(plain.toString('utf8'));
  }
}

/** 19. A file, put together from its chunks. */
export function openFile(
  { key, size }: Pick<StoredAttachment, 'key' | 'size'>,
  vault: string,
  objects: ReadonlyMap<string, Buffer>,
): Buffer {
  const sealing = derive(Buffer.from(key, 'base64url'), vault, 'object/attachment');
  const ids = derive(Buffer.from(key, 'base64url'), vault, 'attachment/id');
  const length = padme(size);
  const count = Math.ceil(length / 1_048_576);
  const chunks = Array.from({ length: count }, (_, i) => {
    const id = createHmac('sha256', ids).update(String(i)).digest().subarray(0, 16).toString('hex');
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(i, 5, 6);
    nonce[11] = i === count - 1 ? 1 : 0;
    const sealed = objects.get(id);
    if (sealed === undefined) throw new Error(`chunk ${id}`);
    const cipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: 16 });
    cipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  });
  const whole = Buffer.concat(chunks);
  if (whole.length !== length) throw new Error('length of a file');
  return whole.subarray(0, size);
}

function padme(length: number): number {
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(length / step) * step;
}

/** `keyFile`: the whole content of one. */
async function unwrap(
  slots: Slot[],
  vault: string,
  passphrase: string,
  keyFile?: Uint8Array,
): Promise<Buffer> {
  const wanted = keyFile === undefined ? 'passphrase' : 'passphrase-and-file';
  const opened: Buffer[] = [];
  for (const slot of slots.filter(({ kind }) => kind === wanted)) {
    const secret = await holderSecret(slot.kdf, vault, passphrase, keyFile);
    try {
      opened.push(unwrapRootKey(slot, vault, secret));
    } catch {
      // Another person's slot.
    }
  }
  const [rootKey] = opened;
  if (rootKey === undefined) throw new Error('no passphrase slot opens');
  return rootKey;
}

async function holderSecret(
  kdf: Slot['kdf'],
  vault: string,
  passphrase: string,
  keyFile?: Uint8Array,
): Promise<Buffer> {
  const { memoryKiB, passes, lanes, salt } = kdf;
  const output = await hashRaw(Buffer.from(passphrase.normalize('NFC'), 'utf8'), {
    algorithm: 2,
    version: 1,
    salt: Buffer.from(salt, 'base64url'),
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
  });
  const both = keyFile && Buffer.concat([output, sha256(keyFile)]);
  return both ? derive(both, vault, 'slot/key-file') : output;
}

/** The root key in a security key's slot; `given`: what the key gave for its salt. */
export function unwrapWithKey(slot: Omit<Slot, 'kdf'>, vault: string, given: Uint8Array): Buffer {
  return openSlot(slot, vault, derive(Buffer.from(given), vault, 'slot/security-key')).rootKey;
}

// 13. Recovery sets
function unwrapWithSheets(slots: Slot[], vault: string, sheets: readonly string[][]): Buffer {
  const slot = slots.find(({ kind }) => kind === 'recovery');
  if (slot === undefined) throw new Error('no recovery slot');
  const secret = Buffer.from(combineSlip39(sheets));
  return unwrapRootKey(slot, vault, secret);
}

// 4. Recipients
function unwrapRootKey(slot: Slot, vault: string, secret: Buffer): Buffer {
  return openSlot(slot, vault, secret).rootKey;
}

/** The root key that a slot wraps, and what lies on the way to it. */
export function openSlot(slot: Omit<Slot, 'kdf'>, vault: string, secret: Buffer) {
  const encapsulated = Buffer.from(slot.encapsulated, 'base64url');
  const seed = derive(secret, vault, 'slot/seed');
  const { publicKey, shared } = xwing(seed, encapsulated);
  if (publicKey.toString('base64url') !== slot.public) throw new Error('public key');
  const psk = derive(secret, vault, 'slot/psk');
  const { aad, key } = wrapping(slot, vault, { publicKey, encapsulated, shared, psk });
  return { seed, psk, shared, aad, key, rootKey: open(key, aad, Buffer.from(slot.wrapped, 'base64url')) };
}

/** Another root key wrapped to a slot by who knows its pre-shared key. */
export function rewrapSlot<T extends Omit<Slot, 'kdf'>>(
  slot: T,
  vault: string,
  { rootKey, psk, random, nonce }: Record<'rootKey' | 'psk' | 'random' | 'nonce', Buffer>,
): T {
  const publicKey = Buffer.from(slot.public, 'base64url');
  const { encapsulated, shared } = xwingTo(publicKey, random);
  const { aad, key } = wrapping(slot, vault, { publicKey, encapsulated, shared, psk });
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const wrapped = Buffer.concat([nonce, cipher.update(rootKey), cipher.final(), cipher.getAuthTag()]);
  return {
    ...slot,
    encapsulated: encapsulated.toString('base64url'),
    wrapped: wrapped.toString('base64url'),
  };
}

function wrapping(
  { id, kind }: { id: string; kind: string },
  vault: string,
  { publicKey, encapsulated, shared, psk }: Record<'publicKey' | 'encapsulated' | 'shared' | 'psk', Buffer>,
): { aad: string; key: Buffer } {
  const hashes = [publicKey, encapsulated].map((one) => sha256(one).toString('hex'));
  const aad = ['holdfast/1/slot', vault, id, kind, ...hashes].join('\n');
  return { aad, key: derive(Buffer.concat([shared, psk]), vault, 'slot/wrap') };
}

// draft-connolly-cfrg-xwing-kem, 5: X25519 and SHAKE-256 are node's own.
function xwing(seed: Buffer, encapsulated: Buffer): { publicKey: Buffer; shared: Buffer } {
  const { kem, key, own } = pair(seed);
  const theirs = encapsulated.subarray(1088);
  const first = ml_kem768.decapsulate(encapsulated.subarray(0, 1088), kem.secretKey);
  const shared = combined(first, agreed(key, theirs), theirs, own);
  return { publicKey: Buffer.concat([kem.publicKey, own]), shared };
}

function pair(seed: Buffer) {
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest();
  const kem = ml_kem768.keygen(expanded.subarray(0, 64));
  const key = x25519(expanded.subarray(64));
  return { kem, key, own: publicOf(key) };
}

function xwingTo(publicKey: Buffer, random: Buffer): { encapsulated: Buffer; shared: Buffer } {
  const [kem, theirs] = [publicKey.subarray(0, 1184), publicKey.subarray(1184)];
  const first = ml_kem768.encapsulate(kem, random.subarray(0, 32));
  const key = x25519(random.subarray(32));
  const own = publicOf(key);
  const shared = combined(first.sharedSecret, agreed(key, theirs), own, theirs);
  return { encapsulated: Buffer.concat([first.cipherText, own]), shared };
}

function combined(first: Uint8Array, second: Uint8Array, ciphertext: Buffer, publicKey: Buffer): Buffer {
  const label = Buffer.from('5c2e2f2f5e5c', 'hex');
  const parts = [first, second, ciphertext, publicKey, label];
  return createHash('sha3-256').update(Buffer.concat(parts)).digest();
}

function x25519(key: Buffer): KeyObject {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), key]);
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

function publicOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}

function agreed(privateKey: KeyObject, theirs: Buffer): Buffer {
  const spki = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), theirs]);
  return diffieHellman({
    privateKey,
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  });
}

/** 21. The JSON text in a code with this mark. */
export function textOfCode(mark: string, code: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bare = code.replaceAll(/\s/g, '').toUpperCase();
  if (!bare.startsWith(mark)) throw new Error('mark');
  const bits = [...bare.slice(mark.length)]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const [text, check] = [bytes.subarray(0, -5), bytes.subarray(-5)];
  if (
    !sha256(Buffer.concat([Buffer.from(mark), text]))
      .subarray(0, 5)
      .equals(check)
  )
    throw new Error('check');
  return text.toString('utf8');
}

/**
 * 21. The pre-shared key in an answer, by the invitation's private key; throws where it was sealed
 *     to another.
 */
export function pskOfAnswer(text: string, privateKey: Buffer): Buffer {
  const answer = JSON.parse(text) as Record<'vault' | 'invitation' | 'public' | 'ephemeral' | 'psk', string>;
  const bytes = (name: keyof typeof answer) => Buffer.from(answer[name], 'base64url');
  const [invitation, ephemeral] = [bytes('invitation'), bytes('ephemeral')];
  const own = x25519(privateKey);
  if (!publicOf(own).equals(invitation)) throw new Error('invitation');
  const input = Buffer.concat([agreed(own, ephemeral), ephemeral, invitation]);
  const hashes = [invitation, bytes('public')].map((one) => sha256(one).toString('hex'));
  const aad = ['holdfast/1/answer', answer.vault, ...hashes].join('\n');
  return open(derive(input, answer.vault, 'answer/psk'), aad, bytes('psk'));
}

/** 4 and 21. What an answer must hold of a passphrase: its public key, and the pre-shared key. */
export async function partsOfPassphrase(
  { kdf, vault }: { kdf: Slot['kdf']; vault: string },
  passphrase: string,
): Promise<{ public: string; psk: Buffer }> {
  const secret = await holderSecret(kdf, vault, passphrase);
  const { kem, own } = pair(derive(secret, vault, 'slot/seed'));
  const publicKey = Buffer.concat([kem.publicKey, own]).toString('base64url');
  return { public: publicKey, psk: derive(secret, vault, 'slot/psk') };
}

/** 21. The words that stand for an answer; `list` is the EFF's. */
export async function wordsOfAnswer(text: string, list: readonly string[]): Promise<string> {
  const hash = await hashRaw(sha256(Buffer.from(text, 'utf8')), {
    algorithm: 2,
    version: 1,
    salt: Buffer.from('holdfast/1/words'),
    memoryCost: 65_536,
    timeCost: 3,
    parallelism: 4,
    outputLen: 32,
  });
  const number = BigInt(`0x${hash.toString('hex')}`);
  const digits = [5, 4, 3, 2, 1, 0].map((place) => (number / 7776n ** BigInt(place)) % 7776n);
  return digits.map((digit) => list[Number(digit)]).join(' ');
}

/**
 * 9. What the hash of an audit entry covers after the previous hash: put together by hand, as the
 *    page says it.
 */
export function auditJson(line: Omit<AuditLine, 'hash'>): string {
  const names = ['index', 'time', 'client', 'action', 'path', 'outcome', 'count'] as const;
  const members = names.flatMap((name) => {
    const value = line[name];
    return value === undefined ? [] : [`"${name}":${typeof value === 'number' ? value : jsonText(value)}`];
  });
  return `{${members.join(',')}}`;
}

const short: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function jsonText(text: string): string {
  const letters = [...text].map((one) => {
    const code = one.codePointAt(0) ?? 0;
    const isAlone = code >= 0xd800 && code <= 0xdfff;
    const long = code < 0x20 || isAlone ? `\\u${code.toString(16).padStart(4, '0')}` : one;
    return short[one] ?? long;
  });
  return `"${letters.join('')}"`;
}

function derive(key: Buffer, vault: string, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.from(vault, 'hex'), `holdfast/1/${label}`, 32));
}

function open(key: Buffer, aad: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function isPadme(length: number): boolean {
  if (length < 2) return true;
  const exponent = Math.floor(Math.log2(length));
  return length % 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1) === 0;
}
