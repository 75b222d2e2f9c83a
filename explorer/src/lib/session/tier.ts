/** Tiers of the access policy; the order is that of widening oversight. */
export const TIERS = ['public', 'patient', 'hospital', 'payer', 'regulator'] as const;
export type Tier = (typeof TIERS)[number];
