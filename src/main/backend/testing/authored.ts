import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { derive } from '../../crypto/derive.ts';
import { padJson } from '../../crypto/padding.ts';
import { secretKey } from '../../crypto/primitives.ts';
import { seal } from '../../crypto/seal.ts';
import type { Ref } from '../format/entry.ts';
import type { Head, Header } from '../format/head-shape.ts';
import { Keyring } from '../format/keyring.ts';
import { openHead, parseManifest, sealManifest } from '../format/manifest.ts';
import { objectAad } from '../format/object-aad.ts';
import type { ObjectKind } from '../format/object-kind.ts';
import { parsePage } from '../format/page.ts';
import { testKey } from './harness.ts';
import type { Disk } from './memory-store.ts';

/** One plaintext of a vault: what was sealed, and how to seal another in its place. */
export interface Part {
  readonly name: string;
  readonly text: string;
  replace(disk: Disk, text: string): void;
}

/** Everything that was sealed into a test vault, as somebody with its keys sees it. */
export function partsOf(disk: Disk): Part[] {
  const revision = Math.max(...disk.manifests.keys());
  const bytes = disk.manifests.get(revision) as Uint8Array;
  const manifest = parseManifest(bytes);
  const { header } = manifest;
  const key = derive(testKey(), Buffer.from(header.vault, 'hex'), 'head');
  const head = openHead(key, manifest, revision);
  const keys = Keyring.fromHead(header.vault, head);
  const part = (kind: ObjectKind, ref: Ref): Part => {
    const text = JSON.stringify(keys.open(kind, ref, disk.objects.get(ref.id) as Uint8Array));
    return {
      name: kind,
      text,
      replace: (to, next) => to.objects.set(ref.id, sealed(header.vault, head, { kind, ref }, next)),
    };
  };
  const one = (kind: ObjectKind, pair: readonly [string, number] | null | undefined) =>
    pair ? [part(kind, { id: pair[0] as ObjectId, term: pair[1] })] : [];
  const pages = head.pages.flatMap(([, id, term]) => one('page', [id, term]));
  const versions = pages.flatMap(({ text }) =>
    [...parsePage(JSON.parse(text)).values()].flatMap((entry) =>
      entry.versions.flatMap(({ ref }) => (ref === undefined ? [] : [part('version', ref)])),
    ),
  );
  const put = (to: Disk, { header: h = header, text }: { header?: Header; text: string }) =>
    to.manifests.set(revision, sealManifest(key, h, revision, text));
  return [
    { name: 'head', text: JSON.stringify(head), replace: (to, text) => put(to, { text }) },
    {
      name: 'header',
      text: JSON.stringify(header),
      // What is not even an object has no manifest to stand in.
      replace: (to, text) =>
        put(to, { header: { ...header, ...parsedObject(text) }, text: JSON.stringify(head) }),
    },
    ...head.settings.map(
      ([name, value], at): Part => ({
        name: `setting ${name}`,
        text: value,
        replace: (to, next) => {
          const settings = head.settings.map((pair, i) => (i === at ? [name, next] : pair));
          put(to, { text: JSON.stringify({ ...head, settings }) });
        },
      }),
    ),
    ...pages,
    ...versions,
    ...one('policy', head.policies),
    ...one('client', head.clients),
    ...one('garbage', head.garbage.candidates),
    ...head.audit.pages.flatMap(([id, term]) => one('audit', [id, term])),
  ];
}

function sealed(
  vault: string,
  head: Head,
  { kind, ref }: { kind: ObjectKind; ref: Ref },
  text: string,
): Sealed {
  const data = head.ring.find(({ term }) => term === ref.term)?.key ?? '';
  const key = derive(secretKey(Buffer.from(data, 'base64url')), Buffer.from(vault, 'hex'), `object/${kind}`);
  return seal(key, objectAad(vault, kind, ref.id, ref.term), padJson(text));
}

function parsedObject(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}
