import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import { compareButtonId } from '../../actions/compareActions.ts';
import { Icon } from '../../components/Icon.tsx';
import { useStores } from '../../state/context.ts';
import { estimatorStyle } from './estimatorStyle.ts';
import { Swatch } from './Swatch.tsx';

/** Which estimators are compared with the main score; stays open while several are chosen. */
export function CompareMenu() {
  const { connection, map, comparison } = useStores();
  const estimators = useStore(connection, (state) => state.capabilities?.estimators);
  const main = useStore(map, (state) => state.choices.estimator);
  const chosen = useStore(comparison, (state) => state.chosen);
  return (
    <MenuTrigger>
      <Button
        id={compareButtonId}
        className="button small"
        aria-label="Compare estimators"
        isDisabled={!estimators}
      >
        Compare
        <Icon name="chevron" />
      </Button>
      <Popover className="popover compare-popover" placement="bottom start">
        <Menu
          className="menu"
          selectionMode="multiple"
          shouldCloseOnSelect={false}
          selectedKeys={[main, ...chosen]}
          disabledKeys={[main]}
          onSelectionChange={(keys) =>
            comparison
              .getState()
              .choose(
                (estimators ?? [])
                  .map(({ name }) => name)
                  .filter((name) => name !== main && (keys === 'all' || keys.has(name))),
              )
          }
        >
          {(estimators ?? []).map(({ name, label, summary }, index) => (
            <MenuItem key={name} id={name} className="menu-item compare-item" textValue={label}>
              <span className="compare-check">
                {(name === main || chosen.includes(name)) && <Icon name="check" />}
              </span>
              <Swatch style={estimatorStyle(name, index)} />
              <span className="compare-label" title={summary}>
                {label}
              </span>
              {name === main && <span className="quiet-text">main score</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
