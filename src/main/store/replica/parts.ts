import type { ReplicaFolder } from './folder.ts';
import type { Heard } from './heard.ts';
import type { Mirror } from './mirror.ts';
import type { Service } from './service.ts';
import type { Unsent } from './unsent.ts';

/** What a replica is put together from. */
export interface Parts {
  readonly folder: ReplicaFolder;
  readonly service: Service;
  readonly heard: Heard;
  readonly mirror: Mirror;
  readonly unsent: Unsent;
}
