export { eraseOrdered } from './erase-ordered.ts';
export { type DueRecords, dueRecords, orderDue, type RetentionRules } from './retention.ts';
