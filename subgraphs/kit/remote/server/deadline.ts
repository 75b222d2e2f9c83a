import type { ServerResponse } from 'node:http';

export interface Deadline {
  readonly signal: AbortSignal;
  /** The request has ended: nothing is waited for any more. */
  clear(): void;
}

/** Ends when the time is over (a TimeoutError) or when the caller hangs up (an AbortError). */
export function deadlineFor(response: ServerResponse, milliseconds: number): Deadline {
  const controller = new AbortController();
  const late = setTimeout(
    () => controller.abort(new DOMException('The deadline has passed', 'TimeoutError')),
    milliseconds,
  );
  const gone = () => controller.abort(new DOMException('The caller has gone', 'AbortError'));
  response.once('close', gone);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(late);
      response.off('close', gone);
    },
  };
}
