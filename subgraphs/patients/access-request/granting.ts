import { isRecordId, MutationRefused, type RequestContext, sql } from '@caretrail/kit';
import { type Permit, permitsOf } from '../consent/manage/permits.ts';
import type { RequestRow } from './request-row.ts';

const DAY = 86_400_000;
/** Requests are for treatment. */
const PURPOSE = 'TREAT';

/** Every permit shows the person, whatever else it is of. */
const isOf = ({ dataClass, purpose }: Permit, asked: string): boolean =>
  (dataClass === null || dataClass === asked || asked === 'person') &&
  (purpose === null || purpose === PURPOSE);

const refuse = (code: string, message: string): never => {
  throw new MutationRefused(code, 'consent', message);
};

/**
 * The consent behind an answer: of the person, naming who asked or their organization, for the class that was asked and as many
 * days, give or take the day on which it was granted. @throws MutationRefused
 */
export async function granting(
  { patient, subject, organization, data_class: asked, days }: RequestRow,
  consent: string | null | undefined,
  context: RequestContext,
): Promise<string> {
  const [found] = isRecordId(consent)
    ? await context.store.query<{ id: string }>(sql`
        select id from patients.consent where id = ${consent}::uuid and patient = ${patient}::uuid and status = 'active'`)
    : [];
  const permits = found ? await permitsOf(context, found.id) : [];
  const named = permits.filter(({ actor }) => actor === subject || actor === organization);
  if (!found || named.length === 0)
    return refuse(
      'CONSENT_MISSING',
      'Grant a consent that names who asks, or their organization, and give its id here.',
    );
  const wanted = named.filter((permit) => isOf(permit, asked));
  if (wanted.length === 0)
    refuse('CONSENT_CLASS', `The consent is not of ${asked} for ${PURPOSE}: amend it.`);
  const now = Date.now();
  if (!wanted.some(({ from, to }) => from <= now && to >= now + (days - 1) * DAY))
    refuse('CONSENT_PERIOD', `The consent does not hold for ${days} days from now: amend it.`);
  return found.id;
}
