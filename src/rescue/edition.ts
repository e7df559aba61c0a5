import { version } from '../../package.json';

/** What the foot of the page says of it. The date is set by hand with each release: a build is the same on every day. */
export const edition = { version, date: '2026-11-29' } as const;
