import type { Browser } from './browser.ts';

/** Sends one command of W3C WebDriver, and gives its result. */
export interface Wire {
  send(command: Command, input?: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

/** The few commands that the tests need: their names in Marionette, and their paths over HTTP. */
export const commands = {
  'WebDriver:Navigate': 'url',
  'WebDriver:ExecuteAsyncScript': 'execute/async',
  'WebDriver:FindElement': 'element',
  'WebDriver:ElementClick': 'element/:id/click',
  'WebDriver:ElementSendKeys': 'element/:id/value',
  'WebDriver:PerformActions': 'actions',
} as const;
export type Command = keyof typeof commands;

const named: Readonly<Record<string, string>> = {
  ...{ Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Shift: '\uE008', Space: ' ' },
};

const press = (type: 'keyDown' | 'keyUp') => (value: string) => ({ type, value });
const typed = (text: string) =>
  [...text].flatMap((letter) => [press('keyDown')(letter), press('keyUp')(letter)]);

/** `Tab`, `Shift+Tab`. */
function chord(keys: string) {
  const values = keys.split('+').map((key) => named[key] ?? key);
  return [...values.map(press('keyDown')), ...values.toReversed().map(press('keyUp'))];
}

/** Both Firefox and WebKit speak WebDriver; what differs is how it is sent. */
export function driverOver(wire: Wire): Browser {
  const find = async (selector: string) => {
    const found = await wire.send('WebDriver:FindElement', { using: 'css selector', value: selector });
    return Object.values((found as { value?: object }).value ?? (found as object))[0] as string;
  };
  return {
    open: async (address) => void (await wire.send('WebDriver:Navigate', { url: address })),
    run: async <T>(body: string, ...args: readonly unknown[]) => {
      const script = `const tell = arguments[arguments.length - 1];
        (async function () { ${body} }).apply(null, [...arguments].slice(0, -1))
          .then((value) => tell(JSON.stringify([value])), (error) => tell(JSON.stringify({ error: String(error) })));`;
      const told = (await wire.send('WebDriver:ExecuteAsyncScript', { script, args })) as string;
      const answer = JSON.parse(told) as [T] | { error: string };
      if (!Array.isArray(answer)) throw new Error(`in the page: ${answer.error}`);
      return answer[0];
    },
    keys: async (...keys) => {
      const actions = keys.flatMap((key) => (key.length > 1 && /^[A-Z]/.test(key) ? chord(key) : typed(key)));
      await wire.send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    click: async (selector) => void (await wire.send('WebDriver:ElementClick', { id: await find(selector) })),
    choose: async (selector, file) =>
      void (await wire.send('WebDriver:ElementSendKeys', { id: await find(selector), text: file })),
    close: () => wire.close(),
  };
}
