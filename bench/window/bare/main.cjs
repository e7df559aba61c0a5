// The least that Electron needs for a window: what a start cannot be faster than.
const { app, BrowserWindow } = require('electron');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 760 });
  // Not loadFile: with the fuses of a package no page comes out of an archive that way.
  const page = readFileSync(join(__dirname, 'index.html')).toString('base64');
  window.loadURL(`data:text/html;charset=utf-8;base64,${page}`);
});
