import type { ShownRequest } from '../../../shared/contract-clients.ts';
import { words } from '../../words/words.ts';

const text = words.access.asking;

/** A path as its title and the folder that it lies in, which may be ''. */
export function titleAndFolder(path: string): { readonly title: string; readonly folder: string } {
  const whole = path.replace(/\/+$/, '');
  const at = whole.lastIndexOf('/');
  return { title: whole.slice(at + 1) || text.everything, folder: at < 0 ? '' : whole.slice(0, at) };
}

/** What a program asks for, in one sentence without its full stop. */
export function sentenceOf({ name, wants }: Pick<ShownRequest, 'name' | 'wants'>): string {
  const [first] = wants;
  if (first === undefined) return text.enters(name);
  const paths = [...new Set(wants.map(({ path }) => path))];
  const verb = wants.every(({ permission }) => permission === first.permission) ? first.permission : 'use';
  if (first.secrets !== undefined) return text.exports(name, first.secrets, first.path.replace(/\/$/, ''));
  const { title } = titleAndFolder(first.path);
  return text.wants(name, verb, paths.length > 1 ? text.several(title, paths.length - 1) : title);
}
