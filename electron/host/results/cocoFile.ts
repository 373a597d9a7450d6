/** Masks as a COCO instances document with one category, one image a frame, compressed run lengths. */
import { compressRle, encodeRle, maskBox, rleArea } from '#core/segment/rle.ts';
import { jsonDocument, type Json } from './json.ts';

export interface CocoWriter {
  /** Adds a frame's mask, (height, width); a frame without pixels gets an image but no annotation. */
  add(frame: number, fileName: string, mask: Uint8Array): void;
  finish(): string;
}

/** @param category what the segment is called */
export function createCocoWriter(width: number, height: number, category: string): CocoWriter {
  const images: Json[] = [];
  const annotations: Json[] = [];
  return {
    add(frame, fileName, mask) {
      images.push({ id: frame, file_name: fileName, width, height });
      const rle = encodeRle(mask, width, height);
      const area = rleArea(rle);
      if (area === 0) return;
      annotations.push({
        id: annotations.length + 1,
        image_id: frame,
        category_id: 1,
        segmentation: { size: [...rle.size], counts: compressRle(rle) },
        area,
        bbox: maskBox(mask, width, height),
        iscrowd: 0,
      });
    },
    finish: () =>
      jsonDocument({
        info: { description: `Comove segmentation: ${category}` },
        categories: [{ id: 1, name: category }],
        images,
        annotations,
      }),
  };
}
