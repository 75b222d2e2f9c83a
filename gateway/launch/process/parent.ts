import { createInterface } from 'node:readline';

/** A child's view of its launcher: the configuration, later messages, and the moment to stop. */
export interface Parent {
  readonly config: unknown;
  /** Aborted when the launcher's pipe closes or a stop signal arrives. */
  readonly stopping: AbortSignal;
  onMessage(listener: (message: unknown) => void): void;
  ready(details: Readonly<Record<string, unknown>>): void;
  /** Ends this process for a reason that a person can mend, told in one line. */
  refuse(line: string): Promise<never>;
}

/** Waits for the line of configuration on standard input; counterpart of {@link startChild}. */
export function connectParent(): Promise<Parent> {
  const stopping = new AbortController();
  const listeners: ((message: unknown) => void)[] = [];
  const stop = () => stopping.abort();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return new Promise((resolve) => {
    let configured = false;
    const lines = createInterface({ input: process.stdin });
    lines.on('close', stop);
    lines.on('line', (line) => {
      const message: unknown = JSON.parse(line);
      if (configured) {
        for (const listener of listeners) listener(message);
        return;
      }
      configured = true;
      resolve({
        config: message,
        stopping: stopping.signal,
        onMessage: (listener) => listeners.push(listener),
        ready: (details) => process.stdout.write(`${JSON.stringify({ ready: details })}\n`),
        refuse: (line) =>
          new Promise(() => {
            process.stdout.write(`${JSON.stringify({ refused: line })}\n`, () => process.exit(1));
          }),
      });
    });
  });
}
