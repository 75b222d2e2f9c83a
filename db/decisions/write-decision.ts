import { hashFromHex } from '@caretrail/proof';
import { CONSENT } from '../import/write/record-tables.ts';
import { makeVersion } from '../import/write/version.ts';
import { rowsOf } from '../import/write/write-versions.ts';
import type { Reader } from '../provenance/sql.ts';
import { type ConsentDecision, type ConsentProvision, month } from '../records/index.ts';
import { addRows, changeRow } from './json-rows.ts';

/** A version of a person's decision. */
export interface DecisionVersion {
  readonly record: string;
  readonly patient: string;
  /** Slug of the member that keeps the person's record, and record id of its organization. */
  readonly custodian: string;
  readonly organization: string | null;
  readonly activity: 'grant' | 'amend' | 'revoke';
  readonly decision: ConsentDecision;
  readonly period: { readonly start: string | null; readonly end: string | null } | null;
  readonly provisions: readonly ConsentProvision[];
  readonly grantees: readonly string[];
  /** RFC 3339 in UTC with milliseconds. */
  readonly decidedAt: string;
  readonly recordedAt: string;
}

const RULES = { PERMIT: 'OPTIN', DENY: 'OPTOUT' } as const;
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** FHIR R4 Consent.category: the LOINC term for a consent document. */
const CATEGORY = { system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' };

/** Writes the next version of a decision, in the caller's own session and under their lock; answers its number. */
export async function writeDecision(sql: Reader, decision: DecisionVersion): Promise<number> {
  const { record, patient, custodian, decidedAt } = decision;
  const [head] = await sql<{ number: number; hash: string }>`
    select number, encode(hash, 'hex') as hash from provenance.version
    where record = ${record}::uuid order by number desc limit 1`;
  const number = (head?.number ?? 0) + 1;
  const version = makeVersion(CONSENT, {
    ...{ record, number, organization: custodian, activity: decision.activity, agent: `Patient/${patient}` },
    recordedAt: decision.recordedAt,
    parents: head ? [hashFromHex(head.hash)] : [],
    keys: {
      ...{ patient, custodian, grantees: decision.grantees, at: new Date(decidedAt) },
      ...{ provider_member: null, insurer_member: null, sensitivity: null },
    },
    see: {
      ...{ patient, organization: decision.organization, scope: 'patient-privacy' },
      status: decision.activity === 'revoke' ? 'inactive' : 'active',
      ...{ month: month(decidedAt), decision: decision.decision },
    },
    content: {
      ...{ category: CATEGORY, date_time: decidedAt },
      policy_rule: { system: ACT_CODE, code: RULES[decision.decision], display: null },
      ...{ valid_start: decision.period?.start ?? null, valid_end: decision.period?.end ?? null },
      provisions: decision.provisions,
    },
  });
  const { see, content, contentKey } = CONSENT;
  const rows = rowsOf(CONSENT, [version]);
  const [seen, read] = [rows.see[0] ?? {}, rows.content[0] ?? {}];
  if (head === undefined) {
    await addRows(sql, see.table, [seen]);
    await addRows(sql, content.table, [read]);
  } else {
    await changeRow(sql, see.table, 'id', seen);
    await changeRow(sql, content.table, contentKey, read);
  }
  await addRows(sql, see.versionTable, rows.seeVersions);
  await addRows(sql, content.versionTable, rows.contentVersions);
  await addRows(sql, 'provenance.version', rows.nodes);
  return number;
}
