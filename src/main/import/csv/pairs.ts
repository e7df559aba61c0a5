import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { readingOf } from '../formats/codes.ts';
import { customField, keeperPath } from '../formats/keeper.ts';
import { knownName } from '../known-names.ts';
import { memberOf } from '../member-of.ts';
import { decodeText } from '../text.ts';
import { typeOfColumn } from './columns.ts';
import { readTable } from './rows.ts';

/** Keeper's table: seven cells, then name and value of each own field. */
export function readKeeperCsv({ bytes, encoding }: Source): Reading {
  const { rows } = readTable(decodeText(bytes, encoding), { isBare: true });
  const entries = rows.filter(({ cells }, i) => i > 0 || cells[0]?.toLowerCase() !== 'folder');
  return readingOf(entries, ({ cells }) => {
    const [folder = '', title = '', login = '', password = '', url = '', notes = '', shared = '', ...own] =
      cells;
    const folders = [...keeperPath(shared), ...keeperPath(folder)];
    const draft = new Draft(`${folders.join('/')}/${title} ${login}`, folders, title);
    draft.add('username', login).add('password', password, 'secret').add('url', url, 'url');
    for (const [name, value] of pairs(own)) {
      if (/^TFC:Keeper$|one-?time code/i.test(name)) draft.code(value);
      else if (name.startsWith('$')) customField(name, value, draft);
      else draft.add(name, value, 'secret');
    }
    return draft.add('notes', notes, 'note');
  });
}

const standard: Readonly<Record<string, string>> = {
  username: 'username',
  password: 'password',
  website: 'url',
  url: 'url',
  'e-mail': 'email',
  email: 'email',
};

/** Enpass's table: the title, then name and value of each field, then the note. */
export function readEnpassCsv({ bytes, encoding }: Source): Reading {
  const { rows } = readTable(decodeText(bytes, encoding), { isBare: true });
  const entries = rows.filter(({ cells }, i) => i > 0 || cells[0]?.toLowerCase() !== 'title');
  return readingOf(entries, ({ line, cells }) => {
    const [title = '', ...own] = cells;
    const note = own.length % 2 === 1 ? (own.pop() ?? '') : '';
    const draft = new Draft(`${title} ${line}`, [], title);
    for (const [label, value] of pairs(own)) {
      // A star stands before the name of what is hidden.
      const name = label.replace(/^\*/, '');
      const usual = memberOf(standard, name.toLowerCase());
      if (/^(totp|one-time code)$/i.test(name)) draft.code(value);
      else if (usual === 'url') draft.add('url', value, 'url');
      else {
        const isHidden = label !== name || usual === 'password';
        const type = knownName(name)?.[1] ?? typeOfColumn(name);
        draft.part(usual ?? name, value, isHidden ? 'secret' : type);
      }
    }
    return draft.add('notes', note, 'note');
  });
}

function* pairs(cells: readonly string[]): Generator<readonly [name: string, value: string]> {
  for (let i = 0; i < cells.length; i += 2) {
    const [name = '', value = ''] = cells.slice(i, i + 2);
    if (name !== '' || value !== '') yield [name === '' ? 'field' : name, value];
  }
}
