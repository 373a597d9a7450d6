/** Zip files byte by byte (PKWARE APPNOTE 6.3), for what zip libraries do not write on request: ZIP64, lies. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  data: Uint8Array;
  method?: 'stored' | 'deflated';
  /** Sizes and offsets of this entry stand in ZIP64 extra fields, as numpy.savez writes big arrays. */
  zip64?: boolean;
  /** What the directory claims instead of the truth. */
  claimedSize?: number;
  claimedCrc?: number;
}

/** @param zip64 the end of the central directory is a ZIP64 one too */
export function zipFile(entries: readonly ZipEntry[], { zip64 = false } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = encodeEntry(entry, offset);
    locals.push(local);
    directory.push(central);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([
    ...locals,
    central,
    ...(zip64 ? [zip64End(entries.length, central.length, offset)] : []),
    end(entries.length, central.length, offset, zip64),
  ]);
}

function encodeEntry(entry: ZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const { data, method = 'stored', zip64 = false } = entry;
  const name = Buffer.from(entry.name);
  const packed = method === 'deflated' ? deflateRawSync(data) : Buffer.from(data);
  const size = entry.claimedSize ?? data.length;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(zip64 ? 45 : 20, 0);
  common.writeUInt16LE(method === 'deflated' ? 8 : 0, 4);
  common.writeUInt32LE(entry.claimedCrc ?? crc32(data), 10);
  common.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 14);
  common.writeUInt32LE(zip64 ? 0xffffffff : size, 18);
  common.writeUInt16LE(name.length, 22);
  const localExtra = zip64 ? zip64Extra([size, packed.length]) : Buffer.alloc(0);
  const centralExtra = zip64 ? zip64Extra([size, packed.length, offset]) : Buffer.alloc(0);
  const localHead = Buffer.concat([signature(0x04034b50), common]);
  localHead.writeUInt16LE(localExtra.length, 28);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(zip64 ? 0xffffffff : offset, 10);
  const centralHead = Buffer.concat([signature(0x02014b50), Buffer.from([45, 3]), common]);
  centralHead.writeUInt16LE(centralExtra.length, 30);
  return {
    local: Buffer.concat([localHead, name, localExtra, packed]),
    central: Buffer.concat([centralHead, tail, name, centralExtra]),
  };
}

function zip64Extra(numbers: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  return extra;
}

function zip64End(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

function end(count: number, size: number, offset: number, zip64: boolean): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(zip64 ? 0xffff : count, 8);
  record.writeUInt16LE(zip64 ? 0xffff : count, 10);
  record.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  record.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  return record;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
