import { post } from '../graph/post.ts';
import { readReply } from '../graph/reply.ts';
import { type OperationCost, operationCostQuestion } from '../questions/operation-cost.ts';
import { session } from '../session/session.svelte.ts';

/** Milliseconds without a key pressed after which a price is asked for. */
const PAUSE = 400;

interface Draft {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>> | null;
}

/**
 * The price of what stands in the editor, from the hub's own rule. Null while it is not known: nothing is written, the
 * hub cannot read it, or it did not answer, which the editor and the run itself say. To be made while a component is set up.
 */
export class Price {
  known = $state.raw<OperationCost | null>(null);

  constructor(draft: () => Draft) {
    $effect(() => {
      const { text, values } = draft();
      const { asking } = session;
      this.known = null;
      if (text.trim() === '' || values === null) return;
      const abort = new AbortController();
      const timer = setTimeout(() => void this.#ask({ text, values }, asking, abort.signal), PAUSE);
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    });
  }

  async #ask({ text, values }: Draft, asking: string, signal: AbortSignal): Promise<void> {
    const variables = { operation: text, variables: values };
    try {
      const { data, refusals } = readReply(
        await post(operationCostQuestion.text, variables, session.asker, signal),
      );
      const { operationCost } = operationCostQuestion.read({ value: data, path: [], refusals });
      if (!signal.aborted && asking === session.asking) this.known = operationCost;
    } catch {
      // A draft is wrong most of the time; what is wrong with it is said where it stands, and by its run.
    }
  }
}
