import { app, type Session, session } from 'electron';
import { mayRequest } from './network-rules.ts';

/** Switches that must stand before the app is ready: Chromium asks nobody anything. */
export function silenceChromium(): void {
  const { commandLine } = app;
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    commandLine.appendSwitch(name);
  for (const name of ['dns-prefetch-disable', 'no-pings', 'disable-sync', 'disable-breakpad'])
    commandLine.appendSwitch(name);
  // A page cannot make a connection of its own past the rules for requests.
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

/** Refuses the network and every permission to a session; `refused` hears of each request. */
export function closeSession(closed: Session, refused: () => void, devServer?: string): void {
  closed.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !mayRequest(url, devServer);
    if (cancel) refused();
    answer({ cancel });
  });
  // Whatever would still get past that finds a proxy where nothing listens.
  void closed.setProxy(
    devServer ? { mode: 'direct' } : { proxyRules: 'socks5://0.0.0.0:9', proxyBypassRules: '<-loopback>' },
  );
  closed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  closed.setPermissionCheckHandler(() => false);
  closed.setDevicePermissionHandler(() => false);
  closed.setDisplayMediaRequestHandler(null);
  closed.setSpellCheckerEnabled(false);
  closed.on('will-download', (event) => event.preventDefault());
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    closed.on(event as 'select-hid-device', (chosen) => chosen.preventDefault());
  }
}

/**
 * Every session that is made from now on is closed as it is made. The default one is there already:
 * `closeSession`.
 */
export function closeNewSessions(refused: () => void, devServer?: string): void {
  app.on('session-created', (created) => closeSession(created, refused, devServer));
}

/** Every session there will ever be, the default one included, is closed. */
export function closeEverySession(refused: () => void, devServer?: string): void {
  closeNewSessions(refused, devServer);
  closeSession(session.defaultSession, refused, devServer);
}
