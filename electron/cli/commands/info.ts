import {
  describeSequence,
  type SequenceDescription,
} from '../../host/sequences/describeSequence.ts';
import type { RegisterCommand } from '../context.ts';
import { jsonDocument, type Json } from '../../host/results/json.ts';
import { addSequence, openFrom, type SequenceOptions } from '../options/sequence.ts';

/** `comove info SEQ`: what a sequence holds, which points take part, what is missing. */
export const registerInfo: RegisterCommand = (program, context) => {
  addSequence(program.command('info'))
    .description('tell what a sequence holds and what is missing')
    .option('--json', 'print one JSON document')
    .action(async (seq: string, options: SequenceOptions & { json?: boolean }) => {
      const description = describeSequence(await openFrom(context, seq, options));
      if (options.json) context.printDocument(jsonDocument(infoDocument(description)));
      else for (const line of infoLines(description)) context.print(line);
    });
};

function infoDocument(info: SequenceDescription): Json {
  return {
    name: info.name,
    archive: info.archive,
    frames: info.frameCount,
    points: info.pointCount,
    kept: info.kept,
    dropped: {
      non_finite: info.dropped.nonFinite,
      beyond_bounds: info.dropped.beyondBounds,
      outside_reference_frame: info.dropped.outsideReferenceFrame,
      never_visible: info.dropped.neverVisible,
      rarely_visible: info.dropped.rarelyVisible,
    },
    protocol: {
      reference_frame: info.protocol.referenceFrame,
      minimum: info.protocol.minimum,
      maximum: info.protocol.maximum,
      ...(info.protocol.minimumVisible !== undefined && {
        minimum_visible: info.protocol.minimumVisible,
      }),
    },
    shapes: { trajs_2d: [info.frameCount, info.pointCount, 2] },
    dtype: info.dtype,
    width: info.width,
    height: info.height,
    size_source: info.sizeSource,
    images: info.imageCount,
    masks: info.maskCount,
    frame_rate: info.frameRate,
    label_source: info.labelSource,
    objects: info.objects,
    missing: missingParts(info),
    notes: info.notes,
  };
}

/** The parts of a full sequence that this one lacks. */
function missingParts(info: SequenceDescription): string[] {
  const missing: string[] = [];
  if (info.imageCount === 0) missing.push('images');
  if (info.maskCount === 0) missing.push('masks');
  if (info.labelSource === 'none') missing.push('labels');
  return missing;
}

function infoLines(info: SequenceDescription): string[] {
  const count = (value: number) => value.toLocaleString('en');
  const { nonFinite, beyondBounds, outsideReferenceFrame, neverVisible, rarelyVisible } =
    info.dropped;
  const { minimum, maximum, referenceFrame, minimumVisible } = info.protocol;
  const rarely =
    minimumVisible === undefined
      ? ''
      : `, ${count(rarelyVisible)} visible in fewer than ${minimumVisible} frames`;
  const missing = missingParts(info);
  return [
    `${info.name} (${info.archive})`,
    `  frames     ${count(info.frameCount)} at ${info.frameRate} per second, ${info.width} x ${info.height} px (from the ${info.sizeSource})`,
    `  points     ${count(info.kept)} of ${count(info.pointCount)} kept, ${info.dtype}`,
    `  dropped    ${count(nonFinite)} not finite, ${count(beyondBounds)} beyond (${minimum}, ${maximum}), ${count(outsideReferenceFrame)} outside frame ${referenceFrame}, ${count(neverVisible)} never visible${rarely}`,
    `  images     ${count(info.imageCount)}`,
    `  masks      ${count(info.maskCount)}`,
    ...info.objects.map(
      ({ label, name, points }) =>
        `  object ${String(label).padStart(3)} ${name}: ${count(points)} points`,
    ),
    ...(missing.length > 0 ? [`  missing    ${missing.join(', ')}`] : []),
    ...info.notes.map((note) => `  note       ${note}`),
  ];
}
