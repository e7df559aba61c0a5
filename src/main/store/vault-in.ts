/** A manifest's header, at its beginning, names the vault (format.md, 3). */
const named = /"vault":"([0-9a-f]{32})"/;

/** The id of the vault whose manifest this is; `undefined` where it names none. */
export function vaultIn(manifest: Uint8Array | undefined): string | undefined {
  if (manifest === undefined) return undefined;
  return named.exec(Buffer.from(manifest.subarray(0, 4_096)).toString('latin1'))?.[1];
}
