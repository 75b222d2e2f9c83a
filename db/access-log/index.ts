export { raiseCaseAlerts, UNUSUAL_READS } from './case-alerts.ts';
export { checkEvents, type EventCheck, type EventFinding } from './check-events.ts';
export { BEGINNING, commitEvents, type Watermark } from './commit-events.ts';
