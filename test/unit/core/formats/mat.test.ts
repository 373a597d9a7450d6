import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readMat, type MatNumbers, type MatStruct } from '#core/formats/mat.ts';
import { describeWithData, sharedData } from '../../../support/sharedData.ts';

const read = (...parts: string[]) => readMat(readFileSync(sharedData(...parts)), parts.at(-1)!);

describeWithData('kt3dmoseg', 'MATLAB v5 files of KT3DMoSeg', () => {
  it('reads the struct Data with its labelled tracks', () => {
    const data = read('kt3dmoseg', 'Seq009_Clip01', 'Seq009_Clip01.mat').get('Data') as MatStruct;
    const [record] = data.records;
    const tracks = record.get('ySparse') as MatNumbers;
    const visible = record.get('visibleSparse') as MatNumbers;
    const labels = record.get('GtLabel') as MatNumbers;
    const [three, points, frames] = tracks.dims;
    expect(three).toBe(3);
    expect(visible.dims).toEqual([points, frames]);
    expect(labels.dims).toEqual([points, 1]);
    // Homogeneous pixels: the third coordinate is 1 where the point is visible.
    expect(tracks.data[2]).toBe(1);
    expect(Math.min(...labels.data)).toBe(1);
  });
});

describeWithData('hopkins155', 'MATLAB v5 files of Hopkins155', () => {
  it.each(['2T3RCRT', 'people2', 'kanatani3', 'cars2B', '1R2RC', 'arm'])('reads %s', (name) => {
    const file = read('hopkins155', `${name}_truth.mat`);
    const y = file.get('y') as MatNumbers;
    const s = file.get('s') as MatNumbers;
    expect(y.dims[0]).toBe(3);
    expect(s.dims[0]).toBe(y.dims[1]);
    expect(y.data.length).toBe(y.dims[0] * y.dims[1] * y.dims[2]);
    expect(y.data.every(Number.isFinite)).toBe(true);
    expect((file.get('width') as MatNumbers).data[0]).toBeGreaterThan(100);
  });

  it('says what is wrong with a cut or foreign file', () => {
    const bytes = readFileSync(sharedData('hopkins155', 'arm_truth.mat'));
    expect(() => readMat(bytes.subarray(0, bytes.length - 400), 'arm.mat')).toThrow(
      /arm\.mat is damaged/,
    );
    expect(() => readMat(new TextEncoder().encode('x'.repeat(500)), 'x.mat')).toThrow(
      /x\.mat is not a MATLAB v5 file/,
    );
  });
});
