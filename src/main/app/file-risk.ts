import type { FileRisk } from '../../shared/contract-files.ts';
import { bytesOf, type FileField } from './file-field.ts';
import { safeName } from './opened-files.ts';

/** Endings by which a system runs a file, or has one run. */
const programs: ReadonlySet<string> = new Set([
  ...['exe', 'com', 'scr', 'pif', 'cpl', 'msi', 'msix', 'appx', 'bat', 'cmd', 'ps1', 'psm1', 'vbs', 'vbe'],
  ...['js', 'jse', 'wsf', 'wsh', 'hta', 'reg', 'lnk', 'url', 'inf', 'chm', 'jar', 'jnlp', 'desktop'],
  ...['sh', 'bash', 'zsh', 'fish', 'csh', 'ksh', 'run', 'bin', 'elf', 'appimage', 'deb', 'rpm', 'apk'],
  ...['flatpakref', 'snap', 'service', 'py', 'pyw', 'pl', 'rb', 'php', 'lua', 'command', 'tool', 'app'],
  ...['dmg', 'pkg', 'scpt', 'applescript', 'workflow', 'action', 'webloc', 'terminal'],
]);
/** Those of office files that may have macros in them. */
const offices: ReadonlySet<string> = new Set([
  ...['doc', 'dot', 'xls', 'xlt', 'xla', 'xlw', 'ppt', 'pot', 'pps', 'ppa', 'mdb', 'accdb', 'accde'],
  ...['docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'xlsb', 'pptm', 'potm', 'ppsm', 'ppam', 'sldm'],
]);
/** What programs, scripts and starters of the desktop begin with. */
const beginnings: readonly Uint8Array[] = [
  ...['\x7fELF', 'MZ', '#!', '[Desktop Entry]', '\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf'],
  ...['\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', 'L\0\0\0\x01\x14\x02\0'],
].map((text) => Buffer.from(text, 'latin1'));
/** Names in the archive that an office file is, where it has macros. */
const macroParts: readonly string[] = ['vbaProject.bin', 'Basic/script-lc.xml', 'Scripts/python/'];
/** Bytes that are looked through for them. */
const looked = 32 * 1024 * 1024;

/** What a file may do besides being shown, by its name and by what is in it; nothing for others. */
export async function riskOf(file: FileField): Promise<FileRisk | undefined> {
  const [, ending = ''] = /\.([^.]*)$/.exec(safeName(file.field.name).toLowerCase()) ?? [];
  if (programs.has(ending)) return 'program';
  if (offices.has(ending)) return 'macros';
  const start = await startOf(file, looked);
  if (isProgram(start)) return 'program';
  return hasMacros(start) ? 'macros' : undefined;
}

function isProgram(start: Buffer): boolean {
  const mark = start.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  return beginnings.some((one) => start.subarray(mark, mark + one.length).equals(one));
}

function hasMacros(start: Buffer): boolean {
  return start.subarray(0, 2).toString('latin1') === 'PK' && macroParts.some((part) => start.includes(part));
}

async function startOf(file: FileField, most: number): Promise<Buffer> {
  const all: Uint8Array[] = [];
  let size = 0;
  const { pieces } = await bytesOf(file);
  for await (const piece of pieces()) {
    all.push(piece);
    size += piece.length;
    if (size >= most) break;
  }
  return Buffer.concat(all);
}
