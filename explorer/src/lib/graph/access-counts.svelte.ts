import { untrack } from 'svelte';
import { type AccessCount, accessCountsQuestion } from '../questions/access-counts.ts';
import { session } from '../session/session.svelte.ts';
import { ask } from './ask.ts';

/** Visits that one question counts. */
const MOST = 100;

/**
 * How often each visit of a growing list was looked at: asked once for each, after the visits are there. Without an answer
 * the list stays as it is. To be called while a component is set up.
 *
 * @param visits ids of the visits; null: this reader is not told
 */
export function accessCounts(visits: () => readonly string[] | null): {
  /** Null while it is not known; undefined for a reader who is not told. */
  of(visit: string): AccessCount | null | undefined;
} {
  let found = $state.raw<ReadonlyMap<string, AccessCount>>(new Map());
  let [wanted, by] = [new Set<string>(), ''];
  let abort = new AbortController();

  $effect(() => {
    const ids = visits() ?? [];
    const { asking } = session;
    if (asking !== by) {
      abort.abort();
      abort = new AbortController();
      [wanted, by] = [new Set(), asking];
      found = new Map();
    }
    const fresh = ids.filter((id) => !wanted.has(id));
    for (let start = 0; start < fresh.length; start += MOST) {
      const encounters = fresh.slice(start, start + MOST);
      for (const id of encounters) wanted.add(id);
      const { signal } = abort;
      ask(
        accessCountsQuestion,
        { encounters },
        untrack(() => session.asker),
        signal,
      )
        .then(({ accessCounts: counts }) => {
          if (!signal.aborted)
            found = new Map([...found, ...counts.map((one) => [one.encounter, one] as const)]);
        })
        // The counts are beside the visits; whoever wants to know opens the log, which says what is wrong.
        .catch(() => {});
    }
  });
  $effect(() => () => abort.abort());
  return { of: (visit) => (visits() === null ? undefined : (found.get(visit) ?? null)) };
}
