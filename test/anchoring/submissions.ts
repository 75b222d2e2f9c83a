import type { Pool } from '@caretrail/db/provenance';
import { type Effect, type Effects, submit } from '@caretrail/db/submission';

/** What a submission is seen as, by people who look why something waits. */
export interface SeenSubmission {
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly transaction: string | null;
  readonly effect: unknown;
  /** Outcomes of its envelopes, in the order in which they were made, and how often each was sent. */
  readonly envelopes: readonly string[];
}

/** Calls with an effect that can be seen: a row in a table of the test's own. */
export class Submissions {
  readonly #admin: Pool;
  readonly effects: Effects;

  private constructor(admin: Pool, calls: Readonly<Record<string, 'widens' | 'narrows'>>) {
    this.#admin = admin;
    const apply: Effect['apply'] = async (sql, details) => {
      await sql`insert into public.seen (details) values (${JSON.stringify(details)})`;
    };
    this.effects = new Map(
      Object.entries(calls).map(([call, kind]) => [call, { widens: kind === 'widens', apply }]),
    );
  }

  static async of(admin: Pool, calls: Readonly<Record<string, 'widens' | 'narrows'>>): Promise<Submissions> {
    await admin`create table if not exists public.seen (details text not null)`;
    await admin`grant usage on schema public to caretrail_worker`;
    await admin`grant insert on public.seen to caretrail_worker`;
    return new Submissions(admin, calls);
  }

  /** Stores a call as a mutation does, in a transaction of its own. */
  async submit(organization: string, call: string, args: readonly string[], details: object) {
    return await this.#admin.begin((sql) =>
      submit(sql, this.effects, { organization, call, arguments: args, details }),
    );
  }

  /** How often an effect is there. */
  async effective(details: object): Promise<number> {
    const rows = await this.#admin`select from public.seen where details = ${JSON.stringify(details)}`;
    return rows.length;
  }

  async look(number: number): Promise<SeenSubmission> {
    const [row] = await this.#admin<SeenSubmission>`
      select state, code, reason, transaction, effect, (
        select coalesce(array_agg(coalesce(outcome, '-') || ' ' || sendings order by created_at), '{}')
        from provenance.outbox where (outbox.lane, outbox.number) = (submission.lane, submission.number)
      ) as envelopes
      from provenance.submission where number = ${number}`;
    if (!row) throw new Error(`there is no submission ${number}`);
    return row;
  }
}
