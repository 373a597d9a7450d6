import { ComoveError } from '#core/contract/errors.ts';
import type { Handlers, MethodParsed } from '#core/contract/methods.ts';
import { defaultPickRadius, frameOfTrajectories, nearestPoint } from '#core/tracks/pick.ts';
import { filterSequence, openSequence } from '../sequences/openSequence.ts';
import type { Sequence } from '../sequences/sequence.ts';
import type { RecentFiles } from '../settings/settings.ts';
import type { HostOptions } from './hostOptions.ts';
import type { Job, Jobs } from './jobs.ts';
import type { MapEngine } from './mapEngine.ts';
import type { OpenSequences, Owner } from './openSequences.ts';

interface Needs extends HostOptions {
  readonly owner: Owner;
  readonly jobs: Jobs;
  readonly sequences: OpenSequences;
  readonly recent: RecentFiles;
}

type Names = 'sequence.open' | 'sequence.filter' | 'sequence.close' | 'sequence.pick';

export function sequenceHandlers(needs: Needs): Pick<Handlers, Names> {
  const { owner, jobs, sequences, engine } = needs;
  return {
    'sequence.open': (input) => jobs.run(input.jobId, (job) => open(needs, input, job)),
    'sequence.filter': ({ jobId, sequenceId, protocol }) =>
      jobs.run(jobId, async (job) => {
        const open = sequences.get(sequenceId, owner);
        const filtered = await filterSequence(open.sequence, protocol, workOf(job));
        engine.forget(open.sequence);
        warmUp(engine, filtered);
        return sequences.replace(open, filtered);
      }),
    'sequence.close': async ({ sequenceId }) => {
      sequences.close(sequenceId);
      return {};
    },
    'sequence.pick': async ({ sequenceId, frame, x, y, radius }) => {
      const { sequence } = sequences.get(sequenceId, owner);
      const { trajectories, kept, width } = sequence;
      if (frame >= trajectories.frameCount)
        throw new ComoveError('USAGE', `Frame ${frame} is beyond the clip's end.`, {
          remedy: `It has the frames 0 to ${trajectories.frameCount - 1}.`,
        });
      const picked = nearestPoint(
        frameOfTrajectories(trajectories, frame),
        kept,
        x,
        y,
        radius ?? defaultPickRadius(width),
      );
      return picked ? { track: picked.point, distance: picked.distance } : {};
    },
  };
}

type Source = MethodParsed<'sequence.open'>['source'];

const workOf = ({ signal, report }: Job) => ({ signal, onProgress: report });

async function open(
  { owner, sequences, engine, recent, installation, uploads }: Needs,
  { source, protocol }: MethodParsed<'sequence.open'>,
  job: Job,
) {
  sequences.closeReleased();
  const sequence = await openSequence(await pathOf(source, installation, uploads), {
    ...workOf(job),
    protocol,
  }).catch(async (thrown: unknown) => {
    await removeUpload(source, uploads);
    throw thrown;
  });
  const opened = sequences.add(sequence, owner, () => {
    engine.forget(opened.sequence);
    void removeUpload(source, uploads);
  });
  // A list that cannot be written is no reason not to open.
  if ('path' in source) await recent.add(sequence.path, sequence.name).catch(() => {});
  warmUp(engine, sequence);
  return opened.info;
}

/** Lets the first click be answered at once; what goes wrong is told by the engine's state and the first map. */
function warmUp(engine: MapEngine, sequence: Sequence): void {
  engine.prepare(sequence).catch(() => {});
}

function pathOf(
  source: Source,
  { sampleFolder }: HostOptions['installation'],
  uploads: HostOptions['uploads'],
): string | Promise<string> {
  if ('path' in source) return source.path;
  if ('sample' in source) return sampleFolder;
  if (uploads) return uploads.locate(source.upload);
  throw new ComoveError('USAGE', 'This shell takes no uploads.', { remedy: 'Open by path.' });
}

async function removeUpload(source: Source, uploads: HostOptions['uploads']): Promise<void> {
  // What cannot be deleted now goes when the shell ends, or with the system's other temporary files.
  if ('upload' in source) await uploads?.remove(source.upload).catch(() => {});
}
