import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { humanName } from '../records/values.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

export const REASONS = ['EMERGENCY', 'INCAPACITY', 'SAFETY', 'TRANSFER', 'OTHER'] as const;

const access = object({
  id: text,
  patient: orNull(object({ id: text, pseudonym: orNull(text), name: orNull(humanName) })),
  reason: orNull(text),
  opened: orNull(text),
  expires: orNull(text),
});
export type EmergencyAccess = ReturnType<typeof access>;

/** The clinician's own emergency accesses that open something still. */
export const ownAccessesQuestion = question<
  { first: number },
  { breakGlassAccesses: Shown<Page<EmergencyAccess>> }
>(
  `query BreakGlassAccesses($first: Int!) {
    breakGlassAccesses(first: $first, active: true) {
      nodes { id patient { id pseudonym name { use family given prefix suffix text } } reason opened expires }
    }
  }`,
  object({ breakGlassAccesses: shown(connection(access)) }),
);

/** Exactly one person: a whole identifier, or name and birth date. */
export interface ExactPerson {
  readonly identifier?: string;
  readonly system?: string;
  readonly family?: string;
  readonly given?: string;
  readonly birthDate?: string;
}

const opened = object({ id: text });

export const openBreakGlass = change<
  { person: ExactPerson; reason: string; explanation: string },
  { id: string }
>(
  `mutation OpenBreakGlass($input: OpenBreakGlassInput!) {
    made: openBreakGlass(input: $input) { record { id } errors { code } }
  }`,
  opened,
);

export const endBreakGlass = change<{ id: string }, { id: string }>(
  `mutation EndBreakGlass($input: EndBreakGlassInput!) {
    made: endBreakGlass(input: $input) { record { id } errors { code } }
  }`,
  opened,
);
