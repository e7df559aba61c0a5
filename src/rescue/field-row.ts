import { attachmentInfo } from '../shared/secret.ts';
import { button, fill, h, trouble } from './dom.ts';
import { fileName } from './file-name.ts';
import type { Field, Secret, Version } from './format/secret.ts';
import { Damaged } from './format/trouble.ts';
import type { Vault } from './format/vault.ts';
import { codeNow } from './one-time.ts';
import { saveAs } from './target.ts';
import { words } from './words.ts';

interface Shown {
  readonly vault: Vault;
  readonly secret: Secret;
  readonly version: Version;
  readonly field: Field;
}

/** A field's name, and its value with what can be done with it. `signal` ends what goes on. */
export function fieldRow(shown: Shown, signal: AbortSignal): [HTMLElement, HTMLElement] {
  const { name, type } = shown.field;
  const value = h('dd');
  if (type === 'file' || type === 'attachment') fileValue(value, shown);
  else if (type === 'otp') codeValue(value, shown.field, signal);
  else textValue(value, shown.field);
  return [h('dt', {}, name), value];
}

function textValue(place: HTMLElement, { name, type, value }: Field): void {
  const hidden = type === 'secret';
  const said = h('span', { role: 'status', class: 'hint' });
  const text = h('code', { class: 'value' });
  let open = !hidden;
  const draw = () => {
    const label = words().secret;
    text.textContent = open ? value : '••••••••';
    const toggle = button(open ? label.shown.hide : label.shown.show, flip, {
      'aria-label': open ? label.hide(name) : label.show(name),
    });
    const copy = button(label.shown.copy, () => copyText(value, said), { 'aria-label': label.copy(name) });
    fill(place, text, hidden && toggle, copy, said);
  };
  const flip = () => {
    open = !open;
    draw();
    place.querySelector('button')?.focus();
  };
  draw();
}

function codeValue(place: HTMLElement, { name, value }: Field, signal: AbortSignal): void {
  const said = h('span', { role: 'status', class: 'hint' });
  const code = h('code', { class: 'code' });
  const left = h('span', { class: 'hint' });
  let now: Awaited<ReturnType<typeof codeNow>>;
  const tick = async () => {
    now = await codeNow(value, Date.now());
    code.textContent = now?.code ?? words().secret.notOtp;
    left.textContent = now?.seconds === undefined ? '' : words().secret.code(now.seconds);
  };
  const timer = setInterval(tick, 1_000);
  signal.addEventListener('abort', () => clearInterval(timer));
  tick();
  const { shown, copy } = words().secret;
  // A browser lets a page copy only while it answers the press.
  const press = () => copyText(now?.code ?? value, said);
  fill(place, code, left, button(shown.copy, press, { 'aria-label': copy(name) }), said);
}

function fileValue(place: HTMLElement, shown: Shown): void {
  const { field } = shown;
  const text = words().secret;
  const size = sizeOf(field);
  const said = h('span', { role: 'status', class: 'hint' });
  const press = async () => {
    const bar = h('progress', { max: size });
    fill(said, words().save.saving, bar);
    try {
      await saveAs(fileName(field.name, new Set()), size, async (put) => {
        for await (const piece of shown.version.pieces(field)) {
          await put(piece);
          bar.value += piece.length;
        }
      });
      fill(said);
    } catch (error) {
      fill(said, trouble(whyNot(error, shown)));
    }
  };
  const save = button(text.shown.save, press, { 'aria-label': text.save(field.name) });
  fill(place, text.file(size), ' ', save, said);
}

function whyNot(error: unknown, { vault, secret, version, field }: Shown) {
  if (!(error instanceof Damaged)) return words().save.failed;
  vault.lose({ what: 'file', path: secret.path, version: version.n, field: field.name });
  return words().secret.fileDamaged;
}

function sizeOf({ type, value }: Field): number {
  return type === 'attachment' ? (attachmentInfo(value)?.size ?? 0) : Math.floor((value.length * 3) / 4);
}

async function copyText(value: string, said: HTMLElement): Promise<void> {
  const text = words().secret;
  try {
    await navigator.clipboard.writeText(value);
    fill(said, text.copied);
  } catch {
    fill(said, copyOldWay(value) ? text.copied : text.notCopied);
  }
}

// Where a page from the disk is given no clipboard.
function copyOldWay(value: string): boolean {
  const area = h('textarea', { class: 'away', 'aria-hidden': 'true', tabindex: -1 });
  area.value = value;
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
