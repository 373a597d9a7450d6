import type { ModelRunner } from '#core/estimators/estimator.ts';
import type { Figure } from '../../host/figures/figure.ts';
import type { Json } from '../../host/results/json.ts';
import type { CommandContext } from '../context.ts';

/** What decides an experiment's numbers: seed, counts, estimators. Parts of different settings are never mixed. */
export type Settings = { readonly [key: string]: Json };

/**
 * One table or figure of the paper, done again. Adding an experiment is adding a file beside this one and a line in
 * `registry.ts`.
 */
export interface Experiment<S extends Settings = Settings, R extends Json = Json> {
  /** As typed: 'fig4'. */
  readonly name: string;
  /** 'Figure 4: ...' */
  readonly title: string;
  /** Two or three sentences: what is measured on what, and how the truth is known. */
  readonly summary: string;
  /** It works on sequences: they may be named after it on the command line. */
  readonly takesSequences?: boolean;
  /**
   * @param quick at most a minute on two cores; else the paper's counts
   * @param sequences the paths named, for experiments that take them
   * @param networks names of the shipped networks; none by default
   */
  settings(quick: boolean, sequences: readonly string[], networks?: readonly string[]): S;
  /** Independent pieces of work. Their results are kept as they come, so that an interrupted run goes on. */
  parts(settings: S): readonly Part<R>[];
  /** @param results of all parts, in their order */
  report(results: readonly R[], settings: S): Report;
}

export interface Part<R extends Json = Json> {
  /** Unique in the experiment; people read it too: 'rho 0.3'. */
  readonly key: string;
  /** Work relative to the other parts, for the time left; 1 by default. */
  readonly cost?: number;
  /** Deterministic but for what measures time. @throws ComoveError ABORTED */
  run(context: PartContext): Promise<R>;
}

export interface PartContext {
  readonly models: ModelRunner;
  readonly signal: AbortSignal;
  /** The command's own means, e.g. an inference process of its own or temporary files. */
  readonly command: CommandContext;
  /** Says how much of the part is done, 0..1. */
  progress(share: number): void;
}

/** What an experiment writes. */
export interface Report {
  /** Each becomes a CSV file and, unless it is bulky, an entry of the JSON document. */
  readonly tables: readonly NumberTable[];
  /** Each becomes an SVG file. */
  readonly figures: readonly { readonly name: string; readonly figure: Figure }[];
  /** The paper's figures, ours, and the truth's or the oracle's. */
  readonly comparisons: readonly TextTable[];
  /** What the reader must know, one sentence or more each. */
  readonly notes: readonly string[];
}

/** Numbers, null where there is none. */
export interface NumberTable {
  /** Of the file: 'numbers' makes numbers.csv. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Points of pictures and the like: in the CSV file only, not in the JSON document. */
  readonly bulky?: boolean;
}

export interface TextTable {
  readonly caption?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Written where the sources that we have do not give the paper's figure; none is ever guessed. */
export const notStated = 'not stated';
