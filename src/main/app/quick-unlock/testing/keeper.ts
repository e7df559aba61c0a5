import { describe, expect, it } from 'vitest';
import type { KeyKeeper } from '../means.ts';

/** What every keeper of a key does. */
export function describeKeeper(name: string, make: () => { readonly keeper: KeyKeeper }): void {
  describe(name, () => {
    const secret = new Uint8Array(32).map((_, i) => 200 + i);

    it('gives back what it was given, again and again, in bytes of the caller’s own', () => {
      const { keeper } = make();
      expect(keeper.fault()).toBeUndefined();
      const kept = keeper.put(secret, 600);
      kept.read()?.fill(0);
      expect(kept.read()).toEqual(secret);
      kept.drop();
    });

    it('has nothing once that was dropped, and dropping twice is nothing', () => {
      const kept = make().keeper.put(secret, 600);
      kept.drop();
      expect(kept.read()).toBeUndefined();
      kept.drop();
      expect(kept.read()).toBeUndefined();
    });

    it('keeps several apart', () => {
      const { keeper } = make();
      const all = [1, 2, 3].map((n) => keeper.put(new Uint8Array(32).fill(n), 600));
      all[1]?.drop();
      expect(all.map((kept) => kept.read()?.[0])).toEqual([1, undefined, 3]);
      for (const kept of all) kept.drop();
    });

    it('keeps a copy: what the caller wipes is there still', () => {
      const bytes = secret.slice();
      const kept = make().keeper.put(bytes, 600);
      bytes.fill(0);
      expect(kept.read()).toEqual(secret);
      kept.drop();
    });
  });
}
