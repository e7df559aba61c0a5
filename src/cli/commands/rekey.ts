import type { Exposed } from '../../main/vault/exposed.ts';
import type { Credentials } from '../../main/vault/slots.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { finish, keepKeys } from '../new-keys.ts';
import { passphraseFrom } from '../passphrase.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';
import { misuse } from '../usage.ts';

const options = {
  'new-passphrase-file': {
    value: 'F',
    help: 'a new passphrase as well; -: the first line of standard input',
  },
  'new-passphrase': { help: 'the same, asked for at the terminal' },
  'keep-keys': { help: `with a new passphrase: ${keepKeys['keep-keys'].help}` },
  list: {
    help: 'change nothing: print which secrets copies from before the last change of keys still give away',
  },
} as const;

type RekeyCall = Call<typeof options>;
/** What opened the vault. */
type Given = Exclude<Credentials, string>;

export const rekey = command({
  name: 'rekey',
  args: '',
  count: [0, 0],
  about:
    'New keys for the vault, for when a passphrase, a sheet or a copy of it may be in wrong hands. What an older copy and\n' +
    'its passphrase or sheets give opens nothing that is written from then on; the sheets in use stay valid. Everything is\n' +
    'sealed anew; what is cut short, the next run goes on with. What an older copy holds it keeps: those secrets are\n' +
    'printed, newest change first, to be changed at their source. A secret with a newer version leaves the list.\n' +
    'Always with --vault.',
  options,
  examples: [
    'holdfast --vault my.holdfast rekey',
    'holdfast --vault my.holdfast --passphrase-file p rekey --new-passphrase-file q',
    'holdfast --vault my.holdfast rekey --list --json     # what is still to be changed at its source',
  ],
  run: async (call) => {
    vaultFile(call, 'rekey');
    refuseContradictions(call);
    const { list, 'keep-keys': keep, 'new-passphrase': asked } = call.options;
    if (list) return withVault(call, async (vault) => void (await tell(call, vault)));
    const given = await nextFromFile(call);
    const work = async (vault: Vault, credentials: Given): Promise<undefined> => {
      const next = asked ? await newPassphrase(undefined, call) : given;
      await (keep ? rename : change)(call, vault, credentials, next);
    };
    // After a run that was cut short the passphrase of before opens nothing any more.
    return withVault(call, work, keep ? undefined : given);
  },
});

function refuseContradictions({ options: given, global }: RekeyCall): void {
  const { list, 'keep-keys': keep, 'new-passphrase': asked, 'new-passphrase-file': file } = given;
  if (asked && file !== undefined) misuse('Give --new-passphrase or --new-passphrase-file, not both.');
  const renamed = asked || file !== undefined;
  if (list && (renamed || keep)) misuse('--list changes nothing: give it alone.');
  if (keep && !renamed) misuse('--keep-keys is for a new passphrase: give --new-passphrase-file F, too.');
  if (file === '-' && global['passphrase-file'] === '-')
    misuse('Standard input can be read once: give the other passphrase as a file.');
}

async function nextFromFile(call: RekeyCall): Promise<string | undefined> {
  const file = call.options['new-passphrase-file'];
  return file === undefined ? undefined : newPassphrase(file, call);
}

function newPassphrase(file: string | undefined, { io, global: { quiet } }: RekeyCall): Promise<string> {
  return passphraseFrom({ file, question: 'New passphrase: ', twice: true, quiet }, io);
}

async function change(call: RekeyCall, vault: Vault, given: Given, next: string | undefined): Promise<void> {
  if (vault.renewing && (next === undefined || next === given.passphrase)) {
    await say(call, `Goes on with the change of keys of ${timeOf(vault.rekeyed)}.`);
  } else {
    await vault.rekey(given, next === undefined ? undefined : { ...given, passphrase: next });
    await say(call, 'The vault has new keys. What the old ones can still open is sealed anew:');
  }
  await finish(call, vault);
  await tell(call, vault);
}

// A key file that the vault asks for stays, here and above.
async function rename(call: RekeyCall, vault: Vault, given: Given, next = given.passphrase): Promise<void> {
  await vault.changePassphrase(given, { ...given, passphrase: next }, { keepKeys: true });
  await say(
    call,
    'The vault opens with the new passphrase. The keys are as before: an older copy, opened with the old passphrase, opens what is written later, too.',
  );
}

async function tell(call: RekeyCall, vault: Vault): Promise<void> {
  const { rekeyed } = vault;
  const exposed = await vault.exposed();
  const name = nameFor(call);
  await (call.global.json
    ? printJson(call, { rekeyed: timeOf(rekeyed), secrets: exposed.map(objectOf) })
    : printLines(
        call,
        exposed.map((secret) => lineOf(secret, name)),
      ));
  await say(call, wordsOn(exposed.length, rekeyed));
}

function wordsOn(exposed: number, rekeyed: number | undefined): string {
  if (rekeyed === undefined) return 'The keys of this vault were never changed.';
  if (exposed === 0)
    return `No secret is as it was when the keys were changed, ${timeOf(rekeyed)}: what older copies hold is out of date.`;
  return `Copies from before ${timeOf(rekeyed)} keep ${exposed === 1 ? 'this secret' : `these ${exposed} secrets`}: where somebody may have one, change ${exposed === 1 ? 'it at its' : 'them at their'} source, and store the new value.`;
}

function timeOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

function lineOf({ path, changed, deleted }: Exposed, name: (path: string) => string): string {
  return [timeOf(changed), name(path), ...(deleted ? ['deleted'] : [])].join('\t');
}

function objectOf({ path, changed, deleted }: Exposed): Record<string, unknown> {
  return { path, changed: timeOf(changed), deleted };
}
