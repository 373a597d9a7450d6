/** MATLAB v5 files, written by the tests that read them. */
import { zlibSync } from 'fflate';

export interface MatArray {
  readonly dims: readonly number[];
  /** In MATLAB's order: the first index runs fastest. */
  readonly data: ArrayLike<number>;
}
export type MatContents = Readonly<Record<string, MatArray | { readonly struct: Contents }>>;
type Contents = Readonly<Record<string, MatArray>>;

/** Data types miINT8, miINT32, miUINT32, miDOUBLE, miMATRIX, miCOMPRESSED. */
const types = { int8: 1, int32: 5, uint32: 6, double: 9, matrix: 14, compressed: 15 };
const fieldBytes = 32;

/** A little-endian file of doubles and structs of doubles; every variable is compressed where asked. */
export function encodeMat(contents: MatContents, compress = false): Uint8Array {
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file');
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  const variables = Object.entries(contents).map(([name, value]) => {
    const element = 'struct' in value ? structElement(name, value.struct) : numbers(name, value);
    return compress ? tagged(types.compressed, zlibSync(element)) : element;
  });
  return Buffer.concat([header, ...variables]);
}

function numbers(name: string, { dims, data }: MatArray): Buffer {
  const doubles = Buffer.from(Float64Array.from(data).buffer);
  return matrix(6, name, dims, [padded(types.double, doubles)]);
}

function structElement(name: string, fields: Contents): Buffer {
  const names = Object.keys(fields).map((field) =>
    Buffer.alloc(fieldBytes).fill(field + '\0', 0, field.length + 1),
  );
  return matrix(
    2,
    name,
    [1, 1],
    [
      padded(types.int32, int32([fieldBytes])),
      padded(types.int8, Buffer.concat(names)),
      ...Object.values(fields).map((field) => numbers('', field)),
    ],
  );
}

function matrix(kind: number, name: string, dims: readonly number[], parts: Buffer[]): Buffer {
  const body = [
    padded(types.uint32, int32([kind, 0])),
    padded(types.int32, int32(dims)),
    padded(types.int8, Buffer.from(name)),
    ...parts,
  ];
  return tagged(types.matrix, Buffer.concat(body));
}

const int32 = (values: readonly number[]) => Buffer.from(Int32Array.from(values).buffer);

const tagged = (type: number, bytes: Uint8Array) =>
  Buffer.concat([int32([type, bytes.length]), bytes]);

/** Elements within a matrix begin at multiples of eight bytes. */
const padded = (type: number, bytes: Uint8Array) =>
  Buffer.concat([tagged(type, bytes), Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
