import type { App, WebContents } from 'electron';

/**
 * Refuses new windows, embedded pages and every navigation; `asked` hears where a page wanted to
 * go.
 */
export function guardContents(app: App, asked: (contents: WebContents, address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
      if (event.isMainFrame) asked(contents, event.url);
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault();
      choose('');
    });
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
