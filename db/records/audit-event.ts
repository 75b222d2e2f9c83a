import type { SchemaDocument } from './record-type.ts';

/** Leaves of an access event. It has no row of its own in the graph's record types: the event itself is append-only. */
export const AUDIT_EVENT: SchemaDocument = {
  type: 'AuditEvent',
  schema: 1,
  fields: [
    'request',
    'subgraph',
    'tier',
    'role',
    'subject',
    'organization',
    'purpose',
    'case',
    'operation',
    'classes',
    'patients',
    'policies',
    'consents',
    'outcome',
  ],
};
