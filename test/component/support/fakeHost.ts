/** A host in memory: the contract's handlers over the small clip. Scores and curves are core's own. */
import { vi } from 'vitest';
import { createEmitter, type Emitter } from '#core/contract/emitter.ts';
import { ComoveError } from '#core/contract/errors.ts';
import { createMemoryTransport } from '#core/contract/memoryTransport.ts';
import type { Handlers, MethodName, MethodParsed } from '#core/contract/methods.ts';
import type { Capabilities, MapInfo, SequenceInfo } from '#core/contract/schemas.ts';
import type { Transport } from '#core/contract/transport.ts';
import * as clip from './clip.ts';

export interface FakeHost {
  readonly transport: Transport;
  readonly emitter: Emitter;
  readonly capabilities: Capabilities;
  /** What sequences say of themselves from now on. */
  info: SequenceInfo;
  readonly values: Record<string, string | string[]>;
  /** Inputs of the calls so far. */
  calls<M extends MethodName>(method: M): MethodParsed<M>[];
  /** Calls of a method wait, until released or their job is aborted. */
  hold(method: 'sequence.open' | 'map.compute' | 'export.run'): () => void;
  /** Calls of a method fail from now on; undefined lets them pass again. */
  fail(method: MethodName, error: ComoveError | undefined): void;
  connect(connected: boolean): void;
  /** Tells of a map's scores so far. */
  tellPartial(jobId: string, scores: Float32Array<ArrayBuffer>, done: number, total: number): void;
}

export function createFakeHost(): FakeHost {
  const emitter = createEmitter();
  const media = new Map<string, ArrayBufferView<ArrayBuffer>>([
    ['/media/positions', clip.positions],
    ['/media/visibility', new Uint8Array(clip.frameCount * clip.pointCount).fill(1)],
    ['/media/status', clip.status],
    ['/media/labels', clip.labels],
  ]);
  const maps = new Map<string, { scores: Float32Array; pick: number }>();
  const seen: [MethodName, unknown][] = [];
  const failures = new Map<MethodName, ComoveError>();
  const gates = new Map<string, { promise: Promise<void>; open(): void }>();
  const aborts = new Map<string, (error: Error) => void>();
  const connections = new Set<(connected: boolean) => void>();

  vi.stubGlobal(
    'fetch',
    async (url: string, { headers }: { headers?: { Range?: string } } = {}) => {
      const view = media.get(url);
      if (!view) return new Response('{}', { status: 404 });
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      const range = /bytes=(\d+)-(\d+)/.exec(headers?.Range ?? '');
      return new Response(range ? bytes.slice(Number(range[1]), Number(range[2]) + 1) : bytes);
    },
  );

  /** What every long method does: waits at its gate, and can be aborted there. */
  async function asJob<T>(method: string, jobId: string, work: () => Promise<T>): Promise<T> {
    const aborted = new Promise<never>((_, reject) => aborts.set(jobId, reject));
    aborted.catch(() => {});
    await Promise.race([gates.get(method)?.promise, aborted]);
    return work();
  }

  const host = {
    emitter,
    values: {},
    capabilities: {
      shell: 'memory',
      version: '0.1.0',
      systemDialogs: false,
      droppedPaths: false,
      estimators: clip.estimators.map(({ info }) => ({ ...info })),
      engine: { state: 'ready', label: 'CPU, 2 threads' },
      exportFolder: '/home/user/comove',
      hasSample: true,
    } as Capabilities,
    info: sequenceInfo(),
  };

  const handlers: Handlers = {
    'capabilities.get': async () => host.capabilities,
    'files.list': async ({ path = '/home/user' }) => ({
      path,
      parent: '/home',
      entries: [
        { name: 'clips', path: `${path}/clips`, kind: 'folder' },
        { name: 'walkers', path: `${path}/walkers`, kind: 'sequence' },
      ],
    }),
    'files.choose': async () => ({ path: '/chosen' }),
    'recent.list': async () => ({
      entries: [
        { path: '/data/old_walkers', name: 'old_walkers', exists: true },
        { path: '/data/gone', name: 'gone', exists: false },
      ],
    }),
    'recent.forget': async () => ({}),
    'sequence.open': ({ jobId }) => asJob('sequence.open', jobId, async () => host.info),
    'sequence.filter': async ({ protocol }) => (host.info = { ...host.info, protocol }),
    'sequence.close': async () => ({}),
    'sequence.pick': async () => ({}),
    'map.compute': ({ jobId, ...request }) =>
      asJob('map.compute', jobId, async () => {
        const scores = (await clip.scoresOf(request)) as Float32Array<ArrayBuffer>;
        const mapId = `map ${maps.size}`;
        maps.set(mapId, { scores, pick: request.picks[0] });
        media.set(`/media/${mapId}`, scores);
        return mapInfo(mapId, request, scores);
      }),
    'map.forecast': async ({ picks }) => {
      const pairs = 2 * host.info.kept * picks.length;
      return { pairs, secondsPerPair: 0.5, seconds: pairs * 0.5 };
    },
    'pair.describe': async ({ pick, other }) => {
      const told = [...Array(clip.frameCount).keys()];
      const axis = {
        edges: [0, 0.5, 1],
        table: [1, -1, -1, 1],
        u: told.map((t) => (t + 0.5) / clip.frameCount),
        v: told.map((t) => (t + 0.5) / clip.frameCount),
        pick: told.map((t) => 100 + 2 * t),
        other: told.map(() => 40),
      };
      return {
        samples: clip.frameCount,
        frames: told,
        x: { ...axis, dv: pick / 10, estimate: other / 10 },
        y: { ...axis, dv: 0.25, estimate: 0.375 },
      };
    },
    'curve.compute': async ({ mapId }) => {
      const { scores, pick } = maps.get(mapId)!;
      return clip.curveOf(scores, pick);
    },
    'export.run': ({ jobId, folder, mapId, threshold }) =>
      asJob('export.run', jobId, async () => ({
        folder,
        files: [{ name: 'labels.npz', bytes: 2048 }],
        selected: maps.get(mapId)!.scores.filter((score) => score >= threshold).length,
      })),
    'job.abort': async ({ jobId }) => {
      aborts.get(jobId)?.(new ComoveError('ABORTED', 'Stopped.'));
      return { aborted: aborts.has(jobId) };
    },
    'engine.restart': async () => ({ state: 'ready', label: 'CPU, 2 threads' }),
    'settings.get': async () => ({ values: host.values, notes: [] }),
    'settings.set': async ({ values }) => {
      Object.assign(host.values, values);
      return {};
    },
  };
  const memory = createMemoryTransport(handlers, emitter);
  const transport: Transport = {
    ...memory,
    request: async (method, input) => {
      seen.push([method as MethodName, input]);
      const failure = failures.get(method as MethodName);
      if (failure) {
        const { code, message, file, remedy } = failure;
        return { ok: false, error: { code, message, file, remedy } };
      }
      return memory.request(method, input);
    },
    onConnection: (listener) => {
      connections.add(listener);
      return () => connections.delete(listener);
    },
  };

  return Object.assign(host, {
    transport,
    calls: <M extends MethodName>(method: M) =>
      seen.filter(([name]) => name === method).map(([, input]) => input as MethodParsed<M>),
    hold(method: string) {
      let open = () => {};
      const promise = new Promise<void>((resolve) => (open = resolve));
      gates.set(method, { promise, open });
      return () => {
        gates.delete(method);
        open();
      };
    },
    fail(method: MethodName, error: ComoveError | undefined) {
      if (error) failures.set(method, error);
      else failures.delete(method);
    },
    tellPartial(jobId: string, scores: Float32Array<ArrayBuffer>, done: number, total: number) {
      const partialScores = `/media/partial-${jobId}`;
      media.set(partialScores, scores);
      const counts = { done, total, unit: 'pairs', elapsedMillis: 100 };
      emitter.emit('job.progress', { jobId, phase: 'Scoring', ...counts, partialScores });
    },
    connect(connected: boolean) {
      for (const listener of connections) listener(connected);
    },
  });
}

