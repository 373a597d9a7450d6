/** The values that cross the contract, as zod schemas. Units and conventions stand beside each field. */
import * as z from 'zod';

// Without this zod tries whether it may make functions from text; the page's policy forbids it, and browsers report
// the attempt. Before the first schema, for schemas look at it when they are made.
z.config({ jitless: true });

export const coordinateCombination = z.enum(['mean', 'min', 'max']);
export type Combination = z.infer<typeof coordinateCombination>;

export const signalName = z.enum(['position', 'velocity']);
export type SignalName = z.infer<typeof signalName>;

/** The paper's rule for which points take part; bounds in pixels. */
export const protocol = z.object({
  /** Points must lie inside the image in this frame, which is also where their object is read. */
  referenceFrame: z.int().min(0).default(0),
  /** Every coordinate of a kept point lies in the open interval (minimum, maximum). */
  minimum: z.number().default(-2000),
  maximum: z.number().default(2000),
  /**
   * Absent: the paper's rule, for which every frame counts, also those that hide the point. Given: points may have
   * gaps; only the frames that show a point count, and there must be so many of them.
   */
  minimumVisible: z.int().min(1).optional(),
});
export type Protocol = z.infer<typeof protocol>;

/** A point is kept, or dropped for the first of these reasons that applies, in this order. */
export const pointStatuses = [
  'kept',
  'nonFinite',
  'beyondBounds',
  'outsideReferenceFrame',
  'neverVisible',
  'rarelyVisible',
] as const;
export type PointStatus = (typeof pointStatuses)[number];

export const sequenceObject = z.object({
  /** Mask index (or label): 0 is background. */
  label: z.int(),
  name: z.string(),
  /** Kept points that carry the label. */
  points: z.int(),
});

export const sequenceInfo = z.object({
  sequenceId: z.string(),
  name: z.string(),
  /** The folder or archive, as the host names it. */
  path: z.string(),
  archive: z.string(),
  frameCount: z.int(),
  /** All points of the archive. */
  pointCount: z.int(),
  dtype: z.enum(['float16', 'float32', 'float64']),
  protocol,
  kept: z.int(),
  dropped: z.object({
    nonFinite: z.int(),
    beyondBounds: z.int(),
    outsideReferenceFrame: z.int(),
    neverVisible: z.int(),
    rarelyVisible: z.int(),
  }),
  /** Image size in pixels; from the images, else the masks, else the file of the tracks, else the points' bounds. */
  width: z.int(),
  height: z.int(),
  sizeSource: z.enum(['images', 'masks', 'file', 'points']),
  imageCount: z.int(),
  maskCount: z.int(),
  /** Frames per second for playback; 30 where the sequence does not say. */
  frameRate: z.number(),
  /** Where points' objects come from. */
  labelSource: z.enum(['masks', 'file', 'none']),
  objects: z.array(sequenceObject),
  /** What is missing or odd, one sentence each, to be shown. */
  notes: z.array(z.string()),
  media: z.object({
    /** Append `/${frame}`: the image file of a frame. Absent without images. */
    frames: z.string().optional(),
    /** Append `/${frame}`: the mask PNG of a frame. Absent without masks. */
    masks: z.string().optional(),
    /** (T, N, 2) float32, frame-major, pixels; NaN where the archive has no finite number. Answers Range. */
    positions: z.string(),
    /** (T, N) uint8: 1 where visible. Answers Range. */
    visibility: z.string(),
    /** (N) uint8: index into pointStatuses. */
    status: z.string(),
    /** (N) int32: object label of each point, -1 where unknown. */
    labels: z.string(),
  }),
});
export type SequenceInfo = z.infer<typeof sequenceInfo>;

/** Values of an estimator's options by name; those left out have their defaults. */
export const estimatorOptions = z.record(z.string(), z.union([z.number(), z.string()]));

export const mapRequest = z.object({
  sequenceId: z.string(),
  /** Picked points, in the archive's numbering; the first one defines the positives. */
  picks: z.array(z.int().min(0)).min(1),
  estimator: z.string().default('infonet-table'),
  options: estimatorOptions.default({}),
  signal: signalName.default('position'),
  /** false: the paper's rule, all frames. true: of each pair of points the frames in which both are visible. */
  visibleOnly: z.boolean().default(false),
  /** Frames that a pair must share under visibleOnly; pairs with fewer get the lowest score there is. */
  minimumOverlap: z.int().min(4).default(16),
  /** How the scores of x and of y become one. */
  coordinates: coordinateCombination.default('mean'),
  /** How the scores of several picks become one. */
  combine: coordinateCombination.default('mean'),
});
export type MapRequest = z.infer<typeof mapRequest>;
/** What a request asks for when it names only the sequence and the picks. */
export const mapDefaults = mapRequest.omit({ sequenceId: true, picks: true }).parse({});

export const mapInfo = mapRequest.extend({
  mapId: z.string(),
  unit: z.string(),
  /** Pairs estimated: picks x kept points, x coordinates for estimators that score variables. */
  pairs: z.int(),
  elapsedMillis: z.number(),
  engine: z.string(),
  /** (N) float32 in the archive's numbering, NaN for points that are not kept. */
  scores: z.string(),
  /** Over the kept points. */
  minimum: z.number(),
  maximum: z.number(),
  /** The documented automatic threshold on the score histogram. */
  autoThreshold: z.number(),
  notes: z.array(z.string()),
});
export type MapInfo = z.infer<typeof mapInfo>;

