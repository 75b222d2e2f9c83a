import type { ClaimPayload } from '../fhir/claim.ts';
import { Refusal } from '../refusal.ts';
import { readHeads } from '../write/heads.ts';
import { CLAIM } from '../write/record-tables.ts';
import { makeVersion } from '../write/version.ts';
import { writeVersions } from '../write/write-versions.ts';
import { distinct, resolved, Sorting, type TakeIn } from './batch.ts';
import { coveringInsurers } from './coverages.ts';
import { type CurrentClaim, lockClaims } from './current-claims.ts';
import { diagnosisCode, readConditions } from './diagnoses.ts';
import { operatorsOf } from './encounters.ts';
import { renewInsurers } from './insurers.ts';
import { keptRecords } from './kept-records.ts';

/**
 * A claim is a version in its provider's log, made from the version of the encounter it bills. A claim that changes after
 * the insurer has answered keeps the answer.
 */
export const takeClaims: TakeIn<ClaimPayload> = async (sql, rows, context) => {
  const { members, recordedAt } = context;
  const sorting = new Sorting<ClaimPayload>();
  const billed = distinct(rows.map((row) => row.encounter));
  const diagnosed = distinct(rows.flatMap((row) => row.payload.diagnoses.map(({ condition }) => condition)));
  const [current, operators, encounters, heads, conditions, coverages] = await Promise.all([
    lockClaims(sql, distinct(rows.map((row) => row.known))),
    operatorsOf(sql, distinct(rows.map((row) => row.organization))),
    keptRecords(sql, 'encounter', billed),
    readHeads(sql, billed),
    readConditions(sql, members.source, diagnosed),
    coveringInsurers(sql, distinct(rows.map((row) => row.coverage))),
  ]);
  const versions = sorting.sort(rows, ({ row, record }) => {
    const patient = resolved(row.patient, 'Claim.patient');
    const provider = resolved(row.organization, 'Claim.provider');
    const member = resolved(operators.get(provider) ?? null, 'Claim.provider');
    const encounter = sorting.optional(row.encounter_key, row.encounter);
    if (encounter !== null && encounters.get(encounter)?.patient !== patient) {
      throw new Refusal('INCONSISTENT_REFERENCE', 'Claim.item.encounter');
    }
    const { see, content, diagnoses, insurer } = row.payload;
    const before = current.get(record);
    const coverage = coverages.get(sorting.optional(row.coverage_key, row.coverage) ?? '');
    if (coverage !== undefined && coverage.patient !== patient) {
      throw new Refusal('INCONSISTENT_REFERENCE', 'Claim.insurance');
    }
    const payer = members.payer(insurer);
    const kept = insurer === null ? (coverage ?? insurerOf(before)) : undefined;
    const number = (before?.head.number ?? 0) + 1;
    const state = before?.see.state ?? 'SUBMITTED';
    const parent = encounter === null ? undefined : heads.get(encounter);
    return makeVersion(CLAIM, {
      ...{ record, number, organization: member, activity: 'import', recordedAt },
      parents: [before?.head.hash, parent?.hash].filter((hash) => hash !== undefined),
      keys: {
        ...{ patient, custodian: member, provider_member: member, at: row.at },
        ...{ grantees: null, sensitivity: null },
        insurer_member: payer?.slug ?? kept?.insurer_member ?? null,
      },
      see: {
        ...see,
        ...{ patient, encounter, provider, state },
        insurer: payer?.organization ?? kept?.insurer ?? null,
        paid: before?.see.paid ?? null,
        paid_currency: before?.see.paid_currency ?? null,
      },
      content: {
        ...content,
        diagnoses: diagnoses.map((diagnosis) =>
          diagnosisCode(diagnosis, patient, conditions, () => sorting.leadsNowhere()),
        ),
        adjudications: before?.content.adjudications ?? [],
        history: [
          ...(before?.content.history ?? []),
          { number, activity: 'import', at: content.created, state },
        ],
      },
    });
  });
  await writeVersions(sql, CLAIM, versions);
  await renewInsurers(sql, distinct(versions.map(({ draft }) => draft.keys.patient)));
  return sorting;
};

const insurerOf = (claim: CurrentClaim | undefined) =>
  claim && { insurer: claim.see.insurer, insurer_member: claim.keys.insurer_member };
