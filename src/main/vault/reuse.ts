import type { Secrets } from './secrets.ts';

/** The secrets whose current version holds the value in a hidden field, in path order. */
export async function holdersOf(secrets: Pick<Secrets, 'all'>, value: string): Promise<string[]> {
  if (value === '') return [];
  const all = await secrets.all();
  const holds = all.filter(({ fields }) =>
    fields.some((field) => field.type === 'secret' && field.value === value),
  );
  return holds.map(({ path }) => path);
}
