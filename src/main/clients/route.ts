import type { ApiInput, ApiName, ApiOutput } from '../../shared/api.ts';
import type { AuditAction } from '../../shared/audit.ts';
import type { Caller } from './caller.ts';

/** One call of a registered client: what is written down of it, and what it does. */
export interface Route<N extends ApiName> {
  readonly action: AuditAction;
  /** What it is about: a secret's path, the name of a policy, client or key. */
  readonly about: (input: ApiInput<N>) => string;
  /** True when what is done is written down in the commit that does it. */
  readonly commits?: true;
  /** True when secrets of any path may be other ones afterwards. */
  readonly changesSecrets?: true;
  /** True for a part of what an earlier call of the connection was written down for. */
  readonly continues?: true;
  readonly run: (caller: Caller, input: ApiInput<N>) => Promise<ApiOutput<N>>;
}

/** Calls by name; these two are answered before anybody is known. */
export type RoutedName = Exclude<ApiName, 'status' | 'client.register'>;
export type Routes<N extends RoutedName = RoutedName> = { readonly [Name in N]: Route<Name> };
