import { Camera as CameraIcon, ClipboardPaste, FileImage, Keyboard } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Gathering, Reply } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { recoveryLimits } from '../../../shared/recovery.ts';
import { api } from '../../api.ts';
import { Camera } from '../../components/camera.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Ring } from '../../components/ring.tsx';
import { useDrop, usePaste } from '../../components/use-arrivals.ts';
import { Working } from '../../components/working.tsx';
import { type Frame, faultOfFrame } from '../../stores/frames.ts';
import { words } from '../../words/words.ts';
import styles from './give.module.css';
import { TypeWords } from './type-words.tsx';

const text = words.recovery.give;
type Way = 'camera' | 'file' | 'clipboard' | 'type';

interface Props {
  gathering: Gathering;
  onGathering: (gathering: Gathering) => void;
}

/**
 * Takes sheets one at a time, in any order and any of four ways; says beside the way why one was
 * not taken.
 */
export function Give({ gathering, onGathering }: Props) {
  const [way, setWay] = useState<Way>();
  const [failure, setFailure] = useState<Failure>();
  const [reading, setReading] = useState(false);
  const [heard, setHeard] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  const typing = useRef<HTMLDivElement>(null);
  const { need } = gathering;
  const have = gathering.taken.length - gathering.suspects.length;

  const take = (next: Gathering) => {
    const fresh = next.taken.filter((sheet) => !gathering.taken.includes(sheet));
    if (fresh.length > 0) setHeard(text.taken(fresh));
    setFailure(undefined);
    onGathering(next);
  };
  /** Takes one reply over; what comes back is why it gave no sheet. */
  const settle = (reply: Reply<Gathering>): Failure | undefined => {
    if (reply.ok) take(reply.value);
    return reply.ok ? undefined : reply.failure;
  };
  const giveTyped = async (typed: string) => {
    const why = settle(await api.recovery.giveText({ text: typed }));
    if (why) return why;
    // Back to where it is seen that the sheet was taken, and how many are missing. The focus goes
    // first: on a part that is gone it would be lost, and Escape with it.
    typing.current?.querySelector('button')?.focus();
    setWay(undefined);
    return undefined;
  };
  const read = async (from: Way, give: () => Promise<Failure | undefined>) => {
    if (reading) return;
    setWay(from);
    setFailure(undefined);
    setReading(true);
    setFailure(await give());
    setReading(false);
  };
  const giveFiles = (files: readonly File[]) =>
    read('file', async () => {
      let why: Failure | undefined;
      for (const file of files) why = (await givePicture(file).then(settle)) ?? why;
      return why;
    });
  const paste = () => read('clipboard', async () => settle(await api.recovery.giveClipboard()));
  usePaste(paste);

  const justTaken = useRef<number>(undefined);
  const look = async (frame: Frame) => {
    const reply = await api.recovery.giveFrame(frame);
    if (!reply.ok || !reply.value.found) return faultOfFrame(reply, justTaken.current);
    justTaken.current = reply.value.gathering.taken.at(-1);
    take(reply.value.gathering);
    return 'taken';
  };

  const choose = (wanted: Way) => {
    setFailure(undefined);
    if (wanted === 'file') chooser.current?.click();
    else if (wanted === 'clipboard') void paste();
    else setWay(way === wanted ? undefined : wanted);
  };
  const dropping = useDrop((files) => void giveFiles(files));

  return (
    <div className={styles.give}>
      <div className={styles.progress}>
        <Ring
          label={text.ring}
          have={have}
          need={need}
          figure={text.of(have, need)}
          spoken={text.ringText(have, need)}
        />
        <div>
          <p role="status" className={styles.taken}>
            {heard}
          </p>
          <p>{have === 0 ? text.first(need) : text.missing(Math.max(0, need - have))}</p>
        </div>
      </div>
      <fieldset aria-label={text.ways} className={styles.ways}>
        <WayButton way="camera" now={way} icon={<CameraIcon aria-hidden />} onPress={choose} />
        <WayButton way="file" now={way} icon={<FileImage aria-hidden />} onPress={choose} />
        <WayButton way="clipboard" now={way} icon={<ClipboardPaste aria-hidden />} onPress={choose} />
        <div ref={typing}>
          <WayButton way="type" now={way} icon={<Keyboard aria-hidden />} onPress={choose} />
        </div>
      </fieldset>
      <input
        ref={chooser}
        type="file"
        accept=".png,.jpg,.jpeg,.pdf,image/png,image/jpeg,application/pdf"
        multiple
        hidden
        aria-label={text.file}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file chosen again must be a change too.
          event.target.value = '';
          if (files.length > 0) void giveFiles(files);
        }}
      />
      {reading && <Working label={text.reading} />}
      {failure && <FailureNote failure={failure} />}
      {way === 'camera' && (
        <Camera
          turn={(on) => api.recovery.camera({ on })}
          look={look}
          other={text.noCamera}
          onStop={() => setWay(undefined)}
        />
      )}
      {way === 'type' && <TypeWords onGive={giveTyped} />}
      {dropping && (
        <p aria-hidden="true" className={styles.drop}>
          {text.drop}
        </p>
      )}
    </div>
  );
}

interface WayProps {
  way: Way;
  now: Way | undefined;
  icon: ReactNode;
  onPress: (way: Way) => void;
}

function WayButton({ way, now, icon, onPress }: WayProps) {
  // These two open a part below; the others act at once.
  const stays = way === 'camera' || way === 'type';
  return (
    <Button
      className={cx(styles.way)}
      onPress={() => onPress(way)}
      {...(stays && { 'aria-pressed': now === way })}
    >
      {icon}
      <span className={styles.wayText}>
        <span>{text[way]}</span>
        <span>{text[`${way}Text`]}</span>
      </span>
    </Button>
  );
}

async function givePicture(file: File): Promise<Reply<Gathering>> {
  if (file.size > recoveryLimits.picture)
    return { ok: false, failure: { code: 'picture-refused', reason: 'too-large' } };
  // A file that was moved meanwhile, or a folder, rejects.
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => undefined,
  );
  if (!bytes) return { ok: false, failure: { code: 'picture-refused', reason: 'unreadable' } };
  const reply = await api.recovery.givePicture({ bytes });
  bytes.fill(0);
  return reply;
}
