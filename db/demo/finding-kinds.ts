import type { Concept } from './visit-kinds.ts';

/** A laboratory test: its LOINC code, and in hundredths of the unit what may be measured. */
interface Test extends Concept {
  readonly unit: string;
  readonly range: readonly [least: number, most: number];
  readonly reference: string;
}

/** Tests that are done and reported together. */
export interface Panel extends Concept {
  readonly tests: readonly Test[];
}

export const PANELS: readonly Panel[] = [
  {
    ...{ code: '57698-3', display: 'Lipid panel' },
    tests: [
      {
        ...{ code: '2093-3', display: 'Cholesterol', unit: 'mg/dL' },
        ...{ range: [14_000, 26_000], reference: '< 200 mg/dL' },
      },
      {
        ...{ code: '2571-8', display: 'Triglycerides', unit: 'mg/dL' },
        ...{ range: [6_000, 24_000], reference: '< 150 mg/dL' },
      },
      {
        ...{ code: '2085-9', display: 'HDL cholesterol', unit: 'mg/dL' },
        ...{ range: [3_200, 8_000], reference: '> 40 mg/dL' },
      },
    ],
  },
  {
    ...{ code: '51990-0', display: 'Basic metabolic panel' },
    tests: [
      {
        ...{ code: '2345-7', display: 'Glucose', unit: 'mg/dL' },
        ...{ range: [7_000, 18_000], reference: '70 - 99 mg/dL' },
      },
      {
        ...{ code: '2160-0', display: 'Creatinine', unit: 'mg/dL' },
        ...{ range: [60, 190], reference: '0.7 - 1.3 mg/dL' },
      },
    ],
  },
  {
    ...{ code: '41995-2', display: 'Hemoglobin A1c' },
    tests: [
      {
        ...{ code: '4548-4', display: 'Hemoglobin A1c', unit: '%' },
        ...{ range: [480, 1_020], reference: '< 5.7 %' },
      },
    ],
  },
];

interface Study {
  readonly procedure: string;
  readonly modality: 'DX' | 'CT';
  readonly site: Concept;
  readonly images: number;
}

/** Findings (SNOMED CT) of which images are taken. */
export const STUDIES: ReadonlyMap<string, Study> = new Map([
  ['44465007', study('X-ray of ankle', 'DX', '344001', 'Ankle', 2)],
  ['62106007', study('CT of head', 'CT', '69536005', 'Head', 24)],
  ['359817006', study('X-ray of hip', 'DX', '24136001', 'Hip joint', 2)],
  ['233604007', study('X-ray of chest', 'DX', '51185008', 'Thorax', 2)],
]);

function study(
  procedure: string,
  modality: Study['modality'],
  code: string,
  display: string,
  images: number,
): Study {
  return { procedure, modality, site: { code, display }, images };
}

interface Order {
  readonly drug: Concept;
  readonly dosage: string;
}

/** What is prescribed for a finding (SNOMED CT), by RxNorm. */
export const MEDICATIONS: ReadonlyMap<string, Order> = new Map([
  ['38341003', order('314076', 'Lisinopril 10 MG Oral Tablet', 'One tablet a day')],
  ['15777000', order('860975', 'Metformin 500 MG Oral Tablet', 'One tablet with the evening meal')],
  ['55822004', order('617310', 'Atorvastatin 20 MG Oral Tablet', 'One tablet in the evening')],
  ['10509002', order('745679', 'Albuterol 0.09 MG/ACTUAT inhaler', 'Two puffs when needed')],
  ['65363002', order('308191', 'Amoxicillin 500 MG Oral Capsule', 'One capsule three times a day')],
  ['370143000', order('312940', 'Sertraline 50 MG Oral Tablet', 'One tablet in the morning')],
  ['86406008', order('1999667', 'Bictegravir, emtricitabine and tenofovir', 'One tablet a day')],
]);

function order(code: string, display: string, dosage: string): Order {
  return { drug: { code, display }, dosage };
}
