// Loaded into the app with -r: types the passphrase into its window, and says when the list of
// secrets is there. SIGUSR2 takes the focus out of every field.
const { app } = require('electron');
const { writeSync } = require('node:fs');

/** @param {string | undefined} passphrase */
const unlock = (passphrase) => `new Promise((resolve) => {
  const field = () => document.querySelector('input[type=password]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  let typed = false;
  const look = () => {
    if (document.querySelector('[data-pane=list]')) return resolve();
    if (!typed && field()) {
      typed = true;
      set.call(field(), ${JSON.stringify(passphrase)});
      field().dispatchEvent(new Event('input', { bubbles: true }));
      setTimeout(() => field().form.requestSubmit(), 100);
    }
    setTimeout(look, 100);
  };
  look();
})`;

app.on('browser-window-created', (_, window) => {
  window.webContents.once('dom-ready', async () => {
    await window.webContents.executeJavaScript(unlock(process.env.HOLDFAST_BENCH_PASSPHRASE));
    writeSync(1, 'open\n');
    process.on('SIGUSR2', () => window.webContents.executeJavaScript('document.activeElement.blur()'));
  });
});
