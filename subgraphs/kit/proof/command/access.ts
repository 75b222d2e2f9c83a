import { instant } from '../record/instant.ts';
import { hashText } from '../text/hex.ts';
import { command } from './command.ts';
import { oneOf, organization, randomId } from './readers.ts';

/**
 * Why a clinician breaks the glass: danger to life or health · the patient cannot be asked · an urgent transfer ·
 * danger to others · what the committed free text says.
 */
export const BREAK_GLASS_REASONS = ['EMERGENCY', 'INCAPACITY', 'TRANSFER', 'SAFETY', 'OTHER'] as const;

export const REVIEW_OUTCOMES = ['JUSTIFIED', 'UNJUSTIFIED'] as const;

/** `commitment`: to patient and free text; `opened`: by the hub's clock, for the ledger may have been away. */
export const breakGlass = command('access', 'breakGlass', {
  access: randomId,
  organization,
  actor: hashText,
  reason: oneOf(BREAK_GLASS_REASONS),
  commitment: hashText,
  opened: instant,
});

export const reviewAccess = command('access', 'review', {
  access: randomId,
  organization,
  reviewer: hashText,
  outcome: oneOf(REVIEW_OUTCOMES),
});
