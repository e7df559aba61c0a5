/** Keys that work wherever the focus is: with Ctrl, Alt or Super, for what types must stay typing. */
const shape = /^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:Super\+)?(?:[A-Z0-9]|F(?:[1-9]|1[0-2])|Space)$/;
const holds = /^(?:Ctrl|Alt|Super)\+|\+Super\+/;

/** Keys as they are written down; `undefined`: a text that names none. */
export function parseGlobalKeys(text: string): string | undefined {
  return shape.test(text) && holds.test(text) ? text : undefined;
}

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What is pressed, as it is written down; `undefined`: nothing that can be such keys. */
export function pressedGlobalKeys(pressed: Pressed): string | undefined {
  const { ctrlKey, altKey, shiftKey, metaKey } = pressed;
  const held = [
    ...(ctrlKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    ...(metaKey ? ['Super'] : []),
  ];
  return parseGlobalKeys([...held, nameOf(pressed)].join('+'));
}

// With Alt or Shift a key may write another character than stands on it.
function nameOf({ key, code }: Pressed): string {
  if (code === 'Space') return 'Space';
  if (/^(?:[a-z]|F\d+)$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? '';
}

/**
 * The same as the portal wants it ("XDG shortcuts"): modifiers in capitals, the key by its name
 * among X's.
 */
export function portalTrigger(keys: string): string {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const named = key === 'Space' || key.length === 1 ? key.toLowerCase() : key;
  return [...parts.map((part) => (part === 'Super' ? 'LOGO' : part.toUpperCase())), named].join('+');
}
