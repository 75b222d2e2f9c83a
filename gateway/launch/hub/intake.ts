import { asUnavailable, closePool, connect, type Pool } from '@caretrail/db';
import {
  type EntryOutcome,
  ImportError,
  type ImportReport,
  importInputs,
  readDocument,
} from '@caretrail/db/import';
import type { Intake, IntakeAnswer, IntakeOutcome, IntakeRequest } from '../../serve/fhir/intake.ts';

/** Bundles of one person in a minute, over all hubs. */
const MOST_A_MINUTE = 60;
/** Bundles that wait here for their turn. */
const MOST_WAITING = 8;
/** Milliseconds: how long one waits for an import that another process runs, and how often it looks. */
const PATIENCE = 15_000;
const LOOK = 200;

const FILE = 'Bundle';
const BUSY: IntakeAnswer = { kind: 'busy', seconds: 10 };

/**
 * Bundles into the records of the caller's organization, one after another: the importer is one for the whole database. How
 * much a person sends is counted in the database, so that it is the same however many hubs there are.
 */
export class LocalIntake implements Intake {
  readonly #address: string;
  readonly #treatingDays: number;
  #pool: Pool | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(address: string, treatingDays: number) {
    this.#address = address;
    this.#treatingDays = treatingDays;
  }

  async take(request: IntakeRequest): Promise<IntakeAnswer> {
    if (this.#waiting >= MOST_WAITING) return BUSY;
    this.#waiting += 1;
    const turn = this.#last
      .then(() => this.#takeNow(request))
      .catch((error: unknown) => Promise.reject(asUnavailable(error)))
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#last = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    await this.#last;
    if (this.#pool) await closePool(this.#pool);
  }

  async #takeNow(request: IntakeRequest): Promise<IntakeAnswer> {
    request.signal.throwIfAborted();
    this.#pool ??= connect(this.#address, { max: 3, name: 'caretrail intake', statementTimeout: 120_000 });
    const { subject } = request.caller;
    const [row] = await this.#pool<{ sent: number }[]>`
      select count(*)::int as sent from intake.run
      where requester = ${subject} and started_at > now() - interval '1 minute'`;
    if ((row?.sent ?? 0) >= MOST_A_MINUTE) return { kind: 'limited', seconds: 60 };
    for (const until = Date.now() + PATIENCE; ; ) {
      const answer = await this.#tryNow(this.#pool, request);
      if (answer !== null) return answer;
      if (Date.now() > until) return BUSY;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      request.signal.throwIfAborted();
    }
  }

  /** Null while another import runs. */
  async #tryNow(sql: Pool, request: IntakeRequest): Promise<IntakeAnswer | null> {
    const { bytes, atomic, caller, signal } = request;
    const outcomes: IntakeOutcome[] = [];
    const open = async function* () {
      yield bytes;
    };
    try {
      const report = await importInputs([{ file: FILE, lines: () => readDocument(open) }], {
        ...{ sql, atomic, signal, treatingDays: this.#treatingDays, custodian: caller.organization },
        requester: {
          ...{
            request: request.request,
            tier: caller.tier,
            role: caller.role,
            subject: caller.subject ?? '',
          },
          ...{ organization: caller.organization ?? '', purpose: caller.purpose ?? '' },
          ...{ operation: 'POST /fhir', policy: request.policy },
        },
        onEntry: (entry) => outcomes.push(outcomeOf(entry)),
      });
      return { kind: 'done', kept: report.kept, outcomes: [...outcomes, ...refusals(report)] };
    } catch (error) {
      if (error instanceof ImportError && error.code === 'ALREADY_RUNNING') return null;
      throw error;
    }
  }
}

const outcomeOf = ({ line, ...entry }: EntryOutcome): IntakeOutcome => ({
  ...entry,
  entry: line,
  reason: null,
});

const refusals = ({ quarantine }: ImportReport): IntakeOutcome[] =>
  quarantine.map(({ line, resource, reason }) => ({
    ...{ entry: line, type: resource?.split('/')[0] ?? '', status: 'refused', record: null, reason },
  }));
