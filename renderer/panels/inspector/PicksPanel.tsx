import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import { clearPicksAction, pickFieldId } from '../../actions/pickActions.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Elided } from '../../components/Elided.tsx';
import { formatFine } from '../../components/format.ts';
import { Icon } from '../../components/Icon.tsx';
import { Section } from '../../components/Section.tsx';
import { useStores } from '../../state/context.ts';
import { combinations } from './combinations.ts';

/** The points that were picked, the first of which says what is searched for. */
export function PicksPanel() {
  const { picks, map } = useStores();
  const tracks = useStore(picks, (state) => state.tracks);
  const combine = useStore(map, (state) => state.choices.combine);
  return (
    <Section name="picks" title="Picks" aside={tracks.length > 0 && <ClearButton />}>
      {tracks.length > 0 ? (
        <ul className="pick-list">
          {tracks.map((track) => (
            <PickRow key={track} track={track} />
          ))}
        </ul>
      ) : (
        <p className="pick-hint hint">Click a moving thing; Shift-click adds.</p>
      )}
      <PickField />
      {tracks.length > 1 && (
        <Choice
          label="combine"
          title="How the scores against the picks become one"
          value={combine}
          options={combinations}
          onChange={(value) => map.getState().choose({ combine: value })}
        />
      )}
    </Section>
  );
}

const ClearButton = () => (
  <ActionButton action={clearPicksAction} className="link-button">
    clear
  </ActionButton>
);

function PickRow({ track }: { readonly track: number }) {
  const { picks, sequence, map } = useStores();
  const object = useStore(sequence, ({ open }) => {
    const label = open?.labels[track];
    return open?.info.objects.find((entry) => entry.label === label)?.name;
  });
  const score = useStore(map, (state) => state.scores?.[track]);
  const { hover, remove } = picks.getState();
  return (
    <li onPointerEnter={() => hover(track)} onPointerLeave={() => hover(undefined)}>
      <span className="pick-mark" aria-hidden="true" />
      <span className="number pick-id">{track}</span>
      <Elided text={object ?? ''} className="pick-object" />
      <span className="number quiet-text" title="Score of the point itself">
        {score === undefined || Number.isNaN(score) ? '' : formatFine(score)}
      </span>
      <button
        type="button"
        className="icon-button small"
        aria-label={`Remove point ${track}`}
        title="Remove"
        onClick={() => remove(track)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Picks a point by its number: for the keyboard, and for numbers from elsewhere. */
function PickField() {
  const { picks, sequence } = useStores();
  const open = useStore(sequence, (state) => state.open);
  const [refusal, setRefusal] = useState<string>();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('track') as HTMLInputElement;
    const text = field.value.trim();
    if (!open || text === '') return;
    const track = Number(text);
    const reason = refusalOf(track, open.info.pointCount, open.status);
    setRefusal(reason);
    if (reason) return;
    const { tracks, pick } = picks.getState();
    if (!tracks.includes(track)) pick(track, true);
    field.value = '';
  };

  return (
    <form className="pick-field" onSubmit={submit}>
      <input
        id={pickFieldId}
        name="track"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder="point number"
        aria-label="Point number"
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal && `${pickFieldId}-refusal`}
        disabled={!open}
        onChange={() => setRefusal(undefined)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <button type="submit" className="button" disabled={!open} title="Add the point (Enter)">
        Add
      </button>
      {refusal && (
        <p id={`${pickFieldId}-refusal`} className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}

function refusalOf(track: number, pointCount: number, status: Uint8Array): string | undefined {
  if (!Number.isInteger(track) || track < 0 || track >= pointCount)
    return `Points are numbered 0 to ${pointCount - 1}.`;
  if (status[track] !== 0) return `The filter left point ${track} out.`;
  return undefined;
}
