import manifest from '../../package.json' with { type: 'json' };

/** Holdfast's version, as package.json gives it. */
export const { version } = manifest;
