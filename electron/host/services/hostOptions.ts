/** What a shell brings along when it makes its host. */
import type { Capabilities } from '#core/contract/schemas.ts';
import type { Installation } from '../installation.ts';
import type { MapEngine } from './mapEngine.ts';

export type DialogPurpose = 'openFolder' | 'openArchive' | 'exportFolder';

export interface HostOptions {
  readonly installation: Installation;
  readonly shell: Capabilities['shell'];
  readonly engine: MapEngine;
  /** Where settings and recent files lie. */
  readonly configFolder: string;
  /** Proposed for exports. */
  readonly exportFolder: string;
  /** A sequence to start on. */
  readonly initialPath?: string;
  /** The system's own dialogs, where the shell has them; undefined when cancelled. */
  readonly choose?: (purpose: DialogPurpose) => Promise<string | undefined>;
  /** Bytes that pages sent, where the shell takes them. */
  readonly uploads?: UploadSource;
}

export interface UploadSource {
  /** The path to open for an upload's id. */
  locate(id: string): Promise<string>;
  remove(id: string): Promise<void>;
}
