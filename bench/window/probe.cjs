// Loaded into both apps with -r: says when the page has drawn its password field in a window that
// is shown, then ends the app.
const { app } = require('electron');
const { writeSync } = require('node:fs');

// Frames are drawn only while a window is shown. Two of them: the field's own is then on the
// screen.
const drawn = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('input[type=password]') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => requestAnimationFrame(resolve));
  };
  look();
})`;

app.on('browser-window-created', (_, window) => {
  window.webContents.once('dom-ready', async () => {
    await window.webContents.executeJavaScript(drawn);
    writeSync(1, 'drawn\n');
    app.exit(0);
  });
});
