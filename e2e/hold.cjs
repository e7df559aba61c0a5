// @ts-check
// Electron loads this before the app (`-r`). It keeps the app waiting at "ready" until the test
// listens, so that nothing of the first page is missed; and Electron 33 crashes when a debugger
// comes while that page loads.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
/** @type {unknown[]} */
let heldBack = [];
let isReady = false;
/** @type {() => void} */
let open = () => undefined;
const opened = new Promise((resolve) => {
  open = () => resolve(undefined);
});

app.emit = (event, ...args) => {
  if (event !== 'ready' || isReady) return emit(event, ...args);
  heldBack = args;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => /** @type {Promise<void>} */ (opened);

Object.assign(globalThis, {
  /** Lets the app go on. */
  holdfastRelease: async () => {
    await ready;
    isReady = true;
    open();
    emit('ready', ...heldBack);
  },
});
