import { createHash } from 'node:crypto';
import { createChain } from '@caretrail/chain';
import { connect, type Pool } from '@caretrail/db';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, type Server } from '@caretrail/db/server';
import { type Caller, PUBLIC_CALLER, type Subgraph } from '@caretrail/kit';
import { ask } from '../../../subgraphs/patients/test/ask.ts';
import { NO_LEDGER } from '../../graph/profile.ts';

const idOf = (name: string): string =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const caller = (more: Partial<Caller>): Caller => ({ ...PUBLIC_CALLER, ...more });

/** A caller of each kind who may ask for the lineage of the person's claims. */
export const callersOf = (person: number): readonly Caller[] => [
  caller({ tier: 'patient', subject: idOf(`p${person}`), purpose: 'PATRQT', purposes: ['PATRQT'] }),
  ...(
    [
      ['hospital', 'clinician', `h${1 + (person % 2)}`, 'TREAT'],
      ['payer', 'adjudicator', 'i1', 'HPAYMT'],
      ['regulator', 'auditor', 'regulator', 'HCOMPL'],
    ] as const
  ).map(([tier, role, organization, purpose]) =>
    caller({ tier, role, organization, subject: role, purpose, purposes: [purpose], case: idOf('case') }),
  ),
];

export const claimOf = (person: number, visit: number): string => idOf(`c${person}/${visit}`);

const LINEAGE = `query ($of: ID!) { lineage(of: $of, direction: BOTH, depth: 3) {
  nodes { id kind type record depth sources derived recordedAt version { number anchor } }
  edges { from to relation } truncated } }`;
const TRACE = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Claim { trace { versions { number hash recordedAt anchor } } } } }`;

/** A database with the chain subgraph on it. */
export class LineagePlace {
  readonly #subgraph: Subgraph;

  private constructor(subgraph: Subgraph) {
    this.#subgraph = subgraph;
  }

  static async open(server: Server, name: string, fill: (admin: Pool, importer: Pool) => Promise<void>) {
    const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'bench'])));
    const database = await prepareDatabase(await openDatabase(server.admin, name), passwords);
    const admin = connect(database.admin, { max: 1, statementTimeout: 0 });
    const importer = connect(database.address('caretrail_import'), { max: 3 });
    await fill(admin, importer);
    await admin.unsafe('vacuum analyze');
    await Promise.all([admin.end(), importer.end()]);
    const subgraph = createChain({
      pool: connect(database.address('caretrail_chain'), { max: 1 }),
      ...{ profile: NO_LEDGER, trust: new Uint8Array(), cursorKey: new Uint8Array(32) },
      onFailure: (error) => {
        throw error;
      },
    });
    return new LineagePlace(subgraph);
  }

  /** Milliseconds of a lineage of depth 3 both ways; throws where it is refused or shows fewer versions. */
  lineage(who: Caller, of: string, least: number): Promise<number> {
    return this.#timed(who, LINEAGE, { of }, (answer) => answer.split('"ENTITY"').length > least);
  }

  /** Milliseconds of the plain trace of a claim. */
  trace(who: Caller, id: string): Promise<number> {
    const of = [{ __typename: 'Claim', id }];
    return this.#timed(who, TRACE, { of }, (answer) => answer.includes('"number":1'));
  }

  async #timed(who: Caller, text: string, variables: object, whole: (answer: string) => boolean) {
    const start = performance.now();
    const answer = await ask(this.#subgraph, who, text, { ...variables });
    const time = performance.now() - start;
    const { data, errors } = answer;
    if (errors || !whole(JSON.stringify(data)))
      throw new Error(`A bench was refused: ${JSON.stringify(answer)}`);
    return time;
  }

  close(): Promise<void> {
    return this.#subgraph.close();
  }
}
