import { describe, expect, it } from 'vitest';
import { claimTypeGroup, codeGroup, encounterTypeGroup, sensitivity } from '../index.ts';
import { ACT_CODE, CONFIDENTIALITY, ICD10_CM, SNOMED } from './systems.ts';

const coding = (system: string, code: string) => ({ system, code, display: null });

describe('code group', () => {
  it.each([
    [SNOMED, '38341003', 'CIRCULATORY'],
    [SNOMED, '1', 'OTHER'],
    [ICD10_CM, 'E11.9', 'ENDOCRINE'],
    [ICD10_CM, 'o9a.1', 'PREGNANCY'],
    [ICD10_CM, 'U07.1', 'OTHER'],
    ['urn:other', 'E11', 'OTHER'],
  ])('of %s %s is %s', (system, code, group) => expect(codeGroup(coding(system, code))).toBe(group));

  it('is null without a code', () => {
    expect(codeGroup(null)).toBeNull();
    expect(codeGroup({ system: null, code: null, display: 'headache' })).toBeNull();
  });
});

describe('type group', () => {
  it('of a visit is decided by its type, else by its class', () => {
    expect(encounterTypeGroup(coding(SNOMED, '185349003'), 'AMB')).toBe('WELLNESS');
    expect(encounterTypeGroup(coding(SNOMED, '56876005'), 'IMP')).toBe('INPATIENT');
    expect(encounterTypeGroup(null, null)).toBe('OTHER');
  });

  it('of a claim is its type', () => {
    expect(claimTypeGroup(coding('x', 'pharmacy'))).toBe('PHARMACY');
    expect(claimTypeGroup(null)).toBe('OTHER');
  });
});

describe('sensitivity', () => {
  it('is what the resource is labelled with, the strictest label first', () => {
    expect(sensitivity([coding(CONFIDENTIALITY, 'R'), coding(CONFIDENTIALITY, 'V')], [])).toBe('V');
    expect(sensitivity([coding(ACT_CODE, 'ETH')], [])).toBe('R');
    expect(sensitivity([coding(CONFIDENTIALITY, 'N'), coding(ACT_CODE, 'HIV')], [])).toBe('V');
  });

  it('is normal where a label says so, whatever the code', () => {
    expect(sensitivity([coding(CONFIDENTIALITY, 'L')], [coding(SNOMED, '7200002')])).toBe('N');
  });

  it('comes from the code list where no label says anything', () => {
    expect(sensitivity([coding('urn:other', 'R')], [null, coding(SNOMED, '7200002')])).toBe('R');
    expect(sensitivity([], [coding(ICD10_CM, 'B20'), coding(ICD10_CM, 'F32.1')])).toBe('V');
    expect(sensitivity([], [coding(ICD10_CM, 'J45')])).toBe('N');
  });
});
