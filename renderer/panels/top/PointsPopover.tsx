import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import type { SequenceInfo } from '#core/contract/schemas.ts';
import { formatCount } from '../../components/format.ts';
import { Icon } from '../../components/Icon.tsx';
import { useStores } from '../../state/context.ts';
import { FilterForm } from './FilterForm.tsx';

const reasons = {
  nonFinite: 'not finite in some frame',
  beyondBounds: 'beyond the bounds',
  outsideReferenceFrame: 'outside the image in the reference frame',
  neverVisible: 'never visible',
  rarelyVisible: 'visible in too few frames',
} as const;

/** How many points take part; behind it why the others do not, the bounds, and what is odd about the sequence. */
export function PointsPopover({ info }: { readonly info: SequenceInfo }) {
  const { view } = useStores();
  const showDropped = useStore(view, (state) => state.showDropped);
  const { kept, pointCount, dropped, notes } = info;
  return (
    <DialogTrigger>
      <Button className="button quiet fact-button">
        {formatCount(kept)} of {formatCount(pointCount)} points
        {notes.length > 0 && <Icon name="info" />}
        <Icon name="chevron" />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="dialog points-dialog" aria-label="Points of the sequence">
          <table className="counts">
            <tbody>
              <tr>
                <th scope="row">kept</th>
                <td>{formatCount(kept)}</td>
              </tr>
              {(Object.keys(reasons) as (keyof typeof reasons)[]).map((reason) => (
                <tr key={reason}>
                  <th scope="row">{reasons[reason]}</th>
                  <td>{formatCount(dropped[reason])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <label className="check">
            <input
              type="checkbox"
              checked={showDropped}
              onChange={(event) => view.getState().setShowDropped(event.target.checked)}
            />
            Show the dropped points, in grey
          </label>
          <FilterForm key={JSON.stringify(info.protocol)} info={info} />
          {notes.length > 0 && (
            <div className="notes">
              <h3>About this sequence</h3>
              <ul>
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
