import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import type { AuditCut, AuditEntry, AuditRecord } from '../changes.ts';
import type { Head } from '../format/head-shape.ts';
import { noAudit } from '../format/lines.ts';
import { chainAudit } from '../format/records.ts';
import { isWholeAudit, nextAudit, readAuditPages } from './audit-pages.ts';

type Audit = Head['audit'];

/** Pages of an audit as objects, open to a test's pliers. */
class Pages {
  readonly all = new Map<string, AuditEntry[]>();
  retired = 0;
  audit: Audit = noAudit;

  async add(count: number, { from = 0, cut }: { from?: number; cut?: AuditCut } = {}): Promise<void> {
    const added = Array.from({ length: count }, (_, i) => record(from + i));
    this.audit = await nextAudit(this.audit, {
      added,
      cut,
      read: async ({ id }) => this.all.get(id) ?? [],
      write: (entries) => {
        const id = `page-${this.all.size}`;
        this.all.set(id, [...entries]);
        return [id, 1];
      },
      retire: () => {
        this.retired += 1;
      },
    });
  }

  read(audit = this.audit, limit?: number): Promise<AuditEntry[]> {
    const query = limit === undefined ? {} : { limit };
    return readAuditPages(audit, query, async ({ id }) => this.all.get(id) ?? []);
  }

  /** The entries of the page at this place, to be changed. */
  at(place: number): AuditEntry[] {
    return this.all.get(this.audit.pages[place]?.[0] ?? '') ?? [];
  }
}

function record(n: number): AuditRecord {
  return { time: 1000 + n, client: 'ci', action: 'secret.get', path: `s/${n}`, outcome: 'done' };
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'whole',
    (error) => failureOf(error),
  );
}

const damaged = { code: 'damaged', part: 'audit' };

async function threePages(): Promise<Pages> {
  const pages = new Pages();
  for (let n = 0; n < 5; n++) await pages.add(100, { from: 100 * n });
  expect(pages.audit.pages.map(([, , entries]) => entries)).toEqual([200, 200, 100]);
  return pages;
}

describe('the audit', () => {
  it('counts each page that it replaces, and no other', async () => {
    const pages = new Pages();
    await pages.add(1);
    expect(pages.retired).toBe(0);
    await pages.add(199, { from: 1 });
    expect(pages.retired).toBe(1);
    await pages.add(1, { from: 200 });
    expect(pages.retired).toBe(1);
    expect((await pages.read()).map(({ index }) => index)).toEqual(
      Array.from({ length: 201 }, (_, i) => i + 1),
    );
  });

  it('lets go of what is older than the bound, and keeps what is just as old', async () => {
    const pages = await threePages();
    const entry = { ...record(0), action: 'audit.cut' } as AuditRecord;
    await pages.add(0, { cut: { most: 10_000, keep: 5_000, before: 1_250, entry } });
    const left = await pages.read();
    expect(left[0]).toMatchObject({ index: 251, time: 1_250 });
    expect(left.at(-1)).toMatchObject({ index: 501, action: 'audit.cut' });
    expect(pages.audit.cut?.count).toBe(250);
    expect(isWholeAudit(pages.audit, left)).toBe(true);
    expect(isWholeAudit({ ...pages.audit, tip: '1'.repeat(64) }, left)).toBe(false);
    expect(isWholeAudit({ ...pages.audit, count: 502 }, left)).toBe(false);
    expect(isWholeAudit({ ...pages.audit, cut: { count: 249, tip: '0'.repeat(64) } }, left)).toBe(false);
  });

  it('stays as it is where nothing is older', async () => {
    const pages = await threePages();
    const before = pages.audit;
    await pages.add(0, { cut: { most: 10_000, keep: 5_000, before: 1_000, entry: record(0) } });
    expect(pages.audit).toBe(before);
  });
});

it('an entry is tied to the one before it', () => {
  const [one, other] = [chainAudit(undefined, record(1)), chainAudit(undefined, record(2))];
  expect(chainAudit(one, record(3)).hash).not.toBe(chainAudit(other, record(3)).hash);
});

describe('an audit that is read', () => {
  it('is damaged where a page is missing at its beginning, in the middle or at its end', async () => {
    const pages = await threePages();
    for (const missing of [0, 1, 2]) {
      const audit = { ...pages.audit, pages: pages.audit.pages.filter((_, at) => at !== missing) };
      expect(await codeOf(pages.read(audit)), `${missing}`).toEqual(damaged);
    }
    expect(await codeOf(pages.read({ ...pages.audit, pages: [] }))).toEqual(damaged);
  });

  it('is damaged where an entry was changed, left out or moved, in whichever page', async () => {
    for (const place of [0, 1, 2])
      for (const harm of [
        (entries: AuditEntry[]) => entries.splice(50, 1),
        (entries: AuditEntry[]) => entries.splice(0, 1),
        (entries: AuditEntry[]) => entries.splice(-1, 1),
        (entries: AuditEntry[]) => entries.splice(0),
        (entries: AuditEntry[]) => entries.splice(50, 1, { ...(entries[50] as AuditEntry), path: 'other' }),
        (entries: AuditEntry[]) => entries.splice(0, 1, { ...(entries[0] as AuditEntry), client: 'other' }),
        (entries: AuditEntry[]) => entries.splice(-1, 1, { ...(entries.at(-1) as AuditEntry), time: 1 }),
        (entries: AuditEntry[]) => entries.splice(10, 2, ...entries.slice(10, 12).reverse()),
      ]) {
        const pages = await threePages();
        harm(pages.at(place));
        expect(await codeOf(pages.read()), `page ${place}, ${harm}`).toEqual(damaged);
      }
  });

  it('is damaged where the head has another tip or count', async () => {
    const pages = await threePages();
    expect(await codeOf(pages.read({ ...pages.audit, tip: '1'.repeat(64) }))).toEqual(damaged);
    expect(await codeOf(pages.read({ ...pages.audit, count: 499 }))).toEqual(damaged);
    expect(await codeOf(new Pages().read({ ...noAudit, count: 1 }))).toEqual(damaged);
  });

  it('is read as far as is asked for, and checked so far', async () => {
    const pages = await threePages();
    pages.at(0).splice(0);
    expect((await pages.read(pages.audit, 100)).map(({ index }) => index)[0]).toBe(401);
    expect((await pages.read(pages.audit, 300)).length).toBe(300);
    expect(await codeOf(pages.read(pages.audit, 301))).toEqual(damaged);
  });
});
