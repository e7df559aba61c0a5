/** A text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A field's name as a shell variable: other characters than letters, digits and _ become _. */
export function envName(name: string): string {
  const variable = name.replace(/[^A-Za-z0-9_]/gu, '_');
  return /^\d/.test(variable) ? `_${variable}` : variable;
}