/** How long a map will take, from a few of its pairs. */
export const forecast = z.object({
  /** Of the whole map. */
  pairs: z.int(),
  secondsPerPair: z.number(),
  seconds: z.number(),
});
export type Forecast = z.infer<typeof forecast>;

export const pairRequest = z.object({
  sequenceId: z.string(),
  /** Two kept points, in the archive's numbering. */
  pick: z.int().min(0),
  other: z.int().min(0),
  /** InfoNet's: which network is asked. */
  options: estimatorOptions.default({}),
  ...mapRequest.pick({ signal: true, visibleOnly: true, minimumOverlap: true }).shape,
});
export type PairRequest = z.infer<typeof pairRequest>;

/** One coordinate of two points, as InfoNet sees it. */
export const pairAxis = z.object({
  /** (L + 1) ranks as shares, 0 to 1: cell i of the table along an axis lies between edges i and i + 1. */
  edges: z.array(z.number()).min(2),
  /** (L * L) nats, first axis the pick: the discriminant, an estimate of log p(u, v) up to a constant. */
  table: z.array(z.number()),
  /** Ranks of the samples as shares, in the open interval (0, 1): of the pick and of the other point. */
  u: z.array(z.number()),
  v: z.array(z.number()),
  /** The samples themselves, pixels or pixels a frame: of the pick and of the other point. */
  pick: z.array(z.number()),
  other: z.array(z.number()),
  /** nats: the table's Donsker-Varadhan value on these samples; the score 'infonet-table'. */
  dv: z.number(),
  /** nats: dv plus the learned correction; the score 'infonet'. */
  estimate: z.number(),
});
export type PairAxis = z.infer<typeof pairAxis>;

/** Why a point scores as it does: what InfoNet makes of it and the pick. */
export const pairDescription = z.object({
  /** Samples that were compared. */
  samples: z.int(),
  /** Frames of the ranks that are told: all, or every so many-th where there are more than the eye can tell apart. */
  frames: z.array(z.int()),
  x: pairAxis,
  y: pairAxis,
});
export type PairDescription = z.infer<typeof pairDescription>;

export const curvePoint = z.object({
  threshold: z.number(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
});
export const curve = z.object({
  average_precision: z.number(),
  best_f1: curvePoint,
  /** Kept points of the first pick's object, and all kept points with a label. */
  positives: z.int(),
  total: z.int(),
  object: z.object({ label: z.int(), name: z.string() }),
  /** 'exact': one point per distinct score; 'step': the paper's fixed increments. */
  sweep: z.enum(['exact', 'step']),
  /** Thresholds ascending. */
  points: z.array(curvePoint),
});
export type Curve = z.infer<typeof curve>;

export const exportFormats = ['masks', 'coco', 'npz', 'csv', 'curve'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportRequest = z.object({
  mapId: z.string(),
  /** Points with score >= threshold are selected. */
  threshold: z.number(),
  /** Pixels; 'auto' is the documented rule. */
  radius: z.union([z.number().positive(), z.literal('auto')]).default('auto'),
  folder: z.string().min(1),
  formats: z.array(z.enum(exportFormats)).min(1),
});
export const exportResult = z.object({
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  selected: z.int(),
});
export type ExportResult = z.infer<typeof exportResult>;

export const estimatorOption = z.object({
  /** As typed: 'k' in `--estimator ksg:k=5`. */
  name: z.string(),
  label: z.string(),
  summary: z.string(),
  kind: z.enum(['integer', 'number', 'choice']),
  default: z.union([z.number(), z.string()]),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(z.string()).readonly().optional(),
});

export const estimatorInfo = z.object({
  name: z.string(),
  label: z.string(),
  unit: z.enum(['nats', 'correlation', 'pixels']),
  summary: z.string(),
  source: z.string(),
  /** What one score is about: two variables (x with x, y with y, then combined), or two points at once. */
  scores: z.enum(['variables', 'trajectories']),
  options: z.array(estimatorOption).readonly(),
  /** Milliseconds and more a pair: ask before it starts, with what `map.forecast` says. */
  slow: z.boolean(),
});

export const engineState = z.object({
  state: z.enum(['stopped', 'starting', 'ready', 'lost']),
  /** For people, e.g. 'CPU, 2 threads'. */
  label: z.string(),
  message: z.string().optional(),
});
export type EngineState = z.infer<typeof engineState>;

export const capabilities = z.object({
  shell: z.enum(['electron', 'browser', 'memory']),
  version: z.string(),
  /** The host can show the system's own file dialogs. */
  systemDialogs: z.boolean(),
  /** Dropped files carry their path (Electron); otherwise their bytes are uploaded. */
  droppedPaths: z.boolean(),
  estimators: z.array(estimatorInfo),
  engine: engineState,
  /** Folder to propose for exports. */
  exportFolder: z.string(),
  hasSample: z.boolean(),
  /** A sequence that the shell was started on. */
  initialPath: z.string().optional(),
});
export type Capabilities = z.infer<typeof capabilities>;

export const directoryEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'sequence', 'archive']),
});

export const recentEntry = z.object({
  path: z.string(),
  name: z.string(),
  /** False once the file is gone; it stays listed, greyed. */
  exists: z.boolean(),
});
