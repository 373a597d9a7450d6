import { randomBytes } from 'node:crypto';
import { wirePaths } from '#core/contract/wire.ts';
import type { ByteSource } from './byteSource.ts';

/** Opens what a URL stands for; `frame` is there when the URL ends in one. Throws ComoveError. */
export type MediaOpener = (frame: number | undefined) => ByteSource | Promise<ByteSource>;

export interface MediaScope {
  /** Registers bytes and returns their URL, `/media/<token>`. */
  add(opener: MediaOpener): string;
  /** Withdraws one URL. */
  revoke(url: string): void;
  /** Withdraws every URL of the scope. */
  dispose(): void;
}

export interface MediaRegistry {
  /** URLs that end together, e.g. those of a sequence. */
  scope(): MediaScope;
  find(token: string): MediaOpener | undefined;
}

/**
 * Which bytes may be fetched by whom holds their URL. A token is 144 random bits: it cannot be guessed, and it
 * says nothing about the path behind it.
 */
export function createMediaRegistry(): MediaRegistry {
  const openers = new Map<string, MediaOpener>();
  return {
    find: (token) => openers.get(token),
    scope() {
      const tokens = new Set<string>();
      const revoke = (token: string) => {
        if (tokens.delete(token)) openers.delete(token);
      };
      return {
        add(opener) {
          const token = randomBytes(18).toString('base64url');
          tokens.add(token);
          openers.set(token, opener);
          return wirePaths.media + token;
        },
        revoke: (url) => revoke(url.slice(wirePaths.media.length)),
        dispose: () => [...tokens].forEach(revoke),
      };
    },
  };
}
