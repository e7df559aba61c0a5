import { app } from 'electron';
import type { Log } from '../log.ts';
import { hidesFromCapture } from './capture.ts';

/** What this is, and where it writes down what goes wrong. */
export function aboutThis(log: Log) {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    logFile: log.file,
    hidesFromCapture: hidesFromCapture(process.platform),
  };
}
