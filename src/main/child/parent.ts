/** The process that started this one, seen from here. */
export interface Parent {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

/** Electron's `parentPort` in a utility process, Node's channel in a forked one. */
export function parentOf(): Parent {
  const port = (process as unknown as { parentPort?: UtilityPort }).parentPort;
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      listen: (listener) => void port.on('message', (event) => listener(event.data)),
    };
  }
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', listener),
  };
}
