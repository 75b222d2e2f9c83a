import { createChain } from '@caretrail/chain';
import { createClaims } from '@caretrail/claims';
import { connect } from '@caretrail/db';
import type { Database } from '@caretrail/db/server';
import { createHub } from '@caretrail/gateway';
import { type Caller, PUBLIC_CALLER } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';
import { z } from 'zod';
import { NO_LEDGER } from '../../graph/profile.ts';

/** Rows of a page, as the explorer asks for them. */
const PAGE = 20;

const PATIENTS = `query ($after: String) { patients(first: ${PAGE}, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { id pseudonym birthYear sex state trace { anchor } } } }`;
const CLAIMS = `query ($after: String) { claims(first: ${PAGE}, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { id state month total { value } paid { value } provider { id }
  patient { id pseudonym } trace { anchor } } } }`;
const VISITS = `query ($patient: ID!) { patient(id: $patient) { id pseudonym encounters(first: ${PAGE}) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id month class status period { start end }
  claims(first: 5) { nodes { id state total { value } } } trace { anchor } } } } }`;
/** What a caller without visits asks of one person. */
const PERSON = `query ($patient: ID!) { patient(id: $patient) { id pseudonym claims(first: ${PAGE}) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id state month total { value } paid { value } trace { anchor } } } } }`;

const whole = (question: string) => question.replace('pageInfo', 'totalCount pageInfo');
/** As the explorer asks for lists. */
const bounded = (question: string) => question.replace('pageInfo', 'countUpTo(limit: 501) pageInfo');

const WALK = (list: string) => `query ($after: String) { page: ${list}(first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { id } } }`;
const walked = z.object({
  page: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.object({ id: z.string() })),
  }),
});

/** A page as some caller reads it. */
interface PageQuestion {
  readonly name: string;
  ask(): Promise<unknown>;
}

export interface Pages {
  readonly questions: readonly PageQuestion[];
  stop(): Promise<void>;
}

type Ask = (caller: Caller, query: string, variables?: object) => Promise<unknown>;

/** A hub over a database of imported records; who asks is said with each request. */
async function startAsking(database: Database): Promise<{ ask: Ask; stop(): Promise<void> }> {
  const shared = {
    cursorKey: new Uint8Array(32).fill(7),
    anchors: null,
    onFailure: (error: unknown) => void process.stderr.write(`${String(error)}\n`),
  };
  const pool = (login: Parameters<Database['address']>[0]) => connect(database.address(login), { max: 4 });
  const subgraphs = [
    createPatients({
      ...shared,
      pool: pool('caretrail_patients'),
      pseudonymKey: (member) => new TextEncoder().encode(member),
    }),
    createClaims({ ...shared, pool: pool('caretrail_claims') }),
    createChain({
      ...shared,
      pool: pool('caretrail_chain'),
      profile: NO_LEDGER,
      trust: new Uint8Array(),
    }),
  ];
  let asking = PUBLIC_CALLER;
  const hub = await createHub({
    subgraphs,
    identity: { authenticate: async () => ({ caller: asking }) },
    port: 0,
    ready: () => true,
    logger: pino({ level: 'error' }, process.stderr),
  });
  return {
    /** One after another. */
    async ask(caller, query, variables = {}) {
      asking = caller;
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      if (!response.ok || text.includes('"errors"')) throw new Error(text.slice(0, 500));
      return JSON.parse(text).data;
    },
    async stop() {
      await hub.close();
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
}

/** The cursor behind so many of a caller's rows, and the id of the row there. */
async function walk(ask: Ask, caller: Caller, list: string, share: number, whole: number) {
  let [after, id]: [string | null, string] = [null, ''];
  for (let seen = 0; seen < whole * share; ) {
    const { page } = walked.parse(await ask(caller, WALK(list), { after }));
    seen += page.nodes.length;
    id = page.nodes.at(-1)?.id ?? id;
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return { after, id };
}

/** What a caller of each kind sees of it; deep pages lie behind half of the caller's rows. */
export async function preparePages(database: Database): Promise<Pages> {
  const sql = connect(database.admin, { max: 1 });
  const [hospital] = await sql<{ member: string; patients: number }[]>`
    select member, count(*)::int as patients from access.treating group by member order by 2 desc limit 1`;
  const [insurer] = await sql<{ member: string; people: number; claims: number }[]>`
    select insurer_member as member, count(distinct patient)::int as people, count(*)::int as claims
    from claims.claim where insurer_member is not null group by 1 order by 3 desc limit 1`;
  const [self] = await sql<{ patient: string }[]>`
    select patient from claims.claim group by patient order by abs(count(*) - 40), patient limit 1`;
  await sql.end();
  const { ask, stop } = await startAsking(database);
  const of = (caller: Partial<Caller>): Caller => ({ ...PUBLIC_CALLER, ...caller });
  const clinician = of({
    ...{ tier: 'hospital', role: 'clinician', organization: hospital?.member ?? '', subject: 'staff-1' },
    ...{ purpose: 'TREAT', purposes: ['TREAT'] },
  });
  const payer = of({
    ...{ tier: 'payer', role: 'adjudicator', organization: insurer?.member ?? '', subject: 'staff-2' },
    ...{ purpose: 'HPAYMT', purposes: ['HPAYMT'] },
  });
  const patient = of({
    ...{ tier: 'patient', subject: self?.patient ?? '', purpose: 'PATRQT', purposes: ['PATRQT'] },
  });
  const treated = await walk(ask, clinician, 'patients', 0.5, hospital?.patients ?? 0);
  const insured = await walk(ask, payer, 'patients', 0.5, insurer?.people ?? 0);
  const claimed = await walk(ask, payer, 'claims', 0.5, insurer?.claims ?? 0);
  const seen = await walk(ask, clinician, 'claims', 0.5, insurer?.claims ?? 0);
  const page = (name: string, caller: Caller, query: string, variables: object = {}): PageQuestion => ({
    name,
    ask: () => ask(caller, query, variables),
  });
  return {
    questions: [
      page('clinician: patients with their number', clinician, whole(PATIENTS)),
      page('payer: claims with their number', payer, whole(CLAIMS)),
      page('clinician: claims with their number', clinician, whole(CLAIMS)),
      page('clinician: patients, counted to 500', clinician, bounded(PATIENTS)),
      page('payer: claims, counted to 500', payer, bounded(CLAIMS)),
      page('clinician: claims, counted to 500', clinician, bounded(CLAIMS)),
      page('clinician: first page of patients', clinician, PATIENTS),
      page('clinician: deep page of patients', clinician, PATIENTS, { after: treated.after }),
      page("clinician: a patient's visits", clinician, VISITS, { patient: treated.id }),
      page('clinician: first page of claims', clinician, CLAIMS),
      page('clinician: deep page of claims', clinician, CLAIMS, { after: seen.after }),
      page('payer: first page of patients', payer, PATIENTS.replace('sex state', '')),
      page('payer: deep page of patients', payer, PATIENTS.replace('sex state', ''), {
        after: insured.after,
      }),
      page('payer: first page of claims', payer, CLAIMS),
      page('payer: deep page of claims', payer, CLAIMS, { after: claimed.after }),
      page("payer: a patient's claims", payer, PERSON, { patient: insured.id }),
      page('patient: own visits', patient, VISITS, { patient: self?.patient }),
      page('patient: first page of claims', patient, CLAIMS),
    ],
    stop,
  };
}
