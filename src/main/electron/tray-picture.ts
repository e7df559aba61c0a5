/** What the icon in the tray tells. */
export interface TraySigns {
  readonly isOpen: boolean;
  /** A program waits. */
  readonly waits: boolean;
}

type Color = readonly [red: number, green: number, blue: number];
const open: Color = [0x0c, 0x8a, 0x7f];
const locked: Color = [0x6b, 0x74, 0x71];
const waiting: Color = [0xe8, 0x8a, 0x00];
const white: Color = [0xff, 0xff, 0xff];

/** The icon, as rows of BGRA bytes: a keyhole on a square, and a dot where somebody waits. */
export function trayPicture(size: number, { isOpen, waits }: TraySigns): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [u, v] = [(x + 0.5) / size, (y + 0.5) / size];
      const color = colorAt(u, v, isOpen ? open : locked, waits);
      if (color === undefined) continue;
      const [red, green, blue] = color;
      pixels.set([blue, green, red, 0xff], (y * size + x) * 4);
    }
  return pixels;
}

// In units of the picture's edge; `undefined`: nothing is drawn there.
function colorAt(u: number, v: number, ground: Color, waits: boolean): Color | undefined {
  if (waits && within(u, v, 0.78, 0.78, 0.22)) return waiting;
  const isHole = within(u, v, 0.5, 0.38, 0.15);
  const isSlot = v >= 0.45 && v <= 0.76 && Math.abs(u - 0.5) <= 0.045 + (v - 0.45) * 0.18;
  if (isHole || isSlot) return white;
  return isInSquare(u, v) ? ground : undefined;
}

function isInSquare(u: number, v: number): boolean {
  const [edge, round] = [0.04, 0.22];
  const inner = (one: number) => Math.min(Math.max(one, edge + round), 1 - edge - round);
  return within(u, v, inner(u), inner(v), round);
}

function within(u: number, v: number, x: number, y: number, radius: number): boolean {
  return Math.hypot(u - x, v - y) <= radius;
}
