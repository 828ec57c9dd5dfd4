/** The little of `multer` (whose types are a package of their own) that uploads use. */
declare module 'multer' {
  import type { Request, RequestHandler } from 'express';
  import type { Readable } from 'node:stream';

  type StorageCallback = (error: unknown, info?: object) => void;

  interface Storage {
    _handleFile(request: Request, file: { readonly stream: Readable }, told: StorageCallback): void;
    _removeFile(request: Request, file: object, told: (error: Error | null) => void): void;
  }

  export default function multer(options: {
    readonly storage: Storage;
    readonly limits: Readonly<
      Record<'fields' | 'fieldSize' | 'fieldNameSize' | 'files' | 'headerPairs' | 'parts', number>
    >;
  }): { single(field: string): RequestHandler };
}
