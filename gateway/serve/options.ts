import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Subgraph } from '@caretrail/kit';
import type { ListenerOptions } from '@caretrail/kit/remote';
import type { ApiKeys } from '../api-key/api-key.ts';
import type { BudgetOptions } from '../budget/budgets.ts';
import type { Limits } from '../guard/limits.ts';
import type { Identity } from '../identity/identity.ts';
import type { Observers } from '../observe/request-observer.ts';
import type { LiveOptions } from './events/events.ts';
import type { Exports } from './export/exports.ts';
import type { Intake } from './fhir/intake.ts';

/** Answers everything under a path of the hub, for instance the embedded issuer under `/oidc`. */
export interface Mount {
  /** Starts with a slash and has no slash at its end. */
  readonly path: string;
  /** `request.url` is the whole path, as it came. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface ExplorerOptions {
  /** Of its build: `200.html` and its files. */
  readonly folder: string;
  /** Origins that its page may ask besides the hub's: an issuer of one's own. */
  readonly connect: readonly string[];
}

export interface HubOptions extends Observers, ListenerOptions {
  /** Opened and closed by whoever made them; the hub's own (`self`) is added by the hub. */
  readonly subgraphs: readonly Subgraph[];
  readonly identity: Identity;
  /** Keys that give somebody without a sign-in a budget of their own; absent: none count. */
  readonly apiKeys?: ApiKeys;
  /** Names by which callers may ask for the hub, besides addresses and `localhost`; lower case. */
  readonly names?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** What callers may ask for in a minute; absent: as much as they like. */
  readonly budgets?: BudgetOptions;
  /** Whether `GET /healthz/ready` says 200: the demo is imported and anchored, database and ledger answer. */
  readonly ready: () => boolean | Promise<boolean>;
  /** The JSON text of `GET /trust.json`: the ledger identities that proofs of this deployment are checked against. */
  readonly trust?: () => Promise<string>;
  /** What live events (`GET /events`) need besides the graph; absent: there are none. */
  readonly live?: LiveOptions;
  /** Absent: the hub answers the graph alone. */
  readonly explorer?: ExplorerOptions;
  readonly mounts?: readonly Mount[];
  /** Where `POST /fhir` takes Bundles; absent: there is no such address. */
  readonly intake?: Intake;
  /** Where bulk exports are kept; absent: there are none. */
  readonly exports?: Exports;
  /** `apollo` runs plans with @apollo/gateway's executor, as a reference for tests; own executor unless said otherwise. */
  readonly executor?: 'own' | 'apollo';
}

export interface Hub {
  /** Origin, without a slash at its end: `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Serves what these subgraphs make from now on; questions under way end as they began. Rejects with `CompositionError`,
   * and goes on with what there was, if they do not make a graph that may be served.
   */
  compose(subgraphs: readonly Subgraph[]): Promise<void>;
  /** Says that it is not ready, takes no new request, lets running ones end, then closes what the hub itself opened. */
  close(): Promise<void>;
}
