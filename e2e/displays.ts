/** The screens that scripts/e2e.ts opened, one for each worker. */
export const displays: readonly string[] = process.env['HOLDFAST_E2E_DISPLAYS']?.split(' ') ?? [];
