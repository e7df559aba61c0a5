import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import * as detail from './detail.ts';
import { untilLock, vaultStore } from './reset.ts';
import { complain, say, warn } from './status.ts';
import { refresh, writes } from './view.ts';

const text = words.list;

/** Where a secret that is looked at lies afterwards; `undefined`: in another list, or not known. */
export type Follow = (path: string) => string | undefined;

interface Way {
  /** The number that main gave for it; 0: it cannot be taken back. */
  readonly undo: number;
  /** What is looked at lies there once it is taken back; missing: where it lay. */
  readonly back?: Follow;
  /** What is said then. */
  readonly told?: string;
}

interface Undo {
  /** How what was done last is taken back; `undefined`: nothing was, or it was taken back. */
  readonly way: Way | undefined;
}

const useUndo = vaultStore<Undo>({ way: undefined });

/** Says what was done, with its way back, which a key keeps until something else is done. */
export function sayDone(done: string, way: Way): void {
  if (way.undo === 0) {
    useUndo.setState({ way: undefined });
    say(done);
    return;
  }
  useUndo.setState({ way });
  say(done, { action: { label: words.actions.undo, run: () => undoing()?.() } });
}

/** Lets a key take back what a dialog has said by itself. */
export function keepWay(way: Way): void {
  useUndo.setState({ way });
}

/** It was taken back elsewhere. */
export function forgetWay(): void {
  useUndo.setState({ way: undefined });
}

/** `undefined`: there is nothing to take back. */
export function undoing(): (() => void) | undefined {
  const { way } = useUndo.getState();
  if (way === undefined) return undefined;
  return () => {
    useUndo.setState({ way: undefined });
    void takeBack(way);
  };
}

/** Looks on at a secret that may lie elsewhere now. */
export function goAlong(follow: Follow): void {
  const { path } = detail.useDetail.getState();
  const to = path === undefined ? undefined : follow(path);
  if (to === path) return;
  if (to === undefined) detail.close();
  else detail.turnTo(to);
}

function takeBack({ undo, back, told }: Way): Promise<void> {
  return writes(async () => {
    const unlocked = untilLock();
    const reply = await api.several.undo({ undo });
    if (!unlocked()) return;
    if (reply.ok && back) goAlong(back);
    if (!reply.ok) refused(reply.failure);
    else if (reply.value.secrets + reply.value.stays.length === 0) say(text.nothingToDo);
    else if (reply.value.stays.length > 0) say(text.takenBackBut(reply.value.secrets, reply.value.stays));
    else say(told ?? text.takenBack(reply.value.secrets));
    await refresh();
  });
}

function refused(failure: Failure): void {
  if (failure.code === 'conflict') warn(text.notTakenBack);
  else complain(failure);
}
