import { untrack } from 'svelte';
import { session } from '../session/session.svelte.ts';
import type { Page } from '../shape/connection.ts';
import { answerOf, replyTo } from './ask.ts';
import { type Asked, asked, keyOf } from './asked.svelte.ts';
import { Failure } from './failure.ts';
import { shelfOf } from './kept.ts';
import type { Question } from './question.ts';

/** Where in its connection a page starts, and how long it is. */
interface Span {
  readonly first: number;
  readonly after: string | null;
}

/** A list that grows a page at a time. */
export interface Growing<Node = unknown> {
  /** All nodes so far, each once. */
  readonly nodes: readonly Node[];
  readonly total: number | null;
  /** Whether there are more. */
  readonly open: boolean;
  readonly growing: boolean;
  /** Why the last page did not come. */
  readonly failure: Failure | null;
  /** Asks for the next page; answers how many nodes were there before. */
  more(): Promise<number>;
}

interface AskedPages<Answer, Node> extends Growing<Node> {
  /** The answer with the first page. */
  readonly head: Asked<Answer>;
}

/** As {@link asked}, for a connection: pages that were shown once are shown again on the way back. */
export function askedPages<Variables extends object, Answer, Node extends { readonly id: string }>(
  question: Question<Variables & Span, Answer>,
  variables: () => Variables,
  size: number,
  pageOf: (answer: Answer) => Page<Node> | null,
): AskedPages<Answer, Node> {
  const start = () => ({ ...variables(), first: size, after: null });
  const keyOfPage = (place: number) => `${keyOf(question.text, start())}#${place}`;

  function keptPages(): readonly Page<Node>[] {
    const shelf = shelfOf(session.asking);
    const pages: Page<Node>[] = [];
    for (let found = shelf.find(keyOfPage(0)); found; found = shelf.find(keyOfPage(pages.length))) {
      const page = pageOf(answerOf(question, found.reply));
      if (page === null) break;
      pages.push(page);
    }
    return pages;
  }

  const head = asked(question, start);
  let rest = $state.raw(untrack(keptPages));
  let growing = $state(false);
  let failure = $state.raw<Failure | null>(null);

  const about = () => `${session.asking} ${keyOfPage(0)}`;
  let shown = untrack(about);
  $effect(() => {
    const now = about();
    if (now === shown) return;
    shown = now;
    rest = untrack(keptPages);
    failure = null;
  });

  const pages = $derived.by(() => {
    const first = head.answer === null ? null : pageOf(head.answer);
    return first === null ? [] : [first, ...rest];
  });
  const nodes = $derived([
    ...new Map(pages.flatMap((page) => page.nodes).map((node) => [node.id, node])).values(),
  ]);

  async function more(): Promise<number> {
    const count = nodes.length;
    const after = pages.at(-1)?.next ?? null;
    const of = about();
    if (after === null || growing) return count;
    growing = true;
    failure = null;
    try {
      const signal = new AbortController().signal;
      const reply = await replyTo(question.text, { ...start(), after }, session.asker, signal);
      const page = pageOf(answerOf(question, reply));
      if (page !== null && of === about()) {
        shelfOf(session.asking).keep(keyOfPage(rest.length), reply);
        rest = [...rest, page];
      }
    } catch (cause) {
      failure = cause instanceof Failure ? cause : new Failure('broken', 'unexpected', cause);
      if (failure.kind === 'expired') session.expired = true;
    } finally {
      growing = false;
    }
    return count;
  }

  return {
    head,
    more,
    get nodes() {
      return nodes;
    },
    get total() {
      return pages[0]?.total ?? null;
    },
    get open() {
      return (pages.at(-1)?.next ?? null) !== null;
    },
    get growing() {
      return growing;
    },
    get failure() {
      return failure;
    },
  };
}
