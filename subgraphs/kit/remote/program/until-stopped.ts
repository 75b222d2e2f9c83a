/** Tells whoever started the program that it answers now, as one line of JSON on standard output. */
export const sayReady = (details: Readonly<Record<string, unknown>>): void =>
  void process.stdout.write(`${JSON.stringify({ ready: details })}\n`);

/** Says that the program is ready, and resolves when it is asked to stop: it listens for that before it says so. */
export function readyUntilStopped(details: Readonly<Record<string, unknown>>): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    sayReady(details);
  });
}
