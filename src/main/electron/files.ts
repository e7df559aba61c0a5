import { join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

// Segments of plain characters that begin with none of the file system's dots.
const servable = /^(?:\/[\w-][\w.-]*)*\/[\w-][\w.-]*\.(\w+)$/;

/** A file that may be served. */
export interface Servable {
  readonly file: string;
  readonly type: string;
}

/**
 * What a URL of ours stands for inside `root`; `undefined` for anything that is not simply a file
 * of the page.
 */
export function servableFile(root: string, url: string): Servable | undefined {
  const { pathname } = new URL(url);
  const path = pathname === '/' ? '/index.html' : pathname;
  const extension = servable.exec(path)?.[1] ?? '';
  const type = Object.hasOwn(types, extension) ? types[extension] : undefined;
  return type === undefined ? undefined : { file: join(root, path), type };
}
