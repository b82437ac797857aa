import http from 'node:http';
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';

/** A body longer than its route allows. */
export class BodyTooLargeError extends Error {}

/** A request's body as it was before the client compressed it. */
export function decodedBody(request: http.IncomingMessage): Readable {
  return request.headers['content-encoding'] === 'gzip'
    ? request.pipe(createGunzip())
    : request;
}

/** @throws BodyTooLargeError over `limit` bytes */
export async function readBody(
  request: http.IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of decodedBody(request)) {
    length += chunk.length;
    if (length > limit) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
