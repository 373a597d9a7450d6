import * as z from 'zod';
import { colourMapNames } from '#core/colour/colourMap.ts';
import type { Client } from '#core/contract/client.ts';
import { errorBody } from '#core/contract/errors.ts';
import type { OpenSource } from '../api/dropped.ts';
import { themes } from '../state/settings.ts';
import type { Stores } from '../state/stores.ts';

/** What the host keeps for the window. An entry that is not what it should be counts as absent. */
const remembered = z.object({
  theme: z.enum(themes).optional().catch(undefined),
  folded: z.array(z.string()).optional().catch(undefined),
  colourMap: z.enum(colourMapNames).optional().catch(undefined),
});

/** Applies the host's settings, then keeps them up to date. What goes wrong is a note in the store, no reason to stop. */
export async function startRemembering(client: Client, { settings, view }: Stores): Promise<void> {
  try {
    const { values, notes } = await client.call('settings.get', {});
    const { theme, folded, colourMap } = remembered.parse(values);
    settings.setState({ notes, ...(theme && { theme }), ...(folded && { folded }) });
    if (colourMap) view.setState({ colourMap });
  } catch (thrown) {
    note(thrown);
  }
  function note(thrown: unknown): void {
    settings.setState({ notes: [`Settings are not kept: ${errorBody(thrown).message}`] });
  }
  const keep = (values: Record<string, string | string[]>) =>
    void client.call('settings.set', { values }).catch(note);
  settings.subscribe((now, before) => {
    if (now.theme !== before.theme) keep({ theme: now.theme });
    if (now.folded !== before.folded) keep({ folded: [...now.folded] });
  });
  view.subscribe((now, before) => {
    if (now.colourMap !== before.colourMap) keep({ colourMap: now.colourMap });
  });
}

const sourceKey = 'comove.source';
const keptSource = z.object({
  name: z.string(),
  source: z.union([z.object({ path: z.string() }), z.object({ sample: z.literal(true) })]),
});

/** Remembers what a tab has open, so that a reload shows it again. Uploads end with their page. */
export function keepSource(storage: Storage, source: OpenSource, name: string): void {
  if ('upload' in source) storage.removeItem(sourceKey);
  else storage.setItem(sourceKey, JSON.stringify({ source, name }));
}

/** What the tab had open before it was reloaded. */
export function recallSource(storage: Storage): { source: OpenSource; name: string } | undefined {
  try {
    return keptSource.parse(JSON.parse(storage.getItem(sourceKey) ?? 'null'));
  } catch {
    return undefined; // Nothing, or nothing of ours.
  }
}
