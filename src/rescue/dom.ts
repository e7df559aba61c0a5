// Elements of the page. Texts go in as texts alone: nothing from a vault is ever markup.
type Child = Node | string | undefined | false;
type Listeners = { [event in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[event]) => void };

export interface Props {
  readonly class?: string;
  readonly on?: Listeners;
  /** Attributes; `true` sets an empty one, `undefined` and `false` none. */
  readonly [attribute: string]: string | number | boolean | undefined | Listeners;
}

export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  const { on = {}, ...attributes } = props;
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  for (const [event, listener] of Object.entries(on))
    element.addEventListener(event, listener as EventListener);
  fill(element, ...children);
  return element;
}

/** Puts these in the place of all that is in an element. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
}

export function button(label: string, press: () => void, props: Props = {}): HTMLButtonElement {
  return h('button', { type: 'button', ...props, on: { click: press } }, label);
}

/** A button that opens the browser's choice of files. */
export function chooser(
  label: string,
  take: (files: File[]) => void,
  { class: look, ...props }: Props = {},
): HTMLElement {
  const input = h('input', {
    type: 'file',
    hidden: true,
    ...props,
    on: {
      change: () => {
        const files = [...(input.files ?? [])];
        input.value = '';
        if (files.length > 0) take(files);
      },
    },
  });
  return h(
    'span',
    {},
    input,
    button(label, () => input.click(), { ...(look !== undefined && { class: look }) }),
  );
}

/** What happened and what to do next, read aloud at once. */
export function trouble({ what, next }: { readonly what: string; readonly next: string }): HTMLElement {
  return h('div', { class: 'trouble', role: 'alert' }, h('strong', {}, what), ' ', next);
}
