/** Width and height of a JPEG or PNG from its first bytes, without decoding it. */

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A camera's JPEG can carry a thumbnail of 64 KiB before its size. */
export const imageHeaderBytes = 256 * 1024;

/**
 * @param bytes the file's beginning; `imageHeaderBytes` of it are always enough
 * @returns undefined when it is neither a JPEG nor a PNG, or the size does not stand in these bytes
 */
export function readImageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pngSignature = 0x89504e47;
  if (bytes.length >= 24 && view.getUint32(0) === pngSignature)
    return plausible(view.getUint32(16), view.getUint32(20));
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return readJpegSize(view);
  return undefined;
}

/** Walks the segments to the start of frame (ISO/IEC 10918-1, B.2.2): marker, length, precision, height, width. */
function readJpegSize(view: DataView): ImageSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    const isStartOfFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isStartOfFrame) return plausible(view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

const plausible = (width: number, height: number) =>
  width > 0 && height > 0 ? { width, height } : undefined;
