import type { ExportPlan, ExportReport } from '../../shared/contract-export.ts';
import type { Chosen } from '../../shared/contract-several.ts';
import { type ExportFormat, exportTraits } from '../../shared/export.ts';
import type { Failure } from '../../shared/failure.ts';
import type { SyncTool } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { ask, openDialog } from './dialog.ts';
import { job, type Progress, told } from './job.ts';
import { useListing } from './listing.ts';
import { vaultStore } from './reset.ts';

/** What of the vault: all of it, the folder that was open, or what was chosen in the list. */
export type Part = 'all' | 'folder' | 'chosen';

interface Export {
  readonly step: 'form' | 'working' | 'done';
  /** The person is asked where, or once more. */
  readonly asking: boolean;
  readonly part: Part;
  /** '': none was open. */
  readonly folder: string;
  readonly chosen: { readonly what: Chosen; readonly secrets: number } | undefined;
  readonly format: ExportFormat;
  /** Where a format leaves the choice: whether it gets a password. */
  readonly wantsPassword: boolean;
  /** Where a format can be sealed to public keys instead: whether it is. */
  readonly toKeys: boolean;
  /** `undefined` until it is known. */
  readonly plan: ExportPlan | undefined;
  readonly progress: Progress | undefined;
  readonly report: ExportReport | undefined;
  /** What carries the folder of the export to other computers. */
  readonly tool: SyncTool | undefined;
  readonly failure: Failure | undefined;
}

const start: Export = {
  step: 'form',
  asking: false,
  part: 'all',
  folder: '',
  chosen: undefined,
  // Everything, and under a password.
  format: 'age',
  wantsPassword: true,
  toKeys: false,
  plan: undefined,
  progress: undefined,
  report: undefined,
  tool: undefined,
  failure: undefined,
};

/** An export on its way. Its password is not in it. */
export const useExport = vaultStore<Export>(start);

const exporting = job({ event: 'exportProgress', hear: (progress) => useExport.setState({ progress }) });
const planning = job();

/** Opens the dialog; `chosen`: for these secrets of the list. */
export function openExport(chosen?: Export['chosen']): void {
  const { folder, deleted } = useListing.getState();
  const part = chosen ? 'chosen' : 'all';
  useExport.setState({ ...start, part, chosen, folder: deleted ? '' : folder }, true);
  openDialog('export');
  void plan();
}

export function stop(): void {
  if (useExport.getState().step === 'working') cancel();
  exporting.drop();
  planning.drop();
  useExport.setState(start, true);
}

export function change(wanted: Partial<Pick<Export, 'part' | 'format' | 'wantsPassword' | 'toKeys'>>): void {
  useExport.setState({ ...wanted, plan: undefined, failure: undefined });
  void plan();
}

/** What the export as it is set is sealed with; `undefined`: anybody can read it. */
export function sealOf({
  format,
  wantsPassword,
  toKeys,
}: Pick<Export, 'format' | 'wantsPassword' | 'toKeys'>): 'password' | 'keys' | undefined {
  const { sealed, recipients } = exportTraits(format);
  if (recipients && toKeys) return 'keys';
  return sealed === 'always' || (sealed === 'choice' && wantsPassword) ? 'password' : undefined;
}

/** The public keys of age in a text, each on a line, as a file of them has it. */
export function keysIn(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
}

async function plan(): Promise<void> {
  const state = useExport.getState();
  const reply = await planning.run(() =>
    api.transfer.planExport({ ...whatOf(state), sealed: sealOf(state) !== undefined }),
  );
  if (reply?.ok) useExport.setState({ plan: reply.value });
  else if (reply) useExport.setState({ failure: reply.failure });
}

/** Asks where, once more where anybody could read it, and writes. */
export async function run(sealing: Sealing): Promise<void> {
  const state = useExport.getState();
  if (state.step === 'working' || state.asking || !state.plan) return;
  useExport.setState({ asking: true, failure: undefined, progress: undefined });
  const chosen = await exporting.run(() => api.transfer.chooseExport({ format: state.format }));
  if (!chosen) return;
  const isWaited = exporting.holding();
  const to = chosen.ok ? chosen.value : undefined;
  const isMeant = to !== undefined && (!state.plan.plain || (await askAgain(state.plan.secrets, to)));
  if (!isWaited()) return;
  useExport.setState({ asking: false });
  if (!chosen.ok) useExport.setState({ failure: told(chosen.failure) });
  else if (isMeant) await write(state, sealing, to.tool);
}

/** What main is told of it. */
type Sealing = { readonly password?: string; readonly recipients?: readonly string[] };

async function write(state: Export, sealing: Sealing, tool: SyncTool | undefined) {
  useExport.setState({ step: 'working' });
  const reply = await exporting.run(() => api.transfer.export({ ...whatOf(state), ...sealing }));
  if (reply?.ok) useExport.setState({ step: 'done', report: reply.value, tool });
  else if (reply) useExport.setState({ step: 'form', failure: told(reply.failure) });
}

export function cancel(): void {
  void api.transfer.cancelExport();
}

function whatOf({ part, folder, chosen, format }: Export) {
  const only = part === 'chosen' && chosen ? { chosen: chosen.what } : {};
  return { format, folder: part === 'folder' ? folder : '', ...only };
}

function askAgain(secrets: number, { file, tool }: { file: string; tool?: SyncTool | undefined }) {
  const text = words.export;
  const carried = tool === undefined ? '' : ` ${text.carried(words.places.tools[tool])}`;
  return ask({
    title: text.againTitle,
    text: `${text.again(secrets, file)}${carried}`,
    yes: text.againYes,
    no: words.actions.cancel,
    danger: true,
  });
}
