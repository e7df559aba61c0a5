import type { HealthFinding, HealthReport } from '../../shared/contract-health.ts';
import type { Failure } from '../../shared/failure.ts';
import type { HealthReason } from '../../shared/health.ts';
import { inOrderOfNames } from '../../shared/sort-key.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';
import { sayDone } from './undo.ts';
import { writes } from './view.ts';

interface Health {
  /** `undefined` until secrets were looked through. */
  readonly report: HealthReport | undefined;
  /** While they are: how far. */
  readonly running: { readonly done: number; readonly total: number } | undefined;
  readonly failure: Failure | undefined;
  /** How many have ended or soon will; `undefined`: not known, or sent away for this visit. */
  readonly due: { readonly expired: number; readonly expiring: number } | undefined;
  readonly dismissed: boolean;
}

/** Secrets that deserve a look. */
export const useHealth = vaultStore<Health>({
  report: undefined,
  running: undefined,
  failure: undefined,
  due: undefined,
  dismissed: false,
});

export function openHealth(): void {
  openDialog('health');
  void check(false);
}

/** Looks through every secret; `compare`: with the list that was chosen, too. */
export async function check(compare: boolean): Promise<void> {
  if (useHealth.getState().running) return;
  const unlocked = untilLock();
  useHealth.setState({ running: { done: 0, total: 0 }, failure: undefined });
  const end = api.on('healthProgress', (running) => unlocked() && useHealth.setState({ running }));
  const reply = await api.health.check({ compare });
  end();
  if (!unlocked()) return;
  useHealth.setState({ running: undefined });
  if (reply.ok) {
    const secrets = inOrderOfNames(reply.value.secrets, ({ path }) => path);
    useHealth.setState({ report: { ...reply.value, secrets } });
  }
  if (!reply.ok && reply.failure.code !== 'cancelled') useHealth.setState({ failure: reply.failure });
}

/** Lets the person choose the list of breached passwords, and compares with it. */
export async function compareWithList(): Promise<void> {
  const reply = await api.health.chooseList();
  if (!reply.ok) useHealth.setState({ failure: reply.failure });
  else if (reply.value !== undefined) await check(true);
}

/** Leaves off looking, where somebody went away meanwhile. */
export function stopChecking(): void {
  if (useHealth.getState().running) void api.health.cancel();
}

/** Notes in the vault that a reason is fine for a secret, or no longer. */
export async function accept(path: string, reason: HealthReason, fine: boolean): Promise<void> {
  const unlocked = untilLock();
  const reply = await writes(() => api.health.accept({ path, reason, fine }));
  if (!unlocked()) return;
  if (!reply.ok) {
    useHealth.setState({ failure: reply.failure });
    return;
  }
  const { report } = useHealth.getState();
  if (report) useHealth.setState({ report: marked(report, { path, reason, fine }) });
  void loadDue();
}

interface Accepted {
  readonly path: string;
  readonly reason: HealthReason;
  readonly fine: boolean;
}

function marked(report: HealthReport, { path, reason, fine }: Accepted): HealthReport {
  const mark = ({ accepted: _, ...finding }: HealthFinding): HealthFinding =>
    fine ? { ...finding, accepted: true } : finding;
  const secrets = report.secrets.map((secret) =>
    secret.path === path
      ? { path, findings: secret.findings.map((one) => (one.reason === reason ? mark(one) : one)) }
      : secret,
  );
  return { ...report, secrets };
}

/** Saves when a secret ends; without `day` it does not. */
export async function saveEnd(path: string, day?: string, leadDays?: number): Promise<Failure | undefined> {
  const given = { path, ...(day !== undefined && { day }), ...(leadDays !== undefined && { leadDays }) };
  const reply = await writes(() => api.health.setEnd(given));
  void loadDue();
  if (!reply.ok) return reply.failure;
  sayDone(words.health.end.saved, { undo: reply.value.undo });
  return undefined;
}

export async function loadDue(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.health.due();
  if (unlocked() && reply.ok) useHealth.setState({ due: reply.value });
}

export function dismissDue(): void {
  useHealth.setState({ dismissed: true });
}
