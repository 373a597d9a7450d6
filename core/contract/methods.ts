/**
 * The one table of what a host can do. Every door (Electron IPC, WebSocket, memory) carries exactly this,
 * and dispatch parses both directions by it. Long methods take a `jobId` of the caller's choosing:
 * progress comes as `job.progress` events, `job.abort` stops them, and they then fail with ABORTED.
 */
import * as z from 'zod';
import * as s from './schemas.ts';

const jobId = z.string().min(1).max(64);
const none = z.object({});

export const methods = {
  'capabilities.get': { input: none, output: s.capabilities },
  /** Folders, sequences and archives below a folder of the host; the home folder when absent. */
  'files.list': {
    input: z.object({ path: z.string().optional() }),
    output: z.object({
      path: z.string(),
      parent: z.string().optional(),
      entries: z.array(s.directoryEntry),
    }),
  },
  /** The system's own dialog, where capabilities.systemDialogs; undefined when cancelled. */
  'files.choose': {
    input: z.object({ purpose: z.enum(['openFolder', 'openArchive', 'exportFolder']) }),
    output: z.object({ path: z.string().optional() }),
  },
  'recent.list': { input: none, output: z.object({ entries: z.array(s.recentEntry) }) },
  'recent.forget': { input: z.object({ path: z.string() }), output: none },
  'sequence.open': {
    input: z.object({
      jobId,
      source: z.union([
        z.object({ path: z.string().min(1) }),
        z.object({ sample: z.literal(true) }),
        /** What an upload to /upload answered. */
        z.object({ upload: z.string() }),
      ]),
      protocol: s.protocol.partial().optional(),
    }),
    output: s.sequenceInfo,
  },
  /** Applies other bounds to a sequence that is open; its id stays. */
  'sequence.filter': {
    input: z.object({ jobId, sequenceId: z.string(), protocol: s.protocol }),
    output: s.sequenceInfo,
  },
  'sequence.close': { input: z.object({ sequenceId: z.string() }), output: none },
  /** The nearest kept, visible point to a pixel; undefined when none lies within the radius (pixels). */
  'sequence.pick': {
    input: z.object({
      sequenceId: z.string(),
      frame: z.int().min(0),
      x: z.number(),
      y: z.number(),
      radius: z.number().positive().optional(),
    }),
    output: z.object({ track: z.int().optional(), distance: z.number().optional() }),
  },
  'map.compute': { input: s.mapRequest.extend({ jobId }), output: s.mapInfo },
  /** Measures a few pairs of the map, so that somebody can be asked before a slow one starts. */
  'map.forecast': { input: s.mapRequest.extend({ jobId }), output: s.forecast },
  /** What InfoNet makes of two points; answered at once, beside whatever runs. */
  'pair.describe': { input: s.pairRequest, output: s.pairDescription },
  'curve.compute': {
    input: z.object({ mapId: z.string(), step: z.number().positive().optional() }),
    output: s.curve,
  },
  'export.run': { input: s.exportRequest.extend({ jobId }), output: s.exportResult },
  'job.abort': { input: z.object({ jobId }), output: z.object({ aborted: z.boolean() }) },
  'engine.restart': { input: none, output: s.engineState },
  'settings.get': {
    input: none,
    output: z.object({
      values: z.record(z.string(), z.json()),
      /** What the user should know about the settings file, e.g. that it was broken and set aside. */
      notes: z.array(z.string()),
    }),
  },
  'settings.set': {
    input: z.object({ values: z.record(z.string(), z.json()) }),
    output: none,
  },
} as const;

export type MethodName = keyof typeof methods;
/** What a caller writes: defaults may be left out. */
export type MethodInput<M extends MethodName> = z.input<(typeof methods)[M]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type MethodParsed<M extends MethodName> = z.output<(typeof methods)[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<(typeof methods)[M]['output']>;

export type Handlers = {
  [M in MethodName]: (input: MethodParsed<M>) => Promise<MethodOutput<M>>;
};

export const events = {
  'job.progress': z.object({
    jobId,
    /** Sentence case, for people: 'Reading trajectories', 'Scoring'. */
    phase: z.string(),
    done: z.number(),
    total: z.number(),
    /** What is counted: 'pairs', 'frames', 'bytes'. */
    unit: z.string(),
    elapsedMillis: z.number(),
    /** A map under way: its scores so far, NaN where not yet estimated. */
    partialScores: z.string().optional(),
  }),
  'engine.state': s.engineState,
  /** The system asks to open a path: a second start with one, a double click, a drop on the dock. */
  'path.requested': z.object({ path: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventBody<E extends EventName> = z.output<(typeof events)[E]>;
export type AnyEvent = { [E in EventName]: { event: E; body: EventBody<E> } }[EventName];
