import { join } from 'node:path';

/**
 * The Node that ships with the command line, and that every script of ours runs on: a package of
 * npm's for each platform, fetched and checked by package-lock.json's integrity like any other. No
 * install script is needed for it.
 */
export const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Its program, below a checkout. */
export const nodeProgram: string = join('node_modules', nodePackage, 'bin/node');
