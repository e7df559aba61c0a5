import type { State } from '../../shared/contract.ts';
import type { Vault } from '../vault/vault.ts';

/** What met of one device: secrets by their paths, and how many policies and programs. */
export interface MetDevice {
  /** Empty: it has no name. */
  readonly device: string;
  readonly secrets: readonly string[];
  readonly records: number;
}

/**
 * What several devices that write the open vault apart come to: what was changed on two of them,
 * until a person has seen that, and whose files are awaited.
 */
export class Together {
  readonly #heard: () => void;
  #vault: Vault | undefined;
  #met: readonly MetDevice[] = [];

  /** `heard`: called whenever something met. */
  constructor(heard: () => void) {
    this.#heard = heard;
  }

  /** Begins with a vault that was just opened, or ends. */
  follow(vault: Vault | undefined): void {
    this.#vault = vault;
    this.#met = [];
    // Of what met before, whoever follows tells by itself.
    let isBegun = false;
    vault?.devices.whenMet(({ device, paths, records }) => {
      if (vault !== this.#vault) return;
      this.#met = withMore(this.#met, { device, secrets: paths, records });
      if (isBegun) this.#heard();
    });
    isBegun = true;
  }

  get met(): readonly MetDevice[] {
    return this.#met;
  }

  /** A person has seen what met. */
  seen(): void {
    this.#met = [];
  }

  get state(): Pick<State, 'apart'> {
    const awaited = (this.#vault?.devices.awaited() ?? []).reduce((sum, one) => sum + one.awaited, 0);
    const secrets = new Set(this.#met.flatMap((one) => one.secrets)).size;
    const records = this.#met.reduce((sum, one) => sum + one.records, 0);
    if (awaited + secrets + records === 0) return {};
    return { apart: { awaited, met: { secrets, records, devices: this.#met.map(({ device }) => device) } } };
  }
}

function withMore(met: readonly MetDevice[], more: MetDevice): MetDevice[] {
  const before = met.find(({ device }) => device === more.device);
  const secrets = [...new Set([...(before?.secrets ?? []), ...more.secrets])];
  const records = (before?.records ?? 0) + more.records;
  return [...met.filter((one) => one !== before), { device: more.device, secrets, records }];
}
