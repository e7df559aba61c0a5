import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLeftTexts, leftIn } from './left-texts.ts';

const file = 'src/renderer/planted.tsx';
// § stands for what begins a part of a template that is filled in.
const found = (code: string) => leftIn(file, `// One.\n${code.replaceAll('§', '$')}`);

test('no text for people stands outside the tree of words', () => {
  const { files, left } = findLeftTexts(join(import.meta.dirname, '..'));
  expect(left).toEqual([]);
  expect(files).toBeGreaterThan(300);
});

test.each([
  ['between tags', 'const a = <p>Saved</p>;', 'Saved'],
  ['between tags, as a value', "const a = <p>{'saved'}</p>;", 'saved'],
  ['as a name that is read aloud', 'const a = <Button aria-label="close" />;', 'close'],
  ['as a name, as a value', "const a = <Button aria-label={'close'} />;", 'close'],
  ['as a tip', 'const a = <td title="owner" />;', 'owner'],
  ['as a placeholder', 'const a = <input placeholder="name" />;', 'name'],
  ['filled in', 'const a = <p title={`of §{n}`} />;', 'of …'],
  ['in a store', "say('Nothing was saved');", 'Nothing was saved'],
  ['as one word of a button', "const label = undo ? 'Undo' : 'Redo…';", 'Undo'],
  ['in a dialogue of the system', "dialog.showMessageBox({ message: 'gone', buttons: ['ok'] });", 'gone'],
  ['on the command line', 'await say(call, `Copied to §{file}`);', 'Copied to …'],
  ['at its end', 'await say(call, `§{n} secrets.`);', '… secrets.'],
  [
    'in a page',
    'const page = `<h1>Holdfast stopped</h1><p>§{why}</p>`;',
    '<h1>Holdfast stopped</h1><p>…</p>',
  ],
  ['as a reason', "fail({ code: 'store', reason: 'it is full' });", 'it is full'],
])('a text that is left in code is found with its line: %s', (_, code, text) => {
  expect(found(code)[0]).toEqual({ file, line: 2, text });
});

test.each([
  "import { a } from './some file.ts';",
  "const { b } = await import('../words here.ts');",
  "type Way = 'at once' | 'One by one';",
  "if (event.key === 'Enter') go();",
  "throw new TypeError('not what a programmer may give');",
  'const a = <p className={styles.faint} role="status">{words.saved}</p>;',
  "fail({ code: 'bad-input', what: 'field', reason: 'is-file' });",
  "export const issue = command({ name: 'recovery issue', args: '--out DIR' });",
  'const style = `.a{color:red;margin:0 auto} .b{gap:1px}`;',
  "const policy = \"default-src 'none'; style-src 'self'\";",
  'const page = `<p class="note of a page">§{words.text}</p>`;',
  "log.write('started', { at });",
])('what is no text for people is left alone: %s', (code) => {
  expect(found(code)).toEqual([]);
});
