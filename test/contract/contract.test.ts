/** What a page may rely on, whatever door it came through: the same assertions over all three. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { methods, type EventBody } from '#core/contract/methods.ts';
import { createHost, type Host } from '#electron/host/services/host.ts';
import { fakeElectron } from '../support/fakeElectron.ts';
import { createFakeMapEngine, type FakeMapEngine } from '../support/fakeMapEngine.ts';
import { clipArrays, sequenceFolder, type SequenceFolder } from '../support/sequenceFolder.ts';
import { defects, electronDoor, memoryDoor, socketDoor, type Door } from './doors.ts';

vi.mock('electron', () => fakeElectron);

const [frames, points] = [10, 6];
/** Points move right by a pixel a frame; point 5 starts outside the image; 0 to 2 lie on object 1, 3 and 4 on 2. */
const position = (t: number, n: number) => [n === 5 ? -50 : n * 10 + t, 4] as const;
const visible = (t: number, n: number) => (t + n) % 3 > 0;

/** Little-endian float32, copied to where it is aligned. */
const floats = ({ body }: { body: Uint8Array }) => new Float32Array(Uint8Array.from(body).buffer);

describe.each([
  ['memory', memoryDoor],
  ['WebSocket', socketDoor],
  ['Electron IPC', electronDoor],
])('the contract over %s', (_, openDoor) => {
  let clip: SequenceFolder;
  let home: string;
  let engine: FakeMapEngine;
  let host: Host;
  let door: Door;
  let client: Client;
  let progress: EventBody<'job.progress'>[];

  beforeEach(async () => {
    clip = sequenceFolder();
    clip.archive(clipArrays({ frames, points, position, visible }));
    for (let t = 0; t < frames; t++) {
      clip.image(t, 64, 16);
      clip.mask(t, 64, 16, (x) => (x < 25 + t ? 1 : 2));
    }
    home = mkdtempSync(join(tmpdir(), 'comove-home-'));
    engine = createFakeMapEngine();
    host = createHost({
      installation: {
        root: home,
        version: '1.2.3',
        modelsFolder: home,
        sampleFolder: join(home, 'no sample'),
        workerFile: '',
      },
      shell: 'memory',
      engine,
      configFolder: join(home, 'config'),
      exportFolder: join(home, 'exports'),
    });
    door = await openDoor(host);
    client = createClient(door.transport);
    progress = [];
    client.on('job.progress', (body) => progress.push(body));
  });
  afterEach(async () => {
    await door.close();
    await host.dispose();
    clip.dispose();
    rmSync(home, { recursive: true });
    expect(defects.splice(0)).toEqual([]);
  });

  const open = (jobId = 'open') =>
    client.call('sequence.open', { jobId, source: { path: clip.path } });

  describe('calls', () => {
    it('answer by the table', async () => {
      expect(await client.call('capabilities.get', {})).toMatchObject({
        shell: 'memory',
        version: '1.2.3',
        systemDialogs: false,
        hasSample: false,
        engine: { state: 'ready' },
        estimators: expect.arrayContaining([
          expect.objectContaining({ name: 'infonet', scores: 'variables' }),
          expect.objectContaining({
            name: 'ksg',
            slow: false,
            options: [expect.objectContaining({ name: 'k', default: 3 }), expect.anything()],
          }),
        ]),
      });
    });

    it.each(['no.method', 'constructor', '__proto__', 'toString', ''])(
      'the method %j is unknown, and the answer lists the known ones',
      async (name) => {
        expect(await door.transport.request(name, {})).toEqual({
          ok: false,
          error: {
            code: 'USAGE',
            message: `Unknown method ${JSON.stringify(name)}.`,
            remedy: `Known are ${Object.keys(methods).join(', ')}.`,
          },
        });
      },
    );

    it.each([
      ['sequence.pick', { sequenceId: 'x', frame: -1, x: 0, y: 0 }, 'frame'],
      ['sequence.open', { jobId: '', source: { path: '/x' } }, 'jobId'],
      ['sequence.open', { jobId: 'a', source: {} }, 'source'],
      ['map.compute', { jobId: 'a', sequenceId: 'x', picks: [] }, 'picks'],
      ['settings.set', null, 'object'],
      ['settings.set', undefined, 'object'],
    ])('%s refuses %j and names what is wrong', async (name, input, named) => {
      const reply = await door.transport.request(name, input);
      expect(reply).toMatchObject({ ok: false, error: { code: 'USAGE' } });
      expect(reply.ok || reply.error.message).toMatch(named);
    });

    it('each answer finds its call, in whatever order they come', async () => {
      const values = await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const path = i % 2 ? clip.path : join(home, 'missing');
          return client.call('files.list', { path }).then(
            (listing) => listing.path,
            ({ code }) => code,
          );
        }),
      );
      expect(values).toEqual(values.map((_, i) => (i % 2 ? clip.path : 'NOT_FOUND')));
    });

    it('no object is shared between the two sides', async () => {
      const values = { nested: { list: [1, 2] } };
      await client.call('settings.set', { values });
      values.nested.list.push(3);
      const first = await client.call('settings.get', {});
      expect(first).toEqual({ values: { nested: { list: [1, 2] } }, notes: [] });
      (first.values.nested as { list: number[] }).list.push(4);
      expect(await client.call('settings.get', {})).toEqual({
        values: { nested: { list: [1, 2] } },
        notes: [],
      });
    });

    it('dialogs are refused where the shell has none', async () => {
      await expect(client.call('files.choose', { purpose: 'openFolder' })).rejects.toMatchObject({
        code: 'USAGE',
        remedy: expect.any(String),
      });
    });
  });

  describe('a sequence', () => {
    it('opens, tells how far it is, and is remembered', async () => {
      const info = await open();
      expect(info).toMatchObject({
        name: basename(clip.path),
        frameCount: frames,
        pointCount: points,
        kept: 5,
        dropped: { outsideReferenceFrame: 1 },
        width: 64,
        height: 16,
        imageCount: frames,
        objects: [
          { label: 1, points: 3 },
          { label: 2, points: 2 },
        ],
      });
      expect(progress.length).toBeGreaterThan(0);
      for (const { jobId, done, total } of progress) {
        expect(jobId).toBe('open');
        expect(done).toBeLessThanOrEqual(total);
      }
      expect((await client.call('recent.list', {})).entries).toEqual([
        { path: clip.path, name: basename(clip.path), exists: true },
      ]);
    });

    it('its bytes are URLs on the page’s origin, whole and in ranges', async () => {
      const { media } = await open();
      const positions = await door.fetch(media.positions);
      expect(positions.status).toBe(200);
      const numbers = floats(positions);
      expect(numbers).toHaveLength(frames * points * 2);
      expect([...numbers.subarray((3 * points + 2) * 2, (3 * points + 3) * 2)]).toEqual([
        ...position(3, 2),
      ]);
      const frame = points * 8;
      const part = await door.fetch(media.positions, `bytes=${3 * frame}-${4 * frame - 1}`);
      expect(part.status).toBe(206);
      expect(Buffer.compare(part.body, positions.body.subarray(3 * frame, 4 * frame))).toBe(0);
      expect((await door.fetch(media.positions, `bytes=${frames * frame}-`)).status).toBe(416);

      const seen = (await door.fetch(media.visibility)).body;
      expect([...seen.subarray(points, 2 * points)]).toEqual(
        Array.from({ length: points }, (_, n) => Number(visible(1, n))),
      );
      expect([...(await door.fetch(media.status)).body]).toEqual([0, 0, 0, 0, 0, 3]);
      const labels = new Int32Array(Uint8Array.from((await door.fetch(media.labels)).body).buffer);
      expect([...labels.subarray(0, 5)]).toEqual([1, 1, 1, 2, 2]);
      expect((await door.fetch(`${media.frames}/9`)).status).toBe(200);
      expect((await door.fetch(`${media.masks}/0`)).status).toBe(200);
      expect((await door.fetch(`${media.frames}/10`)).status).toBe(404);
    });

    it('a file that vanishes is 404 with the reason, and the app goes on', async () => {
      const { media, sequenceId } = await open();
      rmSync(join(clip.path, 'rgbs'), { recursive: true });
      const gone = await door.fetch(`${media.frames}/0`);
      expect(gone.status).toBe(404);
      expect(JSON.parse(Buffer.from(gone.body).toString()).error).toMatchObject({
        code: 'NOT_FOUND',
        file: join(clip.path, 'rgbs/rgb_00000.jpg'),
      });
      expect(await client.call('sequence.pick', { sequenceId, frame: 1, x: 11, y: 4 })).toEqual({
        track: 1,
        distance: 0,
      });
    });

    it('what cannot be opened names the file and the remedy', async () => {
      const path = join(home, 'missing');
      await expect(
        client.call('sequence.open', { jobId: 'a', source: { path } }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND', file: path, remedy: expect.any(String) });
      expect((await client.call('recent.list', {})).entries).toEqual([]);
    });

    it('another protocol keeps its id and its clip, and withdraws what it decided before', async () => {
      const before = await open();
      const after = await client.call('sequence.filter', {
        jobId: 'filter',
        sequenceId: before.sequenceId,
        protocol: { referenceFrame: 0, minimum: -2000, maximum: 45 },
      });
      expect(after).toMatchObject({ sequenceId: before.sequenceId, kept: 4 });
      expect(after.media.positions).toBe(before.media.positions);
      expect((await door.fetch(before.media.status)).status).toBe(404);
      expect([...(await door.fetch(after.media.status)).body]).toEqual([0, 0, 0, 0, 2, 3]);
    });

    it('picks the nearest visible kept point within the radius', async () => {
      const { sequenceId } = await open();
      const pick = (x: number, radius?: number) =>
        client.call('sequence.pick', { sequenceId, frame: 0, x, y: 7, radius });
      expect(await pick(21)).toEqual({ track: 2, distance: Math.hypot(1, 3) });
      expect(await pick(21, 3)).toEqual({});
      await expect(
        client.call('sequence.pick', { sequenceId, frame: frames, x: 0, y: 0 }),
      ).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringContaining('0 to 9') });
    });

    it('once closed it is gone, with its bytes', async () => {
      const { sequenceId, media } = await open();
      await client.call('sequence.close', { sequenceId });
      await expect(
        client.call('sequence.pick', { sequenceId, frame: 0, x: 0, y: 0 }),
      ).rejects.toMatchObject({ code: 'USAGE', remedy: 'Open it again.' });
      for (const url of Object.values(media)) expect((await door.fetch(`${url}`)).status).toBe(404);
      expect(engine.prepared).toHaveLength(1);
      expect(engine.forgotten).toEqual(engine.prepared);
    });

    it('of a page that went away is closed by the next one that opens something', async () => {
      const { media } = await open();
      door.leave();
      await expect.poll(async () => host.media.find(media.positions.slice(7))).toBeDefined();
      const next = createClient((await memoryDoor(host)).transport);
      const source = { path: clip.path };
      await vi.waitFor(async () => {
        const { sequenceId } = await next.call('sequence.open', { jobId: 'next', source });
        await next.call('sequence.close', { sequenceId });
        expect(host.media.find(media.positions.slice(7))).toBeUndefined();
      });
    });
  });

  describe('a map', () => {
    it('gives scores, first those so far, and its curve', async () => {
      const { sequenceId } = await open();
      progress.length = 0;
      const info = await client.call('map.compute', { jobId: 'map', sequenceId, picks: [1] });
      expect(info).toMatchObject({
        picks: [1],
        estimator: 'infonet-table',
        signal: 'position',
        coordinates: 'mean',
        combine: 'mean',
        unit: 'nats',
        pairs: 10,
        autoThreshold: 0.5,
      });
      const scores = floats(await door.fetch(info.scores));
      expect([...scores]).toEqual([0.5, 1, 0.5, Math.fround(1 / 3), 0.25, NaN]);
      expect(progress.at(-1)).toMatchObject({ jobId: 'map', partialScores: info.scores });
      expect(await client.call('curve.compute', { mapId: info.mapId })).toMatchObject({
        positives: 3,
        total: 5,
        object: { label: 1 },
        average_precision: 1,
        sweep: 'exact',
      });
    });

    it('says beforehand how long it will take', async () => {
      const { sequenceId } = await open();
      const question = { jobId: 'forecast', sequenceId, picks: [1, 2], visibleOnly: true };
      expect(await client.call('map.forecast', question)).toEqual({
        pairs: 20,
        secondsPerPair: 0.5,
        seconds: 10,
      });
      await expect(
        client.call('map.forecast', { ...question, minimumOverlap: 1 }),
      ).rejects.toMatchObject({ code: 'USAGE' });
    });

    it('is exported to a folder of the host, and a second time over itself', async () => {
      const { sequenceId } = await open();
      const { mapId } = await client.call('map.compute', { jobId: 'm', sequenceId, picks: [1] });
      const folder = join(home, 'exports/first');
      for (const jobId of ['once', 'again']) {
        const result = await client.call('export.run', {
          jobId,
          mapId,
          threshold: 0.4,
          folder,
          formats: ['npz', 'csv', 'coco', 'masks', 'curve'],
        });
        expect(result).toMatchObject({ folder, selected: 3 });
        for (const { name, bytes } of result.files)
          expect(statSync(join(folder, name)).size).toBe(bytes);
      }
      expect(readdirSync(join(home, 'exports'))).toEqual(['first']);
    });

    it('that is under way can be seen and stopped', async () => {
      const { sequenceId } = await open();
      progress.length = 0;
      const map = { jobId: 'map', sequenceId, picks: [0], estimator: 'endless' };
      const outcome = client.call('map.compute', map).catch((error) => error);
      await expect.poll(() => progress.at(-1)?.partialScores).toBeDefined();
      const partial = await door.fetch(progress.at(-1)!.partialScores!);
      expect([...floats(partial)]).toEqual([1, 0.5, NaN, NaN, NaN, NaN]);
      await expect(client.call('map.compute', map)).rejects.toMatchObject({ code: 'USAGE' });
      expect(await client.call('job.abort', { jobId: 'map' })).toEqual({ aborted: true });
      expect(await outcome).toMatchObject({ code: 'ABORTED' });
      expect(await client.call('job.abort', { jobId: 'map' })).toEqual({ aborted: false });
    });

    it('stops when its page goes away', async () => {
      const { sequenceId } = await open();
      const stopped = vi.spyOn(AbortController.prototype, 'abort');
      const map = { jobId: 'map', sequenceId, picks: [0], estimator: 'endless' };
      void client.call('map.compute', map).catch(() => {});
      await expect.poll(() => progress.at(-1)?.partialScores).toBeDefined();
      door.leave();
      await expect.poll(() => stopped.mock.calls.length).toBe(1);
      stopped.mockRestore();
    });

    it('of a closed sequence is gone', async () => {
      const { sequenceId } = await open();
      const { mapId } = await client.call('map.compute', { jobId: 'm', sequenceId, picks: [0] });
      await client.call('sequence.close', { sequenceId });
      await expect(client.call('curve.compute', { mapId })).rejects.toMatchObject({
        code: 'USAGE',
        message: 'This map is gone.',
      });
    });
  });

  it('the engine’s states arrive, until nobody listens', async () => {
    const states: string[] = [];
    const end = client.on('engine.state', ({ state }) => states.push(state));
    engine.lose();
    expect(await client.call('engine.restart', {})).toMatchObject({ state: 'ready' });
    expect(states).toEqual(['lost', 'ready']);
    end();
    engine.lose();
    await client.call('capabilities.get', {});
    expect(states).toEqual(['lost', 'ready']);
  });

  it('a path that the system asks to open arrives', async () => {
    const paths: string[] = [];
    client.on('path.requested', ({ path }) => paths.push(path));
    host.requestPath('/some/seq');
    await expect.poll(() => paths).toEqual(['/some/seq']);
  });

  it('the end of the host is the end of the engine', async () => {
    await host.dispose();
    expect(engine.disposed).toBe(true);
  });
});
