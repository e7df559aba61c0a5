/** A request as the double sees it. */
export interface Asked {
  readonly method: string;
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly conditional: boolean;
  /** Only a part of the object was asked for. */
  readonly ranged?: true;
}

/**
 * What goes wrong with one request. `effect`: whether it is carried out all the same, before its
 * answer is lost or another is given.
 */
export type Fault =
  | { readonly kind: 'cut'; readonly effect: boolean }
  | { readonly kind: 'half' }
  | { readonly kind: 'status'; readonly status: number; readonly code: string; readonly effect: boolean }
  /** Waits before it has its effect. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export type FaultOf = (asked: Asked) => Fault | undefined;

/**
 * The first request that `which` is true of meets a fault; those after it do not, unless `times`
 * says so.
 */
export function once(
  which: (asked: Asked) => boolean,
  fault: Fault,
  times = 1,
): FaultOf & { met: () => number } {
  let met = 0;
  const faultOf = (asked: Asked) => {
    if (met >= times || !which(asked)) return undefined;
    met += 1;
    return fault;
  };
  return Object.assign(faultOf, { met: () => met });
}

export const isManifest = ({ method, key, conditional }: Asked) =>
  method === 'PUT' && conditional && key.includes('manifests/');
export const isPack = ({ method, key }: Asked) => method === 'PUT' && key.includes('packs/');
