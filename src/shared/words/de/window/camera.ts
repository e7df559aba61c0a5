type English = typeof import('../../en/window/camera.ts');

export const cameraWords = {
  title: 'Kamera',
  label: 'Was die Kamera sieht',
  starting: 'Die Kamera wird gestartet…',
  hold: 'Bei gutem Licht soll der quadratische Code das halbe Bild füllen.',
  next: 'Jetzt das nächste.',
  none: 'An diesem Computer wurde keine Kamera gefunden.',
  refused: 'Das System hat die Kamera verweigert, oder ein anderes Programm benutzt sie.',
  again: 'Kamera erneut versuchen',
  stop: 'Kamera ausschalten',
} satisfies English['cameraWords'];
