import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskNames, readSceneInfo } from '#core/formats/sceneInfo.ts';
import { fileError } from '../files/fileError.ts';
import { realPathInside } from '../files/realPathInside.ts';

export interface SceneFacts {
  readonly assetNames: ReadonlyMap<number, string>;
  readonly frameRate: number;
  readonly notes: readonly string[];
}

const fileName = 'scene_info.json';
/** Where nothing says how fast a clip was taken. */
const usualFrameRate = 30;

/** The names of the masks' objects and the frame rate; a missing or damaged file only costs the names. */
export async function readSceneFacts(root: string, hasMasks: boolean): Promise<SceneFacts> {
  const text = await textWithin(root);
  if (text === undefined) {
    const notes = hasMasks ? [`There is no ${fileName}: objects are called by their number.`] : [];
    return { assetNames: new Map(), frameRate: usualFrameRate, notes };
  }
  const outcome = readSceneInfo(text);
  if (outcome.kind === 'unreadable')
    return {
      assetNames: new Map(),
      frameRate: usualFrameRate,
      notes: [`${fileName} ${outcome.reason}: objects are called by their number.`],
    };
  const { assets, fps } = outcome.info;
  return { assetNames: maskNames(assets), frameRate: fps ?? usualFrameRate, notes: [] };
}

async function textWithin(root: string): Promise<string | undefined> {
  try {
    return await readFile(await realPathInside(join(root, fileName), root), 'utf8');
  } catch (cause) {
    const error = fileError(cause, join(root, fileName));
    if (error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
