import { BadInput, type Builder, isRecordId } from '@caretrail/kit';
import type { Acting } from '../record/acting.ts';
import type { Around } from '../record/around.ts';
import { addAccessEventType } from './access-event-type.ts';
import { addAccessFilter } from './access-filter.ts';
import { addAccessCounts } from './add-access-counts.ts';
import { listAccess } from './list-access.ts';

/** What no access log can tell. */
const NOT_LOGGED = [
  'OPEN_DATA',
  'REPORTS',
  'DATABASE_ADMINISTRATOR',
  'AFTER_READING',
  'OTHER_DEPLOYMENTS',
] as const;

/** `Query.accessLog`: who has looked. */
export function addAccessLog(builder: Builder, around: Around, acting: Acting): void {
  const { connections, options } = acting;
  const AccessEvent = addAccessEventType(builder, around, acting);
  const AccessFilter = addAccessFilter(builder);
  const AccessEvents = connections.of('AccessEvent', AccessEvent);
  const NotLogged = builder.enumType('NotLogged', {
    description:
      'What the log does not hold: open data (organizations, blocks), reports over many people, what a database administrator reads there, what a reader did with an answer later, and reads at organizations that keep a deployment of their own.',
    values: NOT_LOGGED,
  });
  builder.objectField(AccessEvents, 'notLogged', (t) =>
    t.field({ type: [NotLogged], nullable: false, resolve: () => [...NOT_LOGGED] }),
  );
  builder.queryField('accessLog', (t) =>
    t.field({
      type: AccessEvents,
      access: 'accesslog.read',
      description:
        'Who has looked, newest first: at one’s own record, at what one’s organization read, or at the people of a case. Privacy officers and auditors find refusals too. Reading it stands in it.',
      args: {
        patient: t.arg.id({
          description: 'Default: a person’s own record; for others, everybody whom they may ask about.',
        }),
        first: t.arg.int(),
        after: t.arg.string(),
        filter: t.arg({ type: AccessFilter }),
      },
      resolve: (_, { patient, first, after, filter }, context) => {
        if (patient != null && !isRecordId(patient))
          throw new BadInput('patient must be the id of a record.');
        const question = { first, after, patient: patient ?? null, filter: filter ?? {} };
        return listAccess(question, context, options.cursorKey);
      },
    }),
  );
  addAccessCounts(builder);
}
