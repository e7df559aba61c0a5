import { derive } from '../crypto/primitives.ts';
import { Head } from './head.ts';
import { joined } from './joined.ts';
import { Manifest } from './manifest.ts';
import { Secret } from './secret.ts';
import { type Json, object } from './shape.ts';
import type { Source } from './source.ts';
import { Damaged, type Lost, Trouble, tried } from './trouble.ts';
import type { Way } from './ways.ts';

/** The manifests of a source, the highest revision first. Throws Trouble. */
export async function manifestsOf(source: Source): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const stored of await source.manifests()) {
    try {
      found.push(new Manifest(stored));
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
    }
  }
  if (found.length === 0) throw new Trouble('no-manifest');
  return found.sort((a, b) => b.revision - a.revision);
}

/** An open vault: its newest heads, and what was found damaged. */
export class Vault {
  readonly heads: readonly Head[];
  readonly lost: Lost[] = [];

  private constructor(heads: readonly Head[]) {
    this.heads = heads;
  }

  /** `undefined`: the way in is wrong. Throws Trouble `head` where what it opens is damaged. */
  static async open(source: Source, manifests: readonly Manifest[], way: Way): Promise<Vault | undefined> {
    const [opened, waiting] = await openHeads(source, manifests, way);
    if (opened.length === 0) return undefined;
    const missed = await openEarlier(source, opened, waiting);
    const newest = opened.filter(
      (head, i) =>
        !opened.some(
          (other, k) => k !== i && other.includesHead(head) && !(head.includesHead(other) && i < k),
        ),
    );
    const vault = new Vault(newest);
    if (missed > 0) vault.lose({ what: 'device' });
    return vault;
  }

  get id(): string {
    return this.heads[0]?.vault ?? '';
  }

  /** Bytes of all that it was read from. */
  get size(): number {
    return this.heads[0]?.source.size ?? 0;
  }

  get revision(): number {
    return Math.max(...this.heads.map(({ revision }) => revision));
  }

  /** Every secret of which a version is left, in order of the paths; what cannot be read is noted in `lost`. */
  async secrets(): Promise<Secret[]> {
    const [only, ...others] = this.heads;
    const lost = () => this.lose({ what: 'page' });
    const found: Secret[] = [];
    if (only === undefined) return found;
    const each = others.length > 0 ? joined(this.heads, lost) : plain(only, lost);
    // Of what was destroyed wholly the entry alone is left: docs/format.md, 6.
    for await (const secret of each) if (secret.current !== undefined) found.push(secret);
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async records(kind: 'policy' | 'client', name: 'policies' | 'clients'): Promise<Json[]> {
    try {
      return (await this.heads[0]?.records(kind, name)) ?? [];
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.lose({ what: name });
      return [];
    }
  }

  async checkAudit(): Promise<void> {
    for (const head of this.heads)
      await head.checkAudit().catch((error) => {
        if (!(error instanceof Damaged)) throw error;
        this.lose({ what: 'audit' });
      });
  }

  /** Notes what cannot be read, once. */
  lose(lost: Lost): void {
    const name = JSON.stringify(lost);
    if (!this.lost.some((known) => JSON.stringify(known) === name)) this.lost.push(lost);
  }
}

async function openHeads(
  source: Source,
  manifests: readonly Manifest[],
  way: Way,
): Promise<[Head[], Manifest[]]> {
  const [opened, waiting]: [Head[], Manifest[]] = [[], []];
  let refused: unknown;
  for (const manifest of manifests) {
    try {
      const root = await way(manifest);
      const json = root && (await manifest.head(await derive(root, manifest.vault, 'head')));
      // The root key is authenticated by its slot: a head that it does not open is damaged.
      if (root !== undefined && json === undefined) throw new Trouble('head');
      if (json === undefined) waiting.push(manifest);
      else opened.push(headOf(source, manifest, json));
    } catch (error) {
      refused ??= error;
      waiting.push(manifest);
    }
  }
  if (opened.length === 0 && refused !== undefined) throw refused;
  return [opened, waiting];
}

/** A device that has not heard of a new root key still writes under an earlier one. */
async function openEarlier(source: Source, opened: Head[], waiting: readonly Manifest[]): Promise<number> {
  const keys = opened.flatMap((head) => head.earlier());
  let missed = 0;
  for (const manifest of waiting) {
    let json: Json | undefined;
    for (const key of keys) json ??= await manifest.head(key);
    if (json === undefined) missed += 1;
    else opened.push(headOf(source, manifest, json));
  }
  return missed;
}

function headOf(source: Source, manifest: Manifest, json: Json): Head {
  try {
    return new Head(source, manifest, json);
  } catch {
    throw new Trouble('head');
  }
}

async function* plain(head: Head, lost: () => void): AsyncGenerator<Secret> {
  const destroyed = new Set<string>();
  for await (const entry of head.entries(lost)) {
    const secret = tried(() => new Secret(head, object(entry), { destroyed }), lost);
    if (secret !== undefined) yield secret;
  }
}
