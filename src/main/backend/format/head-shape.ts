import type { Head } from './manifest.ts';
import { isTerm } from './shapes.ts';

/** So many keys no vault has: one a day would take 180 years. */
const mostKeys = 65_536;
const key = /^[\w-]{43}$/;
const hash = /^[0-9a-f]{64}$/;

/** Whether the parts of a head fit each other, beside each having its type. */
export function fitsTogether({ address, ring, drafts = [], pages, audit, settings, ...head }: Head): boolean {
  const terms = new Set(ring.map(({ term }) => term));
  const isKnown = (ref: readonly unknown[] | null) => ref === null || terms.has(ref[1] as number);
  return (
    key.test(address) &&
    ring.length > 0 &&
    ring.length <= mostKeys &&
    terms.size === ring.length &&
    ring.every((one) => isTerm(one.term) && key.test(one.key)) &&
    drafts.length <= mostKeys &&
    drafts.every((one) => isTerm(one.term) && key.test(one.key) && !terms.has(one.term)) &&
    (head.renewal === undefined || terms.has(head.renewal.term)) &&
    coverAll(pages.map(([bits]) => bits)) &&
    new Set(pages.map(([, id]) => id)).size === pages.length &&
    pages.every(([, , term]) => terms.has(term)) &&
    [head.policies, head.clients, head.garbage.candidates, ...audit.pages].every(isKnown) &&
    hash.test(audit.tip) &&
    (audit.cut === undefined || (hash.test(audit.cut.tip) && audit.cut.count <= audit.count)) &&
    new Set(settings.map(([name]) => name)).size === settings.length
  );
}

/** Whether each address starts with the bits of exactly one page; there may be no page at all. */
function coverAll(all: readonly string[]): boolean {
  if (all.length === 0) return true;
  const sorted = [...all].sort();
  // A page that another begins with stands right before it, and halves of halves sum up to the whole.
  let share = 0n;
  for (const [i, bits] of sorted.entries()) {
    const before = sorted[i - 1];
    if (!/^[01]{0,64}$/.test(bits) || (before !== undefined && bits.startsWith(before))) return false;
    share += 1n << BigInt(64 - bits.length);
  }
  return share === 1n << 64n;
}
