import type { Copy } from '../copy.ts';
import { newSha256 } from '../crypto/primitives.ts';
import { deriveSlowly } from '../crypto/slow.ts';
import { button, chooser, fill, h, trouble } from '../dom.ts';
import { Trouble, type TroubleCode } from '../format/trouble.ts';
import { Vault } from '../format/vault.ts';
import { byPassphrase, passphraseWays } from '../format/ways.ts';
import { heading, redraw, show } from '../frame.ts';
import { words } from '../words.ts';
import { openVault } from './list.ts';

const mostKeyFile = 67_108_864;

/** The passphrase, and a key file where there is one; `wrong`: why the last try failed. */
export function passphraseScreen(copy: Copy, back: () => void, wrong?: TroubleCode): void {
  const [newest] = copy.manifests;
  const { alone, withFile } = newest ? passphraseWays(newest) : { alone: true, withFile: true };
  const input = h('input', {
    id: 'passphrase',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-first': true,
  });
  let keyFile: File | undefined;
  let fault = wrong;
  const submit = async () => {
    if (keyFile && (keyFile.size < 1 || keyFile.size > mostKeyFile)) {
      fault = 'key-file-size';
      redraw();
      return;
    }
    const again = (fault?: TroubleCode) => passphraseScreen(copy, back, fault);
    await open(copy, { passphrase: input.value, file: keyFile }, again);
  };
  show(() => {
    const text = words().passphrase;
    return [
      heading(text.heading),
      fault !== undefined && trouble(words().trouble[fault]),
      h(
        'form',
        {
          on: {
            submit: (event) => {
              event.preventDefault();
              submit();
            },
          },
        },
        h('label', { for: 'passphrase' }, text.label),
        input,
        shownSwitch(input, text.show),
        withFile &&
          h(
            'div',
            { class: 'field' },
            chooser(text.keyFile, ([file]) => {
              keyFile = file;
              redraw();
            }),
            h('span', {}, keyFile?.name ?? text.none),
            h('p', { class: 'hint' }, alone ? text.keyFileMaybe : text.keyFileText),
          ),
        h(
          'p',
          { class: 'acts' },
          h('button', { class: 'main' }, text.open),
          button(words().back, back, { class: 'quiet' }),
        ),
      ),
    ];
  });
}

function shownSwitch(input: HTMLInputElement, label: string): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    on: {
      change: () => {
        input.type = box.checked ? 'text' : 'password';
      },
    },
  });
  box.checked = input.type === 'text';
  return h('label', { class: 'switch' }, box, label);
}

async function open(
  copy: Copy,
  { passphrase, file }: { passphrase: string; file: File | undefined },
  again: (wrong?: TroubleCode) => void,
): Promise<void> {
  const stop = new AbortController();
  const bar = h('progress', { max: 1, value: 0 });
  const left = h('p', { class: 'hint', role: 'status' });
  bar.setAttribute('aria-label', words().passphrase.heading);
  show(
    () => [
      heading(words().passphrase.computing),
      bar,
      left,
      h(
        'p',
        { class: 'acts' },
        button(words().cancel, () => again()),
      ),
    ],
    () => stop.abort(),
  );
  const began = performance.now();
  const told = (part: number) => {
    bar.value = part;
    const seconds = ((performance.now() - began) / 1_000) * (1 / part - 1);
    if (part > 0.05) fill(left, words().passphrase.left(seconds));
  };
  try {
    const keyFile = file && (await hashOf(file));
    const way = byPassphrase({ passphrase, keyFile }, (bytes, kdf) =>
      deriveSlowly({ passphrase: bytes, kdf }, told, stop.signal),
    );
    const vault = await Vault.open(copy.source, copy.manifests, way);
    if (stop.signal.aborted) return;
    if (vault === undefined) again('wrong-passphrase');
    else await openVault(vault);
  } catch (error) {
    if (!stop.signal.aborted) again(error instanceof Trouble ? error.code : 'memory');
  }
}

async function hashOf(file: File): Promise<Uint8Array> {
  const hash = newSha256();
  for (let at = 0; at < file.size; at += 1_048_576)
    hash.update(new Uint8Array(await file.slice(at, at + 1_048_576).arrayBuffer()));
  return hash.digest();
}
