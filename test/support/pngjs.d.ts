/** The little of pngjs that specs use; it brings no types. */
declare module 'pngjs' {
  export class PNG {
    static readonly sync: { read(file: Buffer): PNG };
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
  }
}
