import type { Purpose } from '../caller/caller.ts';
import type { Relation } from './policy.ts';

/** What each relation is, in words for people: what must hold between a caller and a row. */
export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  self: 'The record is the caller’s own, or of somebody whom they act for.',
  treating:
    'The caller’s organization has, or lately had, a visit of the person (CARETRAIL_TREATING_DAYS after its end).',
  custodian: 'The caller’s organization keeps the record.',
  provider: 'The caller’s organization made the claim.',
  insurer: 'The caller’s organization pays the claim, or insures the person.',
  consented:
    'The person has permitted the caller or their organization this class of data, for this purpose and time.',
  grantee: 'The person’s decision names the caller or their organization.',
  breakGlass: 'The caller has opened an emergency access to this person, and it has not run out.',
  case: 'The regulatory case that the request names is the caller’s, open, and covers the person.',
  ownOrganization: 'The caller’s organization made or endorsed the thing itself.',
  ownRecord: 'The thing anchors a record of the caller’s own.',
};

/** FHIR v3 PurposeOfUse: what each code says. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  TREAT: 'treatment',
  ETREAT: 'emergency treatment',
  PATADMIN: 'patient administration',
  HPAYMT: 'healthcare payment',
  HOPERAT: 'healthcare operations',
  HRESCH: 'healthcare research',
  HCOMPL: 'health compliance',
  PUBHLTH: 'public health',
  PATRQT: 'patient requested',
};
