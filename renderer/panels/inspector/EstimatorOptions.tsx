import { useStore } from 'zustand';
import { Choice } from '../../components/Choice.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { withOption } from '../../session/mapOrder.ts';
import type { EstimatorInfo } from '../../state/connection.ts';
import { useStores } from '../../state/context.ts';

/** Letters that fit the narrowest field. */
const shortWord = 6;

/** What can be chosen about the estimator; each estimator keeps its own values. */
export function EstimatorOptions({ estimator }: { readonly estimator: EstimatorInfo }) {
  const { map } = useStores();
  const chosen = useStore(map, (state) => state.choices.options[estimator.name]);
  const change = (option: string, value: number | string) => {
    const { choices, choose } = map.getState();
    choose(withOption(choices, estimator, option, value));
  };
  return estimator.options.map(
    ({ name, label, summary, kind, default: byDefault, min, max, choices = [] }) => {
      const value = chosen?.[name] ?? byDefault;
      return kind === 'choice' ? (
        <Choice
          key={name}
          label={label}
          title={summary}
          className={choices.some((choice) => choice.length > shortWord) ? 'wide' : ''}
          value={String(value)}
          options={choices.map((choice) => ({ value: choice, label: choice }))}
          onChange={(next) => change(name, next)}
        />
      ) : (
        <NumberField
          key={name}
          label={label}
          title={`${summary} Default: ${byDefault}.`}
          value={Number(value)}
          min={min}
          max={max}
          integer={kind === 'integer'}
          onCommit={(next) => change(name, next)}
        />
      );
    },
  );
}
