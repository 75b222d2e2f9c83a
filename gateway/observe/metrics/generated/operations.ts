// Generated from the explorer’s questions (npm run generate). Do not edit.
export const OPERATIONS = [
  'Changes',
  'Claims',
  'Conditions',
  'Members',
  'Network',
  'OwnName',
  'PatientClaims',
  'Patients',
  'Proof',
  'Record',
  'Schema',
  'Visits',
] as const;
