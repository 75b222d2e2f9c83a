/** Resolves when the process is asked to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

/** Tells whoever started the program that it answers now, as one line of JSON on standard output. */
export const sayReady = (details: Readonly<Record<string, unknown>>): void =>
  void process.stdout.write(`${JSON.stringify({ ready: details })}\n`);
