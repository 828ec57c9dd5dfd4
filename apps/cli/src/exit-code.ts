/** Ends a command with a code of its own, having said all there is to say. */
export class ExitCode extends Error {
  constructor(readonly code: number) {
    super(`ended with ${code}`);
  }
}
