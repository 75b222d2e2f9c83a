export { contractCall } from './contract-call.ts';
export type { Effect, Effects } from './effect.ts';
export { type SubmissionState, submissionState } from './submission-state.ts';
export { type SubmissionRequest, type Submitted, submit } from './submit.ts';
