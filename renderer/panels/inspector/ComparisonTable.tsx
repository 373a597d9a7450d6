import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Bar } from '../../components/Bar.tsx';
import { formatBrief, formatNarrow } from '../../components/format.ts';
import { Icon } from '../../components/Icon.tsx';
import { useSession } from '../../session/context.ts';
import { makeMain } from '../../session/mainScore.ts';
import { describeLeft } from '../status/describeProgress.ts';
import { CompareMenu } from './CompareMenu.tsx';
import { SlowQuestion } from './SlowQuestion.tsx';
import { Swatch } from './Swatch.tsx';
import { useComparisonRows, type ComparisonRow } from './useComparisonRows.ts';

/**
 * The legend of the plot and its numbers, one estimator a row. A row's name makes it the main score; the pointer or
 * the focus on a row brings its curve forward.
 */
export function ComparisonTable() {
  const rows = useComparisonRows();
  return (
    <table className="comparison">
      <caption className="visually-hidden">Estimators on the present picks</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Estimator</span>
            <CompareMenu />
          </th>
          <th scope="col" title="Average precision">
            AP
          </th>
          <th scope="colgroup" colSpan={2} title="The best F1 of all thresholds, and its threshold">
            best F1 at
          </th>
          <th scope="col" title="Time that scoring all points took">
            time
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.estimator} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: ComparisonRow }) {
  const { stores } = useSession();
  const lit = useStore(stores.comparison, (state) => state.lit === row.estimator);
  const { light } = stores.comparison.getState();
  const { estimator, label, options, style, isMain } = row;
  const name = options ? `${label}, ${options}` : label;
  return (
    <>
      <tr
        data-main={isMain}
        data-lit={lit}
        onPointerEnter={() => light(estimator)}
        onPointerLeave={() => light(undefined)}
        onFocus={() => light(estimator)}
        onBlur={() => light(undefined)}
      >
        <th scope="row">
          <button
            type="button"
            aria-pressed={isMain}
            title={isMain ? `${name}: the main score` : `Make ${name} the main score`}
            onClick={() => makeMain(stores, estimator)}
          >
            <Swatch style={style} />
            <span className="comparison-name">
              {label} {options && <span className="quiet-text">{options}</span>}
            </span>
          </button>
        </th>
        <Cells row={row} />
      </tr>
      <Detail row={row} />
    </>
  );
}

const none = '–';

/** States that have no numbers of their own. */
const words = {
  waiting: 'waiting',
  forecasting: 'measuring',
  asking: 'slow',
  stopped: 'not complete',
  failed: 'failed',
} as const;

function Cells({ row: { label, state, curve } }: { readonly row: ComparisonRow }) {
  const partial = state?.kind !== 'done';
  const precision = (
    <td
      className="number"
      data-partial={partial}
      title={partial && curve ? 'Of the points that are scored so far' : undefined}
    >
      {curve ? curve.average_precision.toFixed(3) : none}
    </td>
  );
  switch (state?.kind) {
    case 'running':
      return (
        <>
          {precision}
          <td colSpan={3}>
            <RowProgress jobId={state.jobId} label={label} />
          </td>
        </>
      );
    case 'waiting':
    case 'forecasting':
    case 'asking':
    case 'stopped':
    case 'failed':
      return (
        <>
          {precision}
          <td colSpan={3} className="quiet-text">
            {words[state.kind]}
          </td>
        </>
      );
    default:
      return (
        <>
          {precision}
          <td className="number">{curve ? curve.best_f1.f1.toFixed(3) : none}</td>
          <td className="number">{curve ? formatNarrow(curve.best_f1.threshold) : none}</td>
          <td className="number">{state ? formatBrief(state.info.elapsedMillis) : none}</td>
        </>
      );
  }
}

function RowProgress({ jobId, label }: { readonly jobId: string; readonly label: string }) {
  const session = useSession();
  const job = useStore(session.stores.jobs, ({ jobs }) =>
    jobs.find((candidate) => candidate.jobId === jobId),
  );
  const progress = job?.progress;
  return (
    <span className="row-progress">
      <Bar label={`Scoring by ${label}`} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <span className="number">{progress && describeLeft(progress)}</span>
      <button
        type="button"
        className="icon-button small"
        aria-label={`Abort ${label}`}
        title="Abort; what was scored stays"
        disabled={!job || job.aborting}
        onClick={() => session.abort(jobId)}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

/** What a row has to say that fits no column. */
function Detail({ row: { estimator, label, isMain, state } }: { readonly row: ComparisonRow }) {
  const { comparing } = useSession();
  // The main score says it in its own section.
  if (isMain) return null;
  const again = (words: string) => (
    <button type="button" className="link-button" onClick={() => comparing.again(estimator)}>
      {words}
    </button>
  );
  const line = (children: ReactNode) => (
    <tr className="comparison-detail">
      <td colSpan={5}>{children}</td>
    </tr>
  );
  switch (state?.kind) {
    case 'failed':
      return line(
        <span role="alert">
          {state.error.message} {state.error.remedy} {again('Try again')}
        </span>,
      );
    case 'asking':
      return line(
        <SlowQuestion
          label={label}
          forecast={state.forecast}
          onStart={() => comparing.start(estimator)}
          onCancel={() => comparing.decline(estimator)}
        />,
      );
    case 'stopped':
      return line(again('Score again'));
    default:
      return null;
  }
}
