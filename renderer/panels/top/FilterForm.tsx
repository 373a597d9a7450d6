import { useState, type FormEvent } from 'react';
import { errorBody, type ErrorBody } from '#core/contract/errors.ts';
import {
  mapDefaults,
  protocol as protocolSchema,
  type SequenceInfo,
} from '#core/contract/schemas.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useSession } from '../../session/context.ts';

const paper = protocolSchema.parse({});

/** As many frames as two points must share by default; half of a clip that is shorter. */
const fewest = ({ frameCount }: SequenceInfo) =>
  Math.min(mapDefaults.minimumOverlap, Math.ceil(frameCount / 2));

/** The bounds that decide which points take part, at first the paper's. */
export function FilterForm({ info }: { readonly info: SequenceInfo }) {
  const session = useSession();
  const [values, setValues] = useState(info.protocol);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody>();

  const field = (
    key: keyof typeof values,
    label: string,
    limits: { min?: number; max?: number },
  ) => (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        required
        step={1}
        {...limits}
        value={Number.isNaN(values[key]) ? '' : values[key]}
        onChange={(event) => setValues({ ...values, [key]: event.target.valueAsNumber })}
      />
    </label>
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await session.filter(values);
    } catch (thrown) {
      const body = errorBody(thrown);
      if (body.code !== 'ABORTED') setError(body);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="filter-form" onSubmit={(event) => void submit(event)}>
      {field('referenceFrame', 'Reference frame', { min: 0, max: info.frameCount - 1 })}
      {field('minimum', 'Coordinates above', { max: values.maximum })}
      {field('maximum', 'and below, in pixels', { min: values.minimum })}
      <label
        className="check"
        title="Scores then compare the frames in which both points are visible"
      >
        <input
          type="checkbox"
          checked={values.minimumVisible !== undefined}
          onChange={({ target: { checked } }) =>
            setValues({ ...values, minimumVisible: checked ? fewest(info) : undefined })
          }
        />
        Points with gaps take part
      </label>
      {values.minimumVisible !== undefined &&
        field('minimumVisible', 'where visible, frames', { min: 1, max: info.frameCount })}
      <div className="buttons">
        <button type="submit" className="button primary" disabled={busy}>
          Apply
        </button>
        <button
          type="button"
          className="button"
          title="Frame 0, inside the image there, within (-2000, 2000) in every frame"
          onClick={() => setValues(paper)}
        >
          The paper&rsquo;s
        </button>
      </div>
      {error && <ErrorNotice title="The points could not be filtered so" error={error} />}
    </form>
  );
}
