import { useState } from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { useStore } from 'zustand';
import { chooseAndOpen, openAction, sampleAction } from '../../actions/fileActions.ts';
import { formatKey } from '../../actions/keys.ts';
import { isMac } from '../../actions/useAction.ts';
import { Elided } from '../../components/Elided.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useRecent } from './useRecent.ts';
import { useSession } from '../../session/context.ts';

/** Everything that can be opened: by a dialog, the sample, what was opened before. */
export function OpenMenu() {
  const session = useSession();
  const capabilities = useStore(session.stores.connection, (state) => state.capabilities);
  const [isOpen, setOpen] = useState(false);
  const recent = useRecent(isOpen);
  const key = (keys: readonly string[]) => <kbd>{formatKey(keys[0], isMac)}</kbd>;

  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button" isDisabled={!capabilities}>
        Open
        <Icon name="chevron" />
      </Button>
      <Popover className="popover menu-popover" placement="bottom start">
        <Menu className="menu" aria-label="Open">
          <MenuSection className="menu-section" aria-label="Sequences">
            {capabilities?.systemDialogs ? (
              <>
                <MenuItem className="menu-item" onAction={() => openAction.run(session)}>
                  <span>Folder…</span>
                  {key(openAction.keys)}
                </MenuItem>
                <MenuItem
                  className="menu-item"
                  onAction={() => void chooseAndOpen(session, 'openArchive')}
                >
                  Archive…
                </MenuItem>
              </>
            ) : (
              <MenuItem className="menu-item" onAction={() => openAction.run(session)}>
                <span>Folder or archive…</span>
                {key(openAction.keys)}
              </MenuItem>
            )}
            {capabilities?.hasSample && (
              <MenuItem className="menu-item" onAction={() => sampleAction.run(session)}>
                <span>The sample</span>
                {key(sampleAction.keys)}
              </MenuItem>
            )}
          </MenuSection>
          {recent.length > 0 && (
            <MenuSection className="menu-section">
              <Header>Recent</Header>
              {recent.map(({ path, name, exists }) => (
                <MenuItem
                  key={path}
                  id={path}
                  className="menu-item"
                  textValue={name}
                  isDisabled={!exists}
                  onAction={() => void session.open({ path }, name)}
                >
                  <Elided text={exists ? path : `${path} (gone)`} />
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
