import { useStore } from 'zustand';
import { exportAction } from '../../actions/fileActions.ts';
import { themeAction } from '../../actions/viewActions.ts';
import { keysAction } from '../../actions/windowActions.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Elided } from '../../components/Elided.tsx';
import { formatCounted } from '../../components/format.ts';
import { Icon } from '../../components/Icon.tsx';
import { useStores } from '../../state/context.ts';
import type { Theme } from '../../state/settings.ts';
import { OpenMenu } from './OpenMenu.tsx';
import { PointsPopover } from './PointsPopover.tsx';

const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const;
const themeNames: Readonly<Record<Theme, string>> = {
  system: 'Theme of the system',
  light: 'Light theme',
  dark: 'Dark theme',
};

/** What is open, how much it holds, and what can be done with it as a whole. */
export function TopBar() {
  const { sequence, settings } = useStores();
  const info = useStore(sequence, (state) => state.open?.info);
  const theme = useStore(settings, (state) => state.theme);
  return (
    <header className="top-bar">
      <OpenMenu />
      {info ? (
        <>
          <h1>
            <Elided text={info.name} />
          </h1>
          <div className="facts">
            <PointsPopover info={info} />
            <span>{formatCounted(info.frameCount, 'frame')}</span>
            {info.labelSource !== 'none' && (
              <span>{formatCounted(movingObjects(info.objects), 'object')}</span>
            )}
          </div>
        </>
      ) : (
        <h1>Comove</h1>
      )}
      <div className="top-bar-end">
        <ActionButton action={themeAction} className="icon-button" label={themeNames[theme]}>
          <Icon name={themeIcons[theme]} />
        </ActionButton>
        <ActionButton action={keysAction} className="icon-button" label="Keys">
          <Icon name="help" />
        </ActionButton>
        <ActionButton action={exportAction} className="button primary">
          Export…
        </ActionButton>
      </div>
    </header>
  );
}

/** Objects that points lie on; label 0 is the background. */
const movingObjects = (objects: readonly { label: number; points: number }[]) =>
  objects.filter(({ label, points }) => label > 0 && points > 0).length;
