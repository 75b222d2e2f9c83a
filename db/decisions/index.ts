export { DECISION_EFFECTS, type DecisionDetails } from './effects.ts';
export {
  addKey,
  KEY_HOLDERS,
  KEY_STATES,
  type KeyHolder,
  type KeyState,
  keepSequence,
  type PersonKey,
  personKeys,
} from './keys.ts';
export { lockPerson } from './lock-person.ts';
export { narrowTo, provisionsFor } from './provision-rows.ts';
export { type ConsentStep, recordStep, stepsAbout, stepsOf } from './steps.ts';
export { actorName, type Provisions, provisionsOf } from './terms-provisions.ts';
export { type DecisionVersion, writeDecision } from './write-decision.ts';
