import type { Session, WebContents } from 'electron';

/** What a page asks for, in Chromium's words. */
export interface CameraRequest {
  readonly permission: string;
  /** `video`, `audio`; missing: the page did not say. */
  readonly media: readonly string[];
  readonly isMainFrame: boolean;
  readonly origin: string;
}

/**
 * The camera is there for one screen, and only while that screen asks for it; the microphone never
 * is.
 */
export class Camera {
  readonly #home: string;
  readonly #window: () => WebContents | undefined;
  #on = false;

  /** `home`: the address of our page, whose main frame alone may use the camera. */
  constructor(home: string, window: () => WebContents | undefined) {
    this.#home = originOf(home);
    this.#window = window;
  }

  turn(on: boolean): void {
    this.#on = on;
  }

  allows({ permission, media, isMainFrame, origin }: CameraRequest): boolean {
    const isVideoAlone = permission === 'media' && media.length === 1 && media[0] === 'video';
    return this.#on && isVideoAlone && isMainFrame && originOf(origin) === this.#home;
  }

  /** Lets our window's session ask; everything else it asks for stays refused. */
  guard(pages: Session): void {
    const isOurs = (contents: WebContents | null) => contents !== null && contents === this.#window();
    pages.setPermissionRequestHandler((contents, permission, answer, details) => {
      const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
      const { isMainFrame, requestingUrl } = details;
      answer(isOurs(contents) && this.allows({ permission, media, isMainFrame, origin: requestingUrl }));
    });
    pages.setPermissionCheckHandler((contents, permission, origin, { isMainFrame, mediaType }) => {
      const media = mediaType === undefined ? [] : [mediaType];
      return isOurs(contents) && this.allows({ permission, media, isMainFrame, origin });
    });
  }
}

// `URL.origin` is "null" for a scheme of one's own.
function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/]*/.exec(url)?.[0] ?? '';
}
