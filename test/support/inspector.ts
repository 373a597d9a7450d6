/** The inspector's numbers as shown, and its choices. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { formatNarrow } from '#renderer/components/format.ts';
import { plot, xOf, yOf } from '#renderer/panels/inspector/curveGeometry.ts';
import { patience } from './appPage.ts';
import { pointAtThreshold, type CurveDocument, type CurvePoint } from './sampleDocuments.ts';

/** A folding section of the inspector. */
export const section = (
  page: Page,
  name: 'Picks' | 'Score' | 'Threshold' | 'Precision–recall' | 'Pair',
): Locator => page.getByRole('region', { name });

/** The slider under the histogram. */
export const thresholdSlider = (page: Page) =>
  section(page, 'Threshold').getByRole('slider', { name: 'Threshold' });

/** The numbers of the curve's section by their names, as displayed. */
export async function curveNumbers(page: Page): Promise<Record<string, string>> {
  const curve = section(page, 'Precision–recall');
  const [terms, values] = await Promise.all([
    curve.getByRole('term').allTextContents(),
    curve.getByRole('definition').allTextContents(),
  ]);
  return Object.fromEntries(terms.map((term, i) => [term, values[i]]));
}

/** An estimator's row in the table of comparisons. */
export const comparisonRow = (page: Page, estimator: string): Locator =>
  page
    .getByRole('table', { name: 'Estimators on the present picks' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: estimator, exact: true }) });

/** Waits until a row has the numbers of a document: AP, best F1 and its threshold. */
export async function seesCompared(page: Page, estimator: string, curve: CurveDocument) {
  const { f1, threshold } = curve.best_f1;
  await expect
    .poll(() => comparisonRow(page, estimator).getByRole('cell').allTextContents(), patience)
    .toEqual([
      curve.average_precision.toFixed(3),
      f1.toFixed(3),
      formatNarrow(threshold),
      expect.stringMatching(/ (s|min)$/),
    ]);
}

/** What the curve's section must show for a document of the command line at a threshold. */
export function expectedNumbers(curve: CurveDocument, threshold: number): Record<string, string> {
  const { precision, recall, f1 } = pointAtThreshold(curve, threshold);
  const shown = (value: number) => value.toFixed(3);
  return {
    AP: shown(curve.average_precision),
    P: shown(precision),
    R: shown(recall),
    F1: shown(f1),
  };
}

/** Waits until the curve's section shows what the command line says, to three decimals. */
export async function seesNumbers(page: Page, curve: CurveDocument, threshold: number) {
  await expect
    .poll(() => curveNumbers(page), patience)
    .toMatchObject(expectedNumbers(curve, threshold));
}

/** The threshold as the inspector's field shows it, three decimals. */
export const thresholdField = (page: Page) =>
  section(page, 'Threshold').getByRole('textbox', { name: 'Threshold value' });

/** Where a precision and a recall are on the page. */
export async function placeOnCurve(page: Page, { precision, recall }: CurvePoint) {
  const box = (await page.getByRole('img', { name: 'Precision-recall curve' }).boundingBox())!;
  return {
    x: box.x + (xOf(recall) / plot.width) * box.width,
    y: box.y + (yOf(precision) / plot.height) * box.height,
  };
}

/** A point well inside the curve that no other shares its place with: a click there can only mean it. */
export function distinctPoint({ points }: CurveDocument): CurvePoint {
  const apart = ({ precision, recall }: CurvePoint) =>
    Math.min(
      ...points
        .filter((other) => other.precision !== precision || other.recall !== recall)
        .map((other) => Math.hypot(other.precision - precision, other.recall - recall)),
    );
  const inner = points.filter(({ recall }) => recall > 0.2 && recall < 0.95);
  return inner.reduce((best, point) => (apart(point) > apart(best) ? point : best));
}
