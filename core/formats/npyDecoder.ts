/** Decodes a .npy file that arrives in chunks, without ever holding more than one block of it. */
import { damaged, npyItemBytes, readNpyHeader } from './npyHeader.ts';
import type { NpyHeader, NpyNumberName } from './npyHeader.ts';

/** Elements in the machine's byte order; float16 as its raw bits, bool as bytes. */
export type NpyData =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** Who takes the elements. */
export interface NpySink {
  /** Elements of a block; the last block may be shorter. */
  readonly blockElements: number;
  /**
   * Called for each block in file order.
   *
   * @param values the block's elements; the memory is used again for the next block
   * @param start index of the first one in file order (which is C or Fortran order, as the header says)
   */
  block(values: NpyData, start: number): void;
}

export interface NpyDecoder {
  /** Takes the next bytes; they are copied, so the caller may use their memory again. */
  push(chunk: Uint8Array): void;
  /** Says that there are no more bytes. */
  end(): NpyHeader;
}

export interface NpyDecoderOptions {
  /** The name used in errors. */
  file: string;
  /** Size of the whole file, where known: a header that lies is found out before memory is taken. */
  totalBytes?: number;
}

/**
 * A decoder of one .npy file of numbers.
 *
 * @param open called once with the header, before any element; it may throw to refuse the array
 * @throws ComoveError BAD_INPUT (from push and end) for a damaged header, an array that does not hold numbers,
 *   and when the file is longer or shorter than its header says
 */
export function createNpyDecoder(
  { file, totalBytes }: NpyDecoderOptions,
  open: (header: NpyHeader) => NpySink,
): NpyDecoder {
  let beginning: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let body: Body | undefined;

  function begin(chunk: Uint8Array): void {
    beginning = concatenate(beginning, chunk);
    const outcome = readNpyHeader(beginning, file);
    if (outcome.kind === 'incomplete') return;
    const { header } = outcome;
    checkPromise(header, totalBytes, file);
    body = createBody(header, open(header), file);
    body.push(beginning.subarray(header.dataOffset));
    beginning = new Uint8Array(0);
  }

  return {
    push: (chunk) => (body ? body.push(chunk) : begin(chunk)),
    end() {
      if (!body) throw damaged(file, 'ends within its header');
      body.end();
      return body.header;
    },
  };
}

interface Body {
  readonly header: NpyHeader;
  push(bytes: Uint8Array): void;
  end(): void;
}

function createBody(header: NpyHeader, sink: NpySink, file: string): Body {
  const { name, bigEndian } = numberType(header, file);
  const itemBytes = npyItemBytes[name];
  const expected = header.elementCount * itemBytes;
  const block = new Uint8Array(Math.max(1, Math.min(sink.blockElements * itemBytes, expected)));
  let filled = 0;
  let received = 0;

  function flush(): void {
    if (filled === 0) return;
    if (bigEndian) swapBytes(block, itemBytes, filled);
    sink.block(npyView(name, block.buffer, filled / itemBytes), (received - filled) / itemBytes);
    filled = 0;
  }

  return {
    header,
    push(bytes) {
      if (received + bytes.length > expected)
        throw damaged(
          file,
          `holds more than the ${count(expected)} bytes that its header promises`,
        );
      for (let taken = 0; taken < bytes.length;) {
        const part = bytes.subarray(taken, taken + block.length - filled);
        block.set(part, filled);
        filled += part.length;
        received += part.length;
        taken += part.length;
        if (filled === block.length) flush();
      }
    },
    end() {
      if (received < expected)
        throw damaged(
          file,
          `ends after ${count(received)} of the ${count(expected)} bytes that its header promises`,
        );
      flush();
    },
  };
}

function checkPromise(header: NpyHeader, totalBytes: number | undefined, file: string): void {
  if (totalBytes === undefined || header.dtype.kind !== 'number') return;
  const promised = header.elementCount * npyItemBytes[header.dtype.name];
  const actual = totalBytes - header.dataOffset;
  if (promised !== actual)
    throw damaged(
      file,
      `is ${promised > actual ? 'too short' : 'too long'}: its header promises ${count(promised)} bytes of numbers, and it has ${count(actual)}`,
    );
}

function numberType(header: NpyHeader, file: string): { name: NpyNumberName; bigEndian: boolean } {
  if (header.dtype.kind === 'number') return header.dtype;
  throw damaged(file, `holds ${header.dtype.descr} instead of numbers`);
}

/** A view of `length` elements of a type, from the buffer's start. */
export function npyView(name: NpyNumberName, buffer: ArrayBuffer, length: number): NpyData {
  switch (name) {
    case 'bool':
    case 'uint8':
      return new Uint8Array(buffer, 0, length);
    case 'int8':
      return new Int8Array(buffer, 0, length);
    case 'uint16':
    case 'float16':
      return new Uint16Array(buffer, 0, length);
    case 'int16':
      return new Int16Array(buffer, 0, length);
    case 'uint32':
      return new Uint32Array(buffer, 0, length);
    case 'int32':
      return new Int32Array(buffer, 0, length);
    case 'uint64':
      return new BigUint64Array(buffer, 0, length);
    case 'int64':
      return new BigInt64Array(buffer, 0, length);
    case 'float32':
      return new Float32Array(buffer, 0, length);
    case 'float64':
      return new Float64Array(buffer, 0, length);
  }
}

/** Every machine that this runs on is little-endian, as WebAssembly requires it to be. */
function swapBytes(bytes: Uint8Array, itemBytes: number, length: number): void {
  for (let i = 0; i < length; i += itemBytes) bytes.subarray(i, i + itemBytes).reverse();
}

function concatenate(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const count = (bytes: number) => bytes.toLocaleString('en');
