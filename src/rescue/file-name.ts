/** Names that Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?:[.]|$)/i;

/** A name that every system allows and that leads nowhere else; `taken` has those that are used. */
export function fileName(text: string, taken: Set<string>): string {
  const plain = text
    .replace(/[<>:"/\\|?*\p{C}]/gu, '_')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80)
    .replace(/[\ud800-\udfff]$/, '');
  const safe = plain === '' ? '_' : devices.test(plain) ? `_${plain}` : plain;
  const dot = safe.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
  let name = safe;
  for (let n = 2; taken.has(name.normalize('NFKC').toLowerCase()); n++) name = `${stem} (${n})${end}`;
  taken.add(name.normalize('NFKC').toLowerCase());
  return name;
}
