// The least that Electron needs for a window: what a start cannot be faster than.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 760 });
  window.loadFile(join(__dirname, 'index.html'));
});
