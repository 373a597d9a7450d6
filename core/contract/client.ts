import { errorFromBody } from './errors.ts';
import type { EventBody, EventName, MethodInput, MethodName, MethodOutput } from './methods.ts';
import type { Transport } from './transport.ts';

/** The contract as its users see it: typed calls and events, whatever carries them. */
export interface Client {
  /**
   * @throws ComoveError what the host answered, with its code; or what the transport rejects with when the host
   *   cannot be reached
   */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>;
  /** Events of one name until the returned function is called. */
  on<E extends EventName>(event: E, listener: (body: EventBody<E>) => void): () => void;
  /** Told when the connection is lost and when it is back, until the returned function is called. */
  onConnection(listener: (connected: boolean) => void): () => void;
  close(): void;
}

/** The typed client over any transport. The host has parsed what arrives here, so it is not parsed again. */
export function createClient(transport: Transport): Client {
  return {
    async call<M extends MethodName>(method: M, input: MethodInput<M>) {
      const reply = await transport.request(method, input);
      if (!reply.ok) throw errorFromBody(reply.error);
      return reply.value as MethodOutput<M>;
    },
    on<E extends EventName>(event: E, listener: (body: EventBody<E>) => void) {
      return transport.subscribe((received) => {
        if (received.event === event) listener(received.body as EventBody<E>);
      });
    },
    onConnection: (listener) => transport.onConnection(listener),
    close: () => transport.close(),
  };
}
