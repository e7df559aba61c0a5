import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { cameraFault, type Frame, frameSize, greyOf } from '../stores/frames.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './camera.module.css';
import { FailureNote, Note } from './failure-note.tsx';

const text = words.camera;
/** Between two looks: at most five a second. */
const everyMs = 200;

export interface CameraUse {
  /** Asks main for the camera, or gives it back. */
  readonly turn: (on: boolean) => Promise<unknown>;
  /** Looks for a code in a picture: it was taken, or why not; `undefined` leaves what stands. */
  readonly look: (frame: Frame) => Promise<Failure | 'taken' | undefined>;
}

interface Props extends CameraUse {
  /** What else can be done where there is no camera. */
  other: string;
  onStop: () => void;
}

type State = 'starting' | 'on' | 'none' | 'refused';

/**
 * Shows what the camera sees and looks for codes in it. Nothing of it is kept, and it stops when
 * this is left.
 */
export function Camera({ other, onStop, ...use }: Props) {
  const section = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<State>('starting');
  const [failure, setFailure] = useState<Failure>();
  const [found, setFound] = useState(false);
  const [turn, setTurn] = useState(0);
  const latest = useRef<CameraUse>(use);
  latest.current = use;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn starts the camera again.
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const end = new AbortController();
    const hear = (told: Failure | 'taken' | undefined) => {
      if (told === 'taken') setFound(true);
      if (told !== undefined) setFailure(told === 'taken' ? undefined : told);
    };
    setState('starting');
    void openCamera(element, latest.current.turn, end.signal)
      .then((fault) => !end.signal.aborted && setState(fault ?? 'on'))
      .then(() => watch(element, end.signal, async (frame) => hear(await latest.current.look(frame))));
    return () => end.abort();
  }, [turn]);

  // In a small window it opens below what is seen.
  useEffect(() => {
    if (state !== 'starting') section.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);

  const missing = state === 'none' || state === 'refused';
  return (
    <section ref={section} aria-label={text.title} className={styles.camera}>
      {!missing && (
        <p role="status" className={styles.hint}>
          {state === 'starting' ? text.starting : found ? text.next : text.hold}
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
        <Note title={text[state]} text={other} calm>
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
  turn: CameraUse['turn'],
  end: AbortSignal,
): Promise<'none' | 'refused' | undefined> {
  await turn(true);
  const stop = (stream?: MediaStream) => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    void turn(false);
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

/**
 * Gives pictures of the camera one at a time: the next is taken when the last one was looked at.
 */
async function watch(
  video: HTMLVideoElement,
  end: AbortSignal,
  look: (frame: Frame) => Promise<void>,
): Promise<void> {
  const canvas = document.createElement('canvas');
  while (!end.aborted && video.srcObject) {
    const frame = grab(video, canvas);
    if (frame) await look(frame);
    frame?.grey.fill(0);
    if (end.aborted) break;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  canvas.width = 0;
  canvas.height = 0;
}

function grab(video: HTMLVideoElement, canvas: HTMLCanvasElement): Frame | undefined {
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
