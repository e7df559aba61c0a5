import { useEffect, useRef, useState } from 'react';
import type { Preview } from '../../shared/contract-files.ts';
import { words } from '../words/words.ts';
import styles from './canvas.module.css';

type Source = Extract<Preview, { kind: 'picture' | 'page' }>;

/** A picture, drawn by the page itself: it has no address, so nothing can be asked for it again. */
export function Canvas({ label, source }: { label: string; source: Source }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    drawable(source).then(
      (picture) => wanted && canvas.current && draw(canvas.current, picture),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [source]);
  if (failed) return <p>{words.files.unknown}</p>;
  return <canvas ref={canvas} role="img" aria-label={label} className={styles.picture} />;
}

function drawable(source: Source): Promise<ImageBitmap> {
  if (source.kind === 'picture') return createImageBitmap(new Blob([Uint8Array.from(source.bytes)]));
  const { width, height, grey } = source;
  const pixels = new ImageData(width, height);
  for (let at = 0; at < grey.length; at++)
    pixels.data.set([grey[at] ?? 0, grey[at] ?? 0, grey[at] ?? 0, 255], 4 * at);
  return createImageBitmap(pixels);
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
}
