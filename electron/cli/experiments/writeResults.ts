import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceInFolder } from '../../host/files/replaceInFolder.ts';
import { writeFileAtomic } from '../../host/files/writeFileAtomic.ts';
import { jsonDocument, type Json } from '../../host/results/json.ts';
import type { NumberTable } from './experiment.ts';
import { documentPage, indexPage } from './pages.ts';
import type { Outcome } from './outcome.ts';

/** Names of the files below the output folder; the JSON one is what the index is made from. */
const numbersName = 'numbers.json';
const pageName = 'README.md';

/**
 * Writes an experiment's page, numbers and figures to `<out>/<experiment>/`, all or none, and the index of all that
 * `<out>` holds.
 *
 * @throws ComoveError WRITE_FAILED, FORBIDDEN_PATH
 */
export async function writeResults(out: string, outcome: Outcome): Promise<void> {
  await writeOutcome(out, outcome, `${outcome.experiment.name}/`);
  await writeIndex(out);
}

/**
 * Writes a page, its numbers and its figures, all or none.
 *
 * @param below where in the folder, with the slash
 * @throws ComoveError WRITE_FAILED, FORBIDDEN_PATH
 */
export async function writeOutcome(out: string, outcome: Outcome, below = ''): Promise<void> {
  const { report } = outcome;
  // Loaded when there is something to draw: the plotting library is a large one.
  const { figureSvg } = await import('../../host/figures/figureSvg.ts');
  const files = new Map<string, string>([
    [pageName, documentPage(outcome)],
    [numbersName, jsonDocument(numbersDocument(outcome))],
    ...report.tables.map((table) => [`${table.name}.csv`, csv(table)] as const),
    ...report.figures.map(({ name, figure }) => [`${name}.svg`, figureSvg(figure)] as const),
  ]);
  const place = (name: string) => `${below}${name}`;
  await replaceInFolder(out, [...files.keys()].map(place), async (temporary) => {
    for (const [name, text] of files) await writeFileAtomic(join(temporary, place(name)), text);
  });
}

/** The one JSON document of an experiment: for `--json` and for the file. */
export function numbersDocument({
  experiment,
  command,
  quick,
  settings,
  surroundings,
  report,
}: Outcome): Json {
  return {
    experiment: experiment.name,
    title: experiment.title,
    command,
    quick,
    settings,
    ...surroundings,
    tables: Object.fromEntries(
      report.tables
        .filter(({ bulky }) => !bulky)
        .map(({ name, columns, rows }) => [
          name,
          rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, shortened(row[i])]))),
        ]),
    ),
    comparisons: report.comparisons.map(({ caption, columns, rows }) => ({
      ...(caption !== undefined && { caption }),
      columns,
      rows,
    })),
    figures: report.figures.map(({ name }) => `${name}.svg`),
    notes: report.notes,
  };
}

function csv({ columns, rows }: NumberTable): string {
  const cell = (value: string | number | null) => {
    const text = String(shortened(value) ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** Six significant digits: beyond any estimate's accuracy, and legible. */
const shortened = (value: string | number | null) =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value;

/** From the documents that are there, so that experiments that are run one by one add up. */
async function writeIndex(out: string): Promise<void> {
  const folders = (await readdir(out, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  const documents = new Map<string, string>();
  for (const folder of folders) {
    const text = await readFile(join(out, folder, numbersName), 'utf8').catch(() => undefined);
    if (text !== undefined) documents.set(folder, text);
  }
  await replaceInFolder(out, [pageName], (temporary) =>
    writeFileAtomic(join(temporary, pageName), indexPage(documents)),
  );
}
