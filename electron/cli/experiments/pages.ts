/** The Markdown pages of results: one per experiment, and the index of all. */
import * as z from 'zod';
import type { Json } from '../../host/results/json.ts';
import type { TextTable } from './experiment.ts';
import type { Outcome } from './outcome.ts';

/** The page of one experiment; its figures and numbers lie beside it. */
export function documentPage({
  experiment,
  command,
  settings,
  surroundings,
  report,
}: Outcome): string {
  const { machine, commit, models } = surroundings;
  const networks = Object.entries(models).map(([name, sha256]) => `${name} ${sha256.slice(0, 12)}`);
  return paragraphs([
    `# ${experiment.title}`,
    experiment.summary,
    ...report.figures.map(({ name, figure }) => `![${figure.title}](${name}.svg)`),
    ...report.comparisons.map(markdownTable),
    ...report.notes,
    `Numbers: ${[...report.tables.map(({ name }) => `[${name}.csv](${name}.csv)`), '[numbers.json](numbers.json)'].join(', ')}.`,
    [
      `- Command: \`${command}\``,
      `- Settings: ${settingsText(settings)}`,
      `- Machine: ${machine}`,
      `- Sources: ${commit}; networks: ${networks.join(', ')} (SHA-256)`,
    ].join('\n'),
  ]);
}

const settingsText = (settings: { readonly [key: string]: Json }) =>
  Object.entries(settings)
    .map(
      ([key, value]) =>
        `${key} ${Array.isArray(value) ? value.map(plain).join(', ') : plain(value)}`,
    )
    .join('; ');

const plain = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A table that also reads well as text: columns as wide as their widest cell. */
export function markdownTable({ caption, columns, rows }: TextTable): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columns.map((_, i) => Math.max(3, ...cells.map((row) => row[i].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [head, ...body] = cells;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const table = [line(head), rule, ...body.map(line)].join('\n');
  return caption === undefined ? table : `${caption}:\n\n${table}`;
}

const written = z.object({
  title: z.string(),
  quick: z.boolean(),
  machine: z.string(),
  commit: z.string(),
  figures: z.array(z.string()),
});

/**
 * The index of a folder of results.
 *
 * @param documents the text of `numbers.json` by folder
 */
export function indexPage(documents: ReadonlyMap<string, string>): string {
  const entries = [...documents]
    .map(([folder, text]) => ({ folder, ...written.parse(JSON.parse(text)) }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));
  return paragraphs([
    '# Results',
    "The paper's tables and figures, done again by `comove reproduce`. Each page shows the paper's figures where they are known, ours, and the truth or what an oracle gets that knows the density. Where a page says 'not stated', the paper shows a curve without numbers, or its number is in none of the sources at hand.",
    markdownTable({
      columns: ['', 'counts', 'machine', 'sources'],
      rows: entries.map(({ folder, title, quick, machine, commit }) => [
        `[${title}](${folder}/README.md)`,
        quick ? 'quick' : 'full',
        machine,
        commit,
      ]),
    }),
    ...entries.flatMap(({ folder, title, figures }) =>
      figures
        .slice(0, 1)
        .map((figure) => `[![${title}](${folder}/${figure})](${folder}/README.md)`),
    ),
  ]);
}

const paragraphs = (parts: readonly string[]) => `${parts.join('\n\n')}\n`;
