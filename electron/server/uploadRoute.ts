import type { IncomingMessage } from 'node:http';
import { ComoveError, errorBody, type ErrorCode } from '#core/contract/errors.ts';
import { wirePaths } from '#core/contract/wire.ts';
import { refusal, textAnswer, type Answer } from '#electron/host/web/answer.ts';
import type { Uploads } from './uploads.ts';

const statusOf: Partial<Record<ErrorCode, number>> = {
  USAGE: 400,
  NOT_FOUND: 404,
  FORBIDDEN_PATH: 403,
  WRITE_FAILED: 507,
};

/** Answers `POST /upload`, `PUT /upload/<id>/<path>` and `DELETE /upload/<id>`, as wire.ts describes them. */
export async function answerUpload(
  uploads: Uploads,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  try {
    return json(await act(uploads, request, path));
  } catch (thrown) {
    const body = errorBody(thrown);
    // What is left of a refused body is not read: the connection ends with the answer.
    return refusal(statusOf[body.code] ?? 500, body, { connection: 'close' });
  }
}

async function act(uploads: Uploads, request: IncomingMessage, path: string): Promise<object> {
  const [id = '', ...file] = path.slice(wirePaths.upload.length + 1).split('/');
  switch (`${request.method} ${file.length > 0 ? 'file' : id && 'upload'}`) {
    case 'POST ':
      return { upload: await uploads.begin() };
    case 'PUT file':
      return { bytes: await uploads.put(id, file.join('/'), request, bodyLength(request)) };
    case 'DELETE upload':
      await uploads.remove(id);
      return {};
    default:
      throw new ComoveError('USAGE', `${request.method} means nothing here.`);
  }
}

/** Announced by every browser for a file; without it the space on the disk could not be checked first. */
function bodyLength({ headers }: IncomingMessage): number {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (Number.isSafeInteger(length) && length >= 0) return length;
  throw new ComoveError('USAGE', 'An upload must say its length.');
}

const json = (value: object) => textAnswer(200, 'application/json', JSON.stringify(value));
