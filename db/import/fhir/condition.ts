import type fhir4 from 'fhir/r4.js';
import {
  type ConditionDetailRow,
  type ConditionRow,
  codeGroup,
  month,
  sensitivity,
} from '../../records/index.ts';
import { codings, concept, conceptCode } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { security } from './encounter.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { optionalKey, requiredKey } from './references.ts';

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
    keys: {
      ...NO_KEYS,
      patient: requiredKey(resource.element('subject'), 'Patient', 'Condition.subject'),
      encounter: optionalKey(resource.element('encounter'), 'Encounter'),
    },
    at: known === null ? null : earliestInstant(known),
    payload: {
      see: {
        month: month(known),
        code_group: codeGroup(main),
        clinical_status: conceptCode(resource.element('clinicalStatus')),
        sensitivity: sensitivity(security(resource), code === null ? [] : codings(code)),
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
