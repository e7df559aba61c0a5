import type { Asking, SecurityKeys } from '../main/keyslots/security-key.ts';
import { fail, failureOf } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { passphraseFrom } from './passphrase.ts';
import { say } from './print.ts';

/** The security keys that are connected to this machine. */
export async function securityKeys({ io }: Session): Promise<SecurityKeys> {
  return io.securityKeys ?? new (await import('../main/native/security-keys.ts')).Fido2Keys();
}

/**
 * Does what a security key is touched for, and asks for its PIN where it wants one. `sentence`: what
 * the person is told before, or the name of the key that is set up.
 */
export async function asking<T>(
  call: Session,
  sentence: 'touch' | { readonly name: string },
  work: (how: Asking) => Promise<T>,
): Promise<T> {
  const text = await texts('securityKeys');
  let told: Promise<void> | undefined;
  const touch = () => {
    told ??= say(call, sentence === 'touch' ? text.touch : text.touchTwice(sentence.name));
  };
  const how = { signal: call.io.signal, touch };
  try {
    return await work(how).catch(async (error: unknown) => {
      const failure = failureOf(error);
      if (failure?.code !== 'security-key' || failure.reason !== 'needs-pin') throw error;
      const pin = await passphraseFrom(
        { file: undefined, question: { text: text.pin }, otherwise: (say) => say.pinAtTerminal },
        call.io,
      );
      if (pin === '') fail(failure);
      return work({ ...how, pin });
    });
  } finally {
    await told;
  }
}