function sequenceInfo(): SequenceInfo {
  return {
    sequenceId: 's1',
    name: 'walkers',
    path: '/data/walkers',
    archive: 'anno.npz',
    frameCount: clip.frameCount,
    pointCount: clip.pointCount,
    dtype: 'float32',
    protocol: { referenceFrame: 0, minimum: -2000, maximum: 2000 },
    kept: 9,
    dropped: {
      nonFinite: 0,
      beyondBounds: 1,
      outsideReferenceFrame: 0,
      neverVisible: 0,
      rarelyVisible: 0,
    },
    width: 100,
    height: 100,
    sizeSource: 'points',
    imageCount: 0,
    maskCount: 0,
    frameRate: 30,
    labelSource: 'file',
    objects: [
      { label: 0, name: 'background', points: 1 },
      { label: 1, name: 'left', points: 4 },
      { label: 2, name: 'right', points: 4 },
    ],
    notes: ['There are no images.'],
    media: {
      positions: '/media/positions',
      visibility: '/media/visibility',
      status: '/media/status',
      labels: '/media/labels',
    },
  };
}

function mapInfo(
  mapId: string,
  request: Omit<MethodParsed<'map.compute'>, 'jobId'>,
  scores: Float32Array,
): MapInfo {
  const known = scores.filter((score) => !Number.isNaN(score));
  return {
    ...request,
    mapId,
    unit: 'correlation',
    pairs: 2 * known.length * request.picks.length,
    elapsedMillis: 190,
    engine: 'CPU, 2 threads',
    scores: `/media/${mapId}`,
    minimum: Math.min(...known),
    maximum: Math.max(...known),
    autoThreshold: clip.autoOf(scores),
    notes: [],
  };
}
