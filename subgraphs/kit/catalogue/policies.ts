import { makeCatalogue } from './catalogue.ts';
import { CHANGE } from './first/change.ts';
import { CLAIM } from './first/claim.ts';
import { CLINICAL } from './first/clinical.ts';
import { LEDGER } from './first/ledger.ts';
import { OVERSIGHT } from './first/oversight.ts';
import { OWN } from './first/own.ts';
import { PERSON } from './first/person.ts';

const FIRST = [...LEDGER, ...PERSON, ...CLINICAL, ...CLAIM, ...OWN, ...OVERSIGHT, ...CHANGE] as const;

/** Names that a field may give as its `access`. */
export type PolicyId = (typeof FIRST)[number]['id'];

/** The catalogue in force; validated when this module loads. */
export const CATALOGUE = makeCatalogue(FIRST);
