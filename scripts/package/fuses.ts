import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

type Wanted = Readonly<Partial<Record<FuseV1Options, boolean>>>;

/** How each of Electron's fuses stands in a package; docs/threat-model.md says why. */
export const fuses: Wanted = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Without effect on Linux, where Electron checks no archive.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of ours that would need it.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The ninth came after Electron 33. */
export function fusesOf(fallback: boolean): Wanted {
  if (!fallback) return fuses;
  const { [FuseV1Options.WasmTrapHandlers]: _later, ...known } = fuses;
  return known;
}

/** Sets every fuse of an executable, and fails where one is not known to this or that side. */
export async function lockFuses(executable: string, fallback: boolean): Promise<void> {
  await setFuses(executable, fusesOf(fallback));
}

/**
 * Opens a copy of the program to Playwright, which drives an app through Node's inspector.
 * Called `electron` the copy does not take itself for a package; all else of it is the package's
 * own.
 */
export async function openFuses(executable: string, fallback: boolean): Promise<void> {
  await setFuses(executable, {
    ...fusesOf(fallback),
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** The fuses as they stand in an executable, by name. */
export async function readFuses(executable: string): Promise<Record<string, boolean>> {
  const wire = await getCurrentFuseWire(executable);
  const entries = Object.entries(wire).filter(([key]) => /^\d+$/.test(key));
  return Object.fromEntries(
    entries.map(([key, state]) => [FuseV1Options[Number(key)] ?? key, state === '1'.charCodeAt(0)]),
  );
}

async function setFuses(executable: string, wanted: Wanted): Promise<void> {
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wanted } as never);
}
