import * as z from 'zod/mini';
import { type Call, call, count, file, nothing, path, text, time } from './call.ts';
import { clientName } from './client.ts';
import { contract } from './contract.ts';
import { drillReport } from './contract-drill.ts';
import { exportPlan } from './contract-export.ts';
import { finding as healthFinding } from './contract-health.ts';
import { auditEntry, policies, policySpec } from './contract-policies.ts';
import { mergeReport } from './contract-repair.ts';
import { importReport } from './contract-transfer.ts';
import { exportFormats } from './export.ts';
import { failureSchema } from './failure-schema.ts';
import { importFormats } from './formats.ts';
import { duplicateChoices } from './import-plan.ts';
import { undoneImport } from './import-undo.ts';
import { otpCode } from './otp-schema.ts';
import type { ValueOf } from './parsed.ts';
import { permissions } from './policy.ts';
import { recoveryLimits } from './recovery.ts';
import { limits } from './secret.ts';
import { fieldName, fields, metadataPatch, secret, secretInfo, tags } from './secret-schema.ts';

const name = text(256);
const spiffeId = text(2_048);
const version = z.int().check(z.positive());
const versions = z.array(version).check(z.maxLength(limits.maxVersions));
const want = z.strictObject({ path, permission: z.enum(permissions) });
const changed = z.strictObject({ version: count });

/** What `list` lets a client know. */
const listed = z.strictObject({
  ...z.pick(secretInfo, { path: true, current: true, newest: true, updated: true, tags: true }).shape,
  favourite: z.optional(z.literal(true)),
});

const due = z.strictObject({
  ...{ path, at: time, field: z.optional(z.string()), certificate: z.optional(z.literal(true)) },
});

const putOptions = { expect: z.optional(count), tags: z.optional(tags) };
const only = z.strictObject({ path, versions: z.optional(versions) });

/** 32 bytes, base64url. */
export const key = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

const cipherName = z.string().check(z.regex(clientName));
/** base64url of what an encrypted file begins with (api.md, 6). */
const cipherHeader = text(256);
const base64 = text(48 * 1024 * 1024);

const finding = z.strictObject({
  part: z.enum(['head', 'page', 'version', 'attachment', 'policy', 'client', 'audit']),
  object: z.string(),
  ok: z.boolean(),
  paths: z.optional(z.array(z.string())),
  version: z.optional(count),
  entries: z.optional(count),
});
const verified = z.strictObject({
  objects: count,
  bytes: count,
  secrets: count,
  versions: count,
  revision: count,
  damaged: z.array(finding),
  unreferenced: count,
});

const entry = z.extend(auditEntry, { hash: z.string() });

/** Sheets as words, or as the text of their codes. */
const sheets = z.array(text(recoveryLimits.text)).check(z.maxLength(64));
const backedUp = z.strictObject({
  file,
  revision: count,
  copied: count,
  bytes: count,
  proven: z.enum(['everything', 'structure']),
  authenticated: count,
  unchanged: z.boolean(),
});

