/**
 * A failure whose message is meant for the person at the terminal: one line that says what is
 * wrong and what to do. Only the edge of the command line turns it into an exit.
 */
export class SopDeskError extends Error {
  /** 1: the answer is no. 2: could not run. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.name = 'SopDeskError';
    this.exitCode = exitCode;
  }
}
