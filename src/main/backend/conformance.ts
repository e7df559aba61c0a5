import { afterEach, beforeEach, describe } from 'vitest';
import type { Harness } from './testing/harness.ts';
import { attachmentStatements } from './testing/statements/attachments.ts';
import { commitStatements, sharedStatements } from './testing/statements/commits.ts';
import { contentStatements } from './testing/statements/contents.ts';
import { durableStatements } from './testing/statements/durable.ts';
import { eventStatements } from './testing/statements/events.ts';
import { importStatements } from './testing/statements/imports.ts';
import { pathStatements } from './testing/statements/paths.ts';
import { recordStatements } from './testing/statements/records.ts';
import { streamStatements } from './testing/statements/streams.ts';
import { versionStatements } from './testing/statements/versions.ts';

/** What every `Backend` must do, statement by statement; each test gets a new vault from `open`. */
export function describeBackend(name: string, durable: boolean, open: () => Promise<Harness>): void {
  describe(`backend conformance: ${name}`, () => {
    let harness: Harness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.destroy());
    const current = () => harness;

    versionStatements(current);
    contentStatements(current);
    eventStatements(current);
    pathStatements(current);
    recordStatements(current);
    commitStatements(current);
    streamStatements(current);
    attachmentStatements(current);
    importStatements(current);
    if (!durable) return;
    sharedStatements(current);
    durableStatements(current);
  });
}
