/** Label images from PNG masks of any kind: palette, grey or colour. */
import { decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';
import { ComoveError } from '../contract/errors.ts';

/** How a pixel's label was read; colour labels are named by their colour. */
export type LabelKind = 'index' | 'grey' | 'colour';

export interface DecodedLabels {
  readonly width: number;
  readonly height: number;
  /** (height, width), row-major; 0 is nothing. */
  readonly labels: Int32Array;
  readonly kind: LabelKind;
}

/**
 * Reads the labels of a PNG. A palette image's label is the palette index, whatever its colour (colours are not
 * stable between the frames of PointOdyssey); a grey image's label is the grey value (8 or 16 bits); a colour
 * image has one label per colour, 0xRRGGBB, so that a colour keeps its label in every frame and black is 0.
 * 16-bit colours count by their high bytes. Alpha is ignored, except that fully transparent is 0.
 *
 * @param file the name used in errors
 * @throws ComoveError BAD_INPUT when the bytes are not a whole PNG
 */
export function readLabelPng(bytes: Uint8Array, file: string): DecodedLabels {
  const png = decodePng(bytes, file);
  const { width, height } = png;
  const labels = new Int32Array(width * height);
  const samples = unpackSamples(png);
  if (png.channels >= 3) readColours(samples, png, labels);
  else readSingle(samples, png.channels, labels);
  return { width, height, labels, kind: kindOf(png) };
}

/** The name of a colour's label, '#rrggbb'. */
export function colourLabelName(label: number): string {
  return `#${label.toString(16).padStart(6, '0')}`;
}

function decodePng(bytes: Uint8Array, file: string): DecodedPng {
  try {
    const png = decode(bytes);
    const needed = png.height * Math.ceil((png.width * png.channels * png.depth) / 8);
    if (png.data.byteLength >= needed) return png;
    throw new Error('it ends early');
  } catch (cause) {
    throw new ComoveError('BAD_INPUT', `${file} is not a readable PNG: ${reason(cause)}.`, {
      file,
      remedy: 'Copy the mask again, or remove the file to do without this frame.',
      cause,
    });
  }
}

function reason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/[.:]$/, '');
}

function kindOf(png: DecodedPng): LabelKind {
  if (png.palette) return 'index';
  return png.channels >= 3 ? 'colour' : 'grey';
}

/** One sample per element: rows of 1, 2 and 4 bits a pixel begin at a byte, most significant bits first. */
function unpackSamples({ data, depth, width, height }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + Math.floor(x / perByte)];
      samples[y * width + x] = (byte >> (8 - depth * ((x % perByte) + 1))) & ((1 << depth) - 1);
    }
  return samples;
}

function readSingle(samples: ArrayLike<number>, channels: number, labels: Int32Array): void {
  for (let i = 0; i < labels.length; i++) {
    const transparent = channels === 2 && samples[2 * i + 1] === 0;
    labels[i] = transparent ? 0 : samples[channels * i];
  }
}

function readColours(
  samples: ArrayLike<number>,
  { channels, depth }: DecodedPng,
  labels: Int32Array,
): void {
  const shift = depth - 8;
  for (let i = 0; i < labels.length; i++) {
    const at = channels * i;
    const transparent = channels === 4 && samples[at + 3] === 0;
    labels[i] = transparent
      ? 0
      : ((samples[at] >> shift) << 16) |
        ((samples[at + 1] >> shift) << 8) |
        (samples[at + 2] >> shift);
  }
}
