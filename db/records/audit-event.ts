import type { SchemaDocument } from './record-type.ts';

/** Leaves of an access event before it told emergencies and visits: what was committed so is checked so. */
export const AUDIT_EVENT_1: SchemaDocument = {
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

/** Leaves of an access event. It has no row of its own in the graph's record types: the event itself is append-only. */
export const AUDIT_EVENT: SchemaDocument = {
  type: 'AuditEvent',
  schema: 2,
  fields: [...AUDIT_EVENT_1.fields, 'emergency', 'unvisited', 'encounters'],
};
