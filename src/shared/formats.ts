/** Formats that an import reads; `import/readers.ts` says of each how. */
export const importFormats = ['kdbx', 'dotenv', 'json'] as const;
export type ImportFormat = (typeof importFormats)[number];
