/** What is known of who sent a message. */
export interface Sender {
  /** The frame's origin as Chromium serialises it; empty for a frame that is gone. */
  readonly origin: string;
  /** Whether it is the main frame, not one embedded in it. */
  readonly mainFrame: boolean;
  /** Whether it is a window that we opened, and for this call. */
  readonly ourWindow: boolean;
}

/** The one origin that may speak to main. */
export const ourOrigin = 'holdfast://app';

/**
 * True only for the main frame of our own window on our own origin; an empty origin is nobody's.
 */
export function isOurs(sender: Sender): boolean {
  return sender.ourWindow === true && sender.mainFrame === true && sender.origin === ourOrigin;
}
