import { actionGroups } from '../../actions/action.ts';
import { actions } from '../../actions/actions.ts';
import { formatKey } from '../../actions/keys.ts';
import { isMac } from '../../actions/useAction.ts';
import { ModalDialog } from '../../components/ModalDialog.tsx';
import { stageKeys, stagePointer } from '../stage/stageKeys.ts';

interface Row {
  readonly keys: readonly string[];
  readonly title: string;
}

/** Every key there is, from the same records that bind them. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    ...actionGroups.map((group) => {
      const rows = actions
        .filter((action) => action.group === group && action.keys.length > 0)
        .map(({ keys, label }) => ({
          keys: keys.map((key) => formatKey(key, isMac)),
          title: label,
        }));
      return [group, rows] as const;
    }),
    [
      'On the video, with the focus there',
      stageKeys.map(({ keys, title }) => ({ keys: [keys], title })),
    ],
    ['Pointer on the video', stagePointer.map(({ keys, title }) => ({ keys: [keys], title }))],
    [
      'On a threshold slider',
      [
        { keys: ['← →'], title: 'Move by the paper’s step, 0.01' },
        { keys: ['Shift+← →'], title: 'Move by a tenth of it' },
      ],
    ],
  ];
  return (
    <ModalDialog title="Keys" className="wide" onClose={onClose}>
      <div className="key-sheet">
        {groups.map(([group, rows]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map(({ keys, title }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </ModalDialog>
  );
}
