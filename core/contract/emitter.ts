import { events, type AnyEvent, type EventBody, type EventName } from './methods.ts';

/** Where a host's events can be listened to. */
export interface EventSource {
  /** Events until the returned function is called. */
  subscribe(listener: (event: AnyEvent) => void): () => void;
}

export interface Emitter extends EventSource {
  /**
   * Sends an event to all who listen now, without the keys that the contract does not name.
   *
   * @throws ZodError for a body off the contract
   */
  emit<E extends EventName>(event: E, body: EventBody<E>): void;
}

/** One sender of the contract's events, many listeners. */
export function createEmitter(): Emitter {
  const listeners = new Set<(event: AnyEvent) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event, body) {
      const parsed = { event, body: events[event].parse(body) } as AnyEvent;
      for (const listener of [...listeners]) listener(parsed);
    },
  };
}