/** Every call that a program can make over the socket, by name (docs/api.md). */
export const api = {
  /** What a program may know before it is registered. */
  status: call(
    nothing,
    z.strictObject({
      state: z.enum(['none', 'locked', 'open']),
      version: z.string(),
      /** The unlocked vault and its revision. */
      vault: z.optional(z.string()),
      revision: z.optional(count),
      /** Who asks, when that is proven. */
      client: z.optional(z.string()),
    }),
  ),

  'client.register': call(
    z.strictObject({ name, key, wants: z.array(want).check(z.maxLength(64)) }),
    z.strictObject({
      vault: z.string(),
      spiffeId: z.string(),
      answer: z.enum(['once', 'unlock', 'always']),
    }),
  ),
  'client.list': call(
    nothing,
    z.array(z.strictObject({ name: z.string(), spiffeId: z.string(), since: z.optional(time) })),
  ),
  /** `policies`: with those that name the client and no other. */
  'client.revoke': call(z.strictObject({ name, policies: z.optional(z.boolean()) }), nothing),

  'secret.get': call(z.strictObject({ path, version: z.optional(version) }), secret),
  /** A piece of a long file, from 0; all but the last have 1 MiB. */
  'secret.file': call(
    z.strictObject({ path, field: fieldName, version: z.optional(version), piece: count }),
    z.strictObject({ version: count, size: count, digest: z.string(), bytes: base64 }),
  ),
  /**
   * A one-time code, of the first such field or the one named; one by counter is given once.
   */
  'secret.otp': call(z.strictObject({ path, field: z.optional(fieldName) }), otpCode),
  'secret.info': call(z.strictObject({ path }), secretInfo),
  'secret.list': call(
    z.strictObject({ folder: path, deleted: z.optional(z.boolean()), tag: z.optional(text(limits.tag)) }),
    z.strictObject({ secrets: z.array(listed), damaged: z.boolean() }),
  ),
  /** What a query finds, the best first. */
  'secret.find': call(
    z.strictObject({ query: text(1_024), folder: path, deleted: z.optional(z.boolean()) }),
    z.strictObject({ secrets: z.array(listed) }),
  ),
  /** Why secrets deserve a look, judged among those that the client may read: `looked`, so many. */
  'secret.health': call(
    nothing,
    z.strictObject({
      looked: count,
      secrets: z.array(z.strictObject({ path, findings: z.array(healthFinding) })),
    }),
  ),
  /** What has ended or soon will, by date; `within`: ms, instead of each one's lead time. */
  'secret.expiring': call(
    z.strictObject({ within: z.optional(count) }),
    z.strictObject({ looked: count, secrets: z.array(due) }),
  ),
  'secret.put': call(z.strictObject({ path, fields, ...putOptions }), changed),
  'secret.patch': call(
    z.strictObject({ path, set: fields, remove: z.array(fieldName), ...putOptions }),
    changed,
  ),
  'secret.rollback': call(z.strictObject({ path, version, field: z.optional(fieldName) }), changed),
  'secret.delete': call(only, z.strictObject({ current: count })),
  'secret.undelete': call(only, z.strictObject({ current: count })),
  'secret.destroy': call(z.strictObject({ path, versions }), nothing),
  /** All versions and the metadata. */
  'secret.forget': call(z.strictObject({ path }), nothing),
  'secret.metadata': call(z.strictObject({ path, patch: metadataPatch }), nothing),
  'secret.move': call(z.strictObject({ from: path, to: path }), nothing),

  'policy.list': policies.list,
  'policy.get': call(z.strictObject({ name }), policies.put.output),
  'policy.put': call(policySpec, policies.put.output),
  'policy.apply': policies.apply,
  'policy.delete': policies.delete,
  'policy.test': policies.test,

  /**
   * A fresh key for one file, under the cipher's key of that name, which is made when there is
   * none.
   */
  'cipher.newKey': call(
    z.strictObject({ name: cipherName }),
    z.strictObject({ header: cipherHeader, fileKey: key }),
  ),
  /**
   * The key of a file that begins so; `others`: keys to try next, where copies of the vault that
   * each made this key were merged.
   */
  'cipher.key': call(
    z.strictObject({ header: cipherHeader }),
    z.strictObject({ fileKey: key, others: z.optional(z.array(key)) }),
  ),
  /** Whole files of at most 32 MiB, base64: for programs that have no AES of their own. */
  'cipher.encrypt': call(
    z.strictObject({ name: cipherName, plaintext: base64 }),
    z.strictObject({ ciphertext: base64 }),
  ),
  'cipher.decrypt': call(z.strictObject({ ciphertext: base64 }), z.strictObject({ plaintext: base64 })),

  'vault.verify': call(nothing, verified),
  /** What another program's file holds, read by whoever asks: the app opens no file for it. */
  'vault.import': call(
    z.strictObject({
      /** Its name: a second import of the same file is known by it. */
      file: text(1_024),
      format: z.enum(importFormats),
      prefix: path,
      dryRun: z.boolean(),
      /** What becomes of entries that meet a secret; missing: as the window has it at first. */
      duplicates: z.optional(duplicateChoices),
      /** As the parser process says them. */
      items: z.array(z.unknown()),
    }),
    importReport,
  ),
  /** Takes the last import back, but for what changed since, and what this program may not write. */
  'import.undo': call(z.strictObject({ dry: z.boolean() }), undoneImport),
  /** A copy of the open vault; the keys at hand must open it. */
  'vault.merge': call(z.strictObject({ file, dry: z.boolean() }), mergeReport),
  /**
   * Begins an export of a folder ('': the vault): what of it this program may `export`. `chosen`:
   * policies chose, so that there may be more.
   */
  'vault.export': call(
    z.strictObject({ format: z.enum(exportFormats), folder: path }),
    z.strictObject({ ...exportPlan, chosen: z.boolean(), damaged: z.boolean() }),
  ),
  /** Secrets of the export that this connection began, from the one of that number on. */
  'vault.exported': call(
    z.strictObject({ from: count }),
    z.strictObject({
      /** `secret`: as the JSON export has it; `current`: its current version. */
      secrets: z.array(z.strictObject({ current: count, secret: z.unknown() })),
      end: z.boolean(),
      damaged: z.boolean(),
    }),
  ),
  /** A piece of a long file of a secret that was given, by its SHA-256. */
  'vault.exportedFile': call(
    z.strictObject({ digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)), piece: count }),
    z.strictObject({ bytes: base64 }),
  ),
  'backup.create': call(z.strictObject({ place: file }), backedUp),

  'recovery.status': contract.recovery.status,
  /** What these sheets would do. Changes nothing. */
  'recovery.check': call(
    z.strictObject({ purpose: z.enum(['rehearse', 'prove']), sheets }),
    z.strictObject({
      taken: z.array(count),
      need: count,
      suspects: z.array(count),
      fault: z.optional(failureSchema),
    }),
  ),
  /** Opens the newest backup with these sheets, and compares it with the vault. */
  'recovery.drill': call(z.strictObject({ sheets }), drillReport),
  /**
   * Notes sheets of the new set as read back; once all are, it counts, and where it replaces one
   * the vault gets new keys.
   */
  'recovery.activate': call(
    z.strictObject({ sheets }),
    z.strictObject({ have: count, need: count, status: contract.recovery.status.output }),
  ),

  'audit.list': call(
    z.strictObject({ since: z.optional(time), client: z.optional(spiffeId) }),
    z.array(entry),
  ),
} as const satisfies Record<string, Call>;

export type Api = typeof api;
export type ApiName = keyof Api;
/** What a call takes, and what it gives. */
export type ApiInput<N extends ApiName> = ValueOf<Api[N]['input']>;
export type ApiOutput<N extends ApiName> = ValueOf<Api[N]['output']>;

/**
 * Who asks, once the app has proven itself; who says nothing can ask to be registered and no more.
 */
export const join = z.strictObject({
  client: z.optional(z.strictObject({ vault: text(64), name: z.string().check(z.regex(clientName)) })),
});
/** `ask`: where no policy allows it, the person may be asked; otherwise it is denied at once. */
export const request = z.strictObject({
  call: text(64),
  with: z.optional(z.unknown()),
  ask: z.optional(z.boolean()),
});

export type Join = ValueOf<typeof join>;
