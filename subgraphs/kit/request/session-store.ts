import type { Caller } from '../caller/caller.ts';
import type { Parameter } from '../sql/fragment.ts';
import type { RequestInfo } from '../subgraph/subgraph.ts';
import type { ReadEvent } from './reads.ts';
import type { Span } from './span.ts';
import type { Store } from './store.ts';

/** An access event as the database keeps it; the transaction's settings add who asked, for what and in which case. */
export interface StoredEvent extends Omit<ReadEvent, 'outcome' | 'operation'> {
  readonly request: string;
  readonly subgraph: string;
  readonly tier: string;
  readonly role: string | null;
  readonly operation: string | null;
  readonly outcome: string;
}

/** A caller's transaction, as the database's room opens it. */
export interface SessionPort {
  readonly sql: <Row extends object>(
    text: TemplateStringsArray,
    ...values: readonly Parameter[]
  ) => Promise<readonly Row[]>;
  /** Writes the events in the same transaction, and makes it durable. */
  commit(event: StoredEvent | null, ...more: readonly StoredEvent[]): Promise<void>;
  rollback(): Promise<void>;
}

/** What row-level security judges a caller's rows by. */
export const sessionSettings = ({ organization, subject, case: regulatoryCase, purpose }: Caller) => ({
  organization,
  subject,
  case: regulatoryCase,
  purpose,
});

/** The store of a request over a database session. */
export function sessionStore(
  subgraph: string,
  caller: Caller,
  info: RequestInfo,
  session: SessionPort,
): Store {
  const { tier, role } = caller;
  const common = { request: info.id, operation: info.operation, subgraph, tier, role };
  let transaction: Span | undefined;
  const ended = async (end: Promise<void>): Promise<void> => {
    await end.then(
      () => transaction?.end(),
      (error: unknown) => {
        transaction?.end(error);
        throw error;
      },
    );
  };
  return {
    query(statement) {
      transaction ??= info.span?.child('database transaction', { subgraph });
      return session.sql(statement.template, ...statement.values);
    },
    // The public has no relation to any row: there is nothing of anybody to put on record.
    commit(events) {
      const [event = null, ...more] = tier === 'public' ? [] : events.map((one) => ({ ...common, ...one }));
      return ended(session.commit(event, ...more));
    },
    rollback: () => ended(session.rollback()),
  };
}
