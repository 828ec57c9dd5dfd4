import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ImportRuns } from '@kept-informed/imports';
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { invalid, ProblemException, unsupportedMediaType } from '../http/problem.js';
import { Upload, uploadOf, withUpload } from '../http/upload.js';

const mostAtOnce = 10;

/** Beside the file there is little to say. */
const limits = { files: 1, fields: 4, parts: 6, fieldSize: 256, fieldNameSize: 64, headerPairs: 20 };

/** The largest file that is taken, in bytes. */
export class UploadLimit {
  constructor(readonly bytes: number) {}
}

/**
 * Receives the file of a request once it is known that whoever sends it may: guards of a route stand after the one that looks
 * at the role, and before the transaction begins. Refused before a byte is read are requests that do not say how long they
 * are, that are too long, and those for which there is no room. A file that nobody claims is discarded with the request.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  #atOnce = 0;
  readonly #read: RequestHandler = multer({ storage: keptApart, limits }).single('file');

  constructor(
    private readonly runs: ImportRuns,
    private readonly limit: UploadLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    this.#checkHead(request);
    const upload = new Upload();
    withUpload(request, upload);
    response.once('close', () => void (upload.isClaimed || upload.discard()));
    this.#atOnce += 1;
    try {
      await new Promise<void>((done, failed) => {
        void this.#read(request, response, (error?: unknown) => (error ? failed(problemOf(error)) : done()));
      });
    } finally {
      this.#atOnce -= 1;
    }
    request.body = { ...request.body };
    if (upload.digest === '') throw invalid([{ pointer: '#/file', detail: 'Send a file.' }]);
    return true;
  }

  #checkHead(request: Request): void {
    if (!request.is('multipart/form-data')) throw unsupportedMediaType({ ofFile: true });
    const length = Number(request.headers['content-length']);
    if (!Number.isSafeInteger(length))
      throw refused(411, 'length-required', 'Length required', 'Say in Content-Length how long it is.');
    if (length > this.limit.bytes)
      throw refused(413, 'body-too-large', 'The body is too large', `At most ${this.limit.bytes} bytes are taken.`);
    if (this.runs.isFull || this.#atOnce >= mostAtOnce)
      throw new ProblemException(503, 'busy', 'Too many imports at once', { headers: { 'Retry-After': '60' } });
  }
}

const keptApart: Parameters<typeof multer>[0]['storage'] = {
  _handleFile(request, { stream }, told) {
    uploadOf(request)!
      .keep(stream)
      .then(() => told(null, {}), told);
  },
  _removeFile(request, _file, told) {
    uploadOf(request)!
      .discard()
      .then(() => told(null), told);
  },
};

/** What the form lacks or has too much of; what the disk says is a fault of ours. */
function problemOf(error: unknown): unknown {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'MulterError')
    return invalid([{ pointer: '#', detail: 'Send one file, as `file`, beside `profile` and `dryRun`.' }]);
  if (code !== undefined && code !== 'ERR_STREAM_PREMATURE_CLOSE') return error;
  return refused(400, 'malformed-form', 'The form cannot be read to its end', 'Send it as multipart/form-data.');
}

function refused(status: number, code: string, title: string, detail: string): ProblemException {
  return new ProblemException(status, code, title, { detail });
}
