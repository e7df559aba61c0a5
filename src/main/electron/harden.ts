/** Doors that exist for the scripts of a checkout: a package has none of them. */
export function hardened(env: NodeJS.ProcessEnv): void {
  // It names a native module to load.
  delete env['HOLDFAST_SQLITE_BINDING'];
  delete env['HOLDFAST_TEST_RUNTIME'];
}
