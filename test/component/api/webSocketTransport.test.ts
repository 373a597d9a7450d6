import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createWebSocketTransport } from '#renderer/api/webSocketTransport.ts';

/** A socket that the test opens, answers and breaks. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: { id: number; method: string; input: unknown }[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }
  open() {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  receive(message: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const page = { protocol: 'http:', host: '127.0.0.1:4000' } as Location;
const last = () => FakeSocket.all.at(-1)!;

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the WebSocket transport', () => {
  it('goes to the page’s own origin and matches replies to requests', async () => {
    const transport = createWebSocketTransport(page);
    expect(last().url).toBe('ws://127.0.0.1:4000/socket');
    const first = transport.request('recent.list', {});
    const second = transport.request('settings.get', {});
    last().open();
    await vi.waitFor(() => expect(last().sent).toHaveLength(2));
    const [a, b] = last().sent;
    expect(a).toMatchObject({ method: 'recent.list', input: {} });
    last().receive({ id: b.id, reply: { ok: true, value: 'b' } });
    last().receive({ id: a.id, reply: { ok: true, value: 'a' } });
    expect(await first).toEqual({ ok: true, value: 'a' });
    expect(await second).toEqual({ ok: true, value: 'b' });
  });

  it('passes events on until unsubscribed', () => {
    const transport = createWebSocketTransport(page);
    const listener = vi.fn();
    const unsubscribe = transport.subscribe(listener);
    last().open();
    last().receive({ event: 'path.requested', body: { path: '/a' } });
    unsubscribe();
    last().receive({ event: 'path.requested', body: { path: '/b' } });
    expect(listener.mock.calls).toEqual([[{ event: 'path.requested', body: { path: '/a' } }]]);
  });

  it('rejects what was under way when the connection is lost, and reconnects', async () => {
    const transport = createWebSocketTransport(page);
    const connected: boolean[] = [];
    transport.onConnection((now) => connected.push(now));
    last().open();
    const pending = transport.request('recent.list', {});
    await vi.waitFor(() => expect(last().sent).toHaveLength(1));
    last().close();
    await expect(pending).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await expect(transport.request('recent.list', {})).rejects.toMatchObject({
      code: 'DISCONNECTED',
    });
    expect(connected).toEqual([false]);

    vi.advanceTimersByTime(250);
    expect(FakeSocket.all).toHaveLength(2);
    last().close();
    vi.advanceTimersByTime(499);
    expect(FakeSocket.all).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all).toHaveLength(3);
    // One loss is told once, however many tries fail.
    expect(connected).toEqual([false]);
    last().open();
    expect(connected).toEqual([false, true]);
    const again = transport.request('recent.list', {});
    await vi.waitFor(() => expect(last().sent).toHaveLength(1));
    last().receive({ id: last().sent[0].id, reply: { ok: true, value: 1 } });
    expect(await again).toEqual({ ok: true, value: 1 });
  });

  it('does not reconnect once it is closed', () => {
    const transport = createWebSocketTransport(page);
    last().open();
    transport.close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
