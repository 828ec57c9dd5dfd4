export interface HttpRequest {
  readonly title: string;
  readonly name?: string;
  readonly method: string;
  readonly address: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface HttpFile {
  readonly variables: Readonly<Record<string, string>>;
  readonly requests: readonly HttpRequest[];
}

export function httpFile(text?: string): HttpFile;
export function filled(
  text: string,
  fromAnswer: (name: string, path: string) => string,
  fromClient: (what: string) => string,
): string;
export const made: Readonly<Record<string, (file: HttpFile) => string>>;
