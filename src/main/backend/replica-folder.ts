let folder: string | undefined;

/** From now on copies of vaults on services are kept in this folder; `undefined`: none are. */
export function keepReplicasIn(wanted: string | undefined): void {
  folder = wanted;
}

/** Where they are kept. */
export function replicasIn(): string | undefined {
  return folder;
}
