/** What the window says while the camera looks for a square code. */
export const cameraWords = {
  title: 'Camera',
  label: 'What the camera sees',
  starting: 'Starting the camera…',
  hold: 'In good light, let the square code fill half of the picture.',
  next: 'Now the next one.',
  none: 'No camera was found on this computer.',
  refused: 'The system refused the camera, or another program uses it.',
  again: 'Try the camera again',
  stop: 'Turn the camera off',
};
