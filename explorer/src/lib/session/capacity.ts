import { question } from '../graph/question.ts';
import { list, object, oneOf, orNull, text } from '../shape/read.ts';
import { TIERS, type Tier } from './tier.ts';

/** In which capacity somebody asks, as the hub reads their token. */
export interface Capacity {
  readonly tier: Tier;
  readonly role: string | null;
  /** Slug of the member they act for. */
  readonly organization: string | null;
  /** Record id of a patient, or staff id. */
  readonly subject: string | null;
  /** Purposes of use they may ask for, the default first. */
  readonly purposes: readonly string[];
}

/** Who the hub takes the holder of a token for. */
export const capacityQuestion = question<Record<string, never>, { me: Capacity }>(
  'query Me { me { tier role organization subject purposes } }',
  object({
    me: object<Capacity>({
      tier: oneOf(TIERS),
      role: orNull(text),
      organization: orNull(text),
      subject: orNull(text),
      purposes: list(text),
    }),
  }),
);
