import { useEffect } from 'react';
import { useStore } from 'zustand';
import { actions } from './actions/actions.ts';
import { bindKeys } from './actions/keyboard.ts';
import { Dialogs } from './panels/dialogs/Dialogs.tsx';
import { Inspector } from './panels/inspector/Inspector.tsx';
import { Stage } from './panels/stage/Stage.tsx';
import { Timeline } from './panels/stage/Timeline.tsx';
import { Banners } from './panels/states/Banners.tsx';
import { DropZone } from './panels/states/DropZone.tsx';
import { EmptyState } from './panels/states/EmptyState.tsx';
import { LoadingCard } from './panels/states/LoadingCard.tsx';
import { ProblemCard } from './panels/states/ProblemCard.tsx';
import { StatusBar } from './panels/status/StatusBar.tsx';
import { TopBar } from './panels/top/TopBar.tsx';
import { SessionContext } from './session/context.ts';
import type { Session } from './session/session.ts';
import { StoresContext } from './state/context.ts';

/** The window: one screen. */
export function App({ session }: { readonly session: Session }) {
  const { stores } = session;
  const isOpen = useStore(stores.sequence, (state) => state.open !== undefined);
  const theme = useStore(stores.settings, (state) => state.theme);

  useEffect(() => bindKeys(window, session, actions), [session]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    <SessionContext value={session}>
      <StoresContext value={stores}>
        <div className="window" data-open={isOpen}>
          <TopBar />
          <Banners />
          <main className="main">
            {isOpen ? <Stage /> : <EmptyState />}
            <LoadingCard />
            <ProblemCard />
          </main>
          {isOpen && (
            <>
              <Timeline />
              <Inspector />
            </>
          )}
          <StatusBar />
        </div>
        <Dialogs />
        <DropZone />
      </StoresContext>
    </SessionContext>
  );
}
