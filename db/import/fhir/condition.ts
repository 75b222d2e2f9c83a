import type fhir4 from 'fhir/r4.js';
import { type ConditionDetailRow, type ConditionRow, codeGroup, month } from '../../records/index.ts';
import { clinicalKeys, sensitivityOf } from './clinical.ts';
import { concept, conceptCode } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import type { Mapped } from './mapped.ts';

export interface ConditionPayload {
  readonly see: Omit<ConditionRow, 'patient' | 'encounter'>;
  readonly content: ConditionDetailRow;
}

export function mapCondition(resource: Element<fhir4.Condition>): Mapped<ConditionPayload> {
  const code = resource.element('code');
  const main = concept(code);
  const onset =
    resource.dateTime('onsetDateTime') ?? resource.element('onsetPeriod')?.dateTime('start') ?? null;
  const abatement =
    resource.dateTime('abatementDateTime') ?? resource.element('abatementPeriod')?.dateTime('end') ?? null;
  const recorded = resource.dateTime('recordedDate');
  const known = onset ?? recorded;
  return {
    keys: clinicalKeys(resource, 'Condition'),
    at: known === null ? null : earliestInstant(known),
    payload: {
      see: {
        month: month(known),
        code_group: codeGroup(main),
        clinical_status: conceptCode(resource.element('clinicalStatus')),
        sensitivity: sensitivityOf(resource, [code]),
      },
      content: {
        code: main,
        onset,
        abatement,
        recorded,
        verification_status: conceptCode(resource.element('verificationStatus')),
      },
    },
  };
}
