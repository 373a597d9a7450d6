/** A request's target: its path, still encoded, and the one query parameter that means something. */
export interface Target {
  readonly path: string;
  readonly token?: string;
}

/** Reads `/path?query`. Nothing is decoded or resolved: `/a/../b` stays what it is, and then names no file. */
export function readTarget(url = '/'): Target {
  const [path, query = ''] = url.split('?', 2);
  const token = /(?:^|&)token=([\w-]{1,100})(?:&|$)/.exec(query)?.[1];
  return { path, ...(token !== undefined && { token }) };
}
