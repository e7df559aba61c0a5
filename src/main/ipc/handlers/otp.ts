import type { Handlers } from '../../../shared/contract.ts';
import type { FoundOtp } from '../../../shared/contract-otp.ts';
import { fail } from '../../../shared/failure.ts';
import { addressesIn, isOtpAddress, type Otp, parseOtp, printOtp } from '../../../shared/otp.ts';
import { isOtpExport, type OtpExport, parseOtpExport } from '../../../shared/otp-export.ts';
import type { PictureReader } from '../../app/recovery/sheet-collection.ts';
import type { Session } from '../../app/session.ts';
import type { Vault } from '../../vault/vault.ts';
import { coverValue, uncoverFields } from '../covered.ts';
import { undoOfImport } from './transfer.ts';

export interface OtpDeps {
  readonly session: Session;
  readonly reader: () => Promise<PictureReader>;
  readonly camera: (on: boolean) => void;
  readonly clipboard: () => Promise<{ picture?: Uint8Array | undefined; text?: string | undefined }>;
}

/** The pictures of one export that were read so far, by their place in it. */
interface Begun {
  readonly vault: Vault;
  readonly batch: number;
  readonly of: number;
  readonly parts: Map<number, OtpExport>;
}

export function otpHandlers({ session, reader, camera, clipboard }: OtpDeps): Handlers['otp'] {
  let begun: Begun | undefined;
  let lastFrame = '';
  const read = async (bytes: Uint8Array): Promise<FoundOtp> => {
    const { vault } = session;
    if (bytes.length === 0) fail({ code: 'picture-refused', reason: 'empty' });
    const texts = await (await reader()).picture(bytes);
    if (texts.length === 0) fail({ code: 'picture-refused', reason: 'no-code' });
    return takeCodes(vault, texts);
  };
  const takeCodes = (vault: Vault, texts: readonly string[]): FoundOtp => {
    const ours = texts.filter(isOtpAddress);
    if (ours.length === 0) fail({ code: 'picture-refused', reason: 'other-code' });
    return take(vault, ours);
  };
  const take = (vault: Vault, texts: readonly string[]): FoundOtp => {
    const codes: Otp[] = [];
    for (const text of texts) {
      if (isOtpExport(text)) {
        begun = joined(vault, begun, text);
        continue;
      }
      codes.push(readOtp(text));
    }
    const parts = texts.some(isOtpExport) && begun ? [...begun.parts.values()] : [];
    const all = [...codes, ...parts.flatMap((part) => part.codes)];
    const each = new Map(all.map((otp) => [printOtp(otp), otp]));
    return {
      codes: [...each].map(([printed, { kind, issuer, account }]) => ({
        ...{ token: coverValue(vault, printed), kind, issuer, account },
      })),
      have: Math.max(1, parts.length),
      of: parts[0]?.of ?? 1,
      refused: parts.reduce((sum, part) => sum + part.refused, 0),
    };
  };
  return {
    fromPicture: ({ bytes }) => read(bytes),
    // The camera sees one code many times a second.
    fromFrame: async ({ width, height, grey }) => {
      const { vault } = session;
      if (grey.length !== width * height) fail({ code: 'picture-refused', reason: 'damaged' });
      const [text] = await (await reader()).frame(width, height, grey);
      if (text === undefined || text === lastFrame) return {};
      lastFrame = text;
      return { found: takeCodes(vault, [text]) };
    },
    camera: async ({ on }) => {
      // Only where what it sees has a vault to go to.
      if (on) void session.vault;
      else (await reader()).rest();
      lastFrame = '';
      camera(on);
    },
    fromClipboard: async () => {
      const { vault } = session;
      const { picture, text = '' } = await clipboard();
      return picture === undefined ? take(vault, addressesIn(text)) : read(picture);
    },
    fromText: async ({ text }) => take(session.vault, addressesIn(text)),
    store: async ({ tokens, folder }) => {
      const { vault } = session;
      const given = uncoverFields(
        vault,
        tokens.map((value) => ({ name: 'otp', value })),
      );
      const codes = given.map(({ value }) => readOtp(value));
      const { takeAccounts } = await import('../../import/accounts.ts');
      const { created, skipped, failed } = await takeAccounts(vault, codes, folder);
      session.noteWrite();
      const undo = created === 0 ? 0 : await undoOfImport(vault);
      return { created, there: skipped.length, failed: failed.length, undo };
    },
    forget: async () => {
      begun = undefined;
    },
  };
}

function readOtp(text: string): Otp {
  const otp = parseOtp(text);
  return typeof otp === 'string' ? fail({ code: 'bad-input', what: 'otp', reason: otp }) : otp;
}

/** The export with one picture more; another export begins anew. */
function joined(vault: Vault, begun: Begun | undefined, text: string): Begun {
  const part = parseOtpExport(text);
  if (typeof part === 'string') return fail({ code: 'bad-input', what: 'otp', reason: part });
  const same =
    begun !== undefined && begun.vault === vault && begun.batch === part.batch && begun.of === part.of;
  const parts = new Map(same ? begun.parts : []).set(part.at, part);
  return { vault, batch: part.batch, of: part.of, parts };
}
