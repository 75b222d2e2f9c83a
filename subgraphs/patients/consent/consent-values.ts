import { CONSENT_DECISIONS, type ConsentActor, type ConsentProvision } from '@caretrail/db/records';
import type { Builder } from '@caretrail/kit';
import { organizationLoader } from '../directory/organization.ts';
import { practitionerLoader } from '../directory/practitioner.ts';
import type { Around } from '../record/around.ts';

/** What a decision is made of. */
export function addConsentValues(builder: Builder, { values, Organization, Practitioner }: Around) {
  const embedded = { embedded: true } as const;
  const Decision = builder.enumType('ConsentDecision', { values: CONSENT_DECISIONS });
  const Actor = builder.objectRef<ConsentActor>('ConsentActor').implement({
    ...embedded,
    description: 'Whom a provision names; neither where it is nobody who is held.',
    fields: (t) => ({
      role: t.exposeString('role'),
      organization: t.field({
        type: Organization,
        resolve: ({ organization }, _, context) =>
          organization === null ? null : context.use(organizationLoader).load(organization),
      }),
      practitioner: t.field({
        type: Practitioner,
        resolve: ({ practitioner }, _, context) =>
          practitioner === null ? null : context.use(practitionerLoader).load(practitioner),
      }),
    }),
  });
  const Provision = builder.objectRef<ConsentProvision>('ConsentProvision').implement({
    ...embedded,
    fields: (t) => ({
      decision: t.expose('decision', { type: Decision }),
      actors: t.field({ type: [Actor], resolve: ({ actors }) => [...actors] }),
      purposes: t.stringList({ resolve: ({ purposes }) => [...purposes] }),
      classes: t.stringList({ resolve: ({ classes }) => [...classes] }),
      period: t.expose('period', { type: values.Period }),
      dataPeriod: t.expose('dataPeriod', { type: values.Period }),
    }),
  });
  return { Decision, Provision };
}

export type ConsentValues = ReturnType<typeof addConsentValues>;
export type Decision = ConsentValues['Decision'];
