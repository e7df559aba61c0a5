import { useEffect, useRef, useState } from 'react';
import type { Gathering } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote, Note } from '../../components/failure-note.tsx';
import { cameraFault, faultOfFrame, frameSize, greyOf } from '../../stores/frames.ts';
import { words } from '../../words/words.ts';
import styles from './give.module.css';

const text = words.recovery.camera;
/** Between two looks: at most five a second. */
const everyMs = 200;

interface Props {
  onGathering: (gathering: Gathering) => void;
  onStop: () => void;
}

type Look = 'starting' | 'on' | 'none' | 'refused';

/**
 * Shows what the camera sees and looks for codes in it. Nothing of it is kept, and it stops when
 * this is left.
 */
export function Camera({ onGathering, onStop }: Props) {
  const section = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [look, setLook] = useState<Look>('starting');
  const [failure, setFailure] = useState<Failure>();
  const [found, setFound] = useState(false);
  const [turn, setTurn] = useState(0);
  const took = useRef(onGathering);
  took.current = onGathering;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn starts the camera again.
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const end = new AbortController();
    setLook('starting');
    void openCamera(element, end.signal)
      .then((fault) => !end.signal.aborted && setLook(fault ?? 'on'))
      .then(() =>
        watch(element, end.signal, {
          fault: setFailure,
          taken: (gathering) => {
            setFailure(undefined);
            setFound(true);
            took.current(gathering);
          },
        }),
      );
    return () => end.abort();
  }, [turn]);

  // In a small window it opens below what is seen.
  useEffect(() => {
    if (look !== 'starting') section.current?.scrollIntoView({ block: 'nearest' });
  }, [look]);

  const missing = look === 'none' || look === 'refused';
  return (
    <section ref={section} aria-label={text.title} className={styles.camera}>
      {!missing && (
        <p role="status" className={styles.hint}>
          {look === 'starting' ? text.starting : found ? text.next : text.hold}
        </p>
      )}
      {failure && <FailureNote failure={failure} />}
      <video
        ref={video}
        muted
        playsInline
        aria-label={text.label}
        hidden={missing}
        className={styles.video}
      />
      {missing ? (
        <Note title={text[look]} text={text.other} calm>
          <Button onPress={() => setTurn(turn + 1)}>{text.again}</Button>
        </Note>
      ) : (
        <div>
          <Button onPress={onStop}>{text.stop}</Button>
        </div>
      )}
    </section>
  );
}

/** Shows the camera in `video` until the signal; what comes back is why it cannot. */
async function openCamera(
  video: HTMLVideoElement,
  end: AbortSignal,
): Promise<'none' | 'refused' | undefined> {
  await api.recovery.camera({ on: true });
  const stop = (stream?: MediaStream) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    void api.recovery.camera({ on: false });
  };
  if (end.aborted || !navigator.mediaDevices) {
    stop();
    return 'none';
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1_280 }, height: { ideal: 960 } },
    });
    end.addEventListener('abort', () => stop(stream));
    // It may have been left while the system was asked.
    if (end.aborted) stop(stream);
    else {
      video.srcObject = stream;
      await video.play();
    }
    return undefined;
  } catch (error) {
    stop();
    return cameraFault(error);
  }
}

interface Hears {
  fault(failure: Failure | undefined): void;
  taken(gathering: Gathering): void;
}

/**
 * Gives pictures of the camera one at a time: the next is taken when the last one was looked at.
 */
async function watch(video: HTMLVideoElement, end: AbortSignal, hears: Hears): Promise<void> {
  const canvas = document.createElement('canvas');
  let justTaken: number | undefined;
  while (!end.aborted && video.srcObject) {
    const frame = grab(video, canvas);
    const reply = frame && (await api.recovery.giveFrame(frame));
    frame?.grey.fill(0);
    if (end.aborted) break;
    if (reply?.ok && reply.value.found) {
      justTaken = reply.value.gathering.taken.at(-1);
      hears.taken(reply.value.gathering);
    } else if (reply) {
      const fault = faultOfFrame(reply, justTaken);
      if (fault) hears.fault(fault);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  canvas.width = 0;
  canvas.height = 0;
}

function grab(video: HTMLVideoElement, canvas: HTMLCanvasElement) {
  if (video.videoWidth === 0) return undefined;
  const { width, height } = frameSize(video.videoWidth, video.videoHeight);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = greyOf(data);
  data.fill(0);
  return { width, height, grey };
}
