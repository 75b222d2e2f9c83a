/** Chapters of ICD-10, in words. A coarse group says which part of medicine a diagnosis belongs to and no more. */
export type CodeGroup =
  | 'INFECTION'
  | 'NEOPLASM'
  | 'BLOOD'
  | 'ENDOCRINE'
  | 'MENTAL'
  | 'NERVOUS'
  | 'EYE'
  | 'EAR'
  | 'CIRCULATORY'
  | 'RESPIRATORY'
  | 'DIGESTIVE'
  | 'SKIN'
  | 'MUSCULOSKELETAL'
  | 'GENITOURINARY'
  | 'PREGNANCY'
  | 'PERINATAL'
  | 'CONGENITAL'
  | 'FINDING'
  | 'INJURY'
  | 'HISTORY'
  | 'OTHER';

/** ICD-10, version of 2019 (WHO): first and last category of each chapter. */
export const ICD10_CHAPTERS: readonly {
  readonly from: string;
  readonly to: string;
  readonly group: CodeGroup;
}[] = [
  { from: 'A00', to: 'B99', group: 'INFECTION' },
  { from: 'C00', to: 'D49', group: 'NEOPLASM' },
  { from: 'D50', to: 'D89', group: 'BLOOD' },
  { from: 'E00', to: 'E90', group: 'ENDOCRINE' },
  { from: 'F00', to: 'F99', group: 'MENTAL' },
  { from: 'G00', to: 'G99', group: 'NERVOUS' },
  { from: 'H00', to: 'H59', group: 'EYE' },
  { from: 'H60', to: 'H95', group: 'EAR' },
  { from: 'I00', to: 'I99', group: 'CIRCULATORY' },
  { from: 'J00', to: 'J99', group: 'RESPIRATORY' },
  { from: 'K00', to: 'K95', group: 'DIGESTIVE' },
  { from: 'L00', to: 'L99', group: 'SKIN' },
  { from: 'M00', to: 'M99', group: 'MUSCULOSKELETAL' },
  { from: 'N00', to: 'N99', group: 'GENITOURINARY' },
  { from: 'O00', to: 'O9Z', group: 'PREGNANCY' },
  { from: 'P00', to: 'P96', group: 'PERINATAL' },
  { from: 'Q00', to: 'Q99', group: 'CONGENITAL' },
  { from: 'R00', to: 'R99', group: 'FINDING' },
  { from: 'S00', to: 'T98', group: 'INJURY' },
  { from: 'Z00', to: 'Z99', group: 'HISTORY' },
];
