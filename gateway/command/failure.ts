/** Exit codes of the command: what was asked was refused or failed, or the question itself was wrong. */
export const REFUSED = 1;
export const WRONG_USAGE = 2;

/** A command that ends without having done what was asked; the message is one line with the cure. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = REFUSED, options: { cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
