import { randomBytes } from 'node:crypto';
import { amendConsent, grantConsent, revokeConsent } from '@caretrail/proof/command';
import { consentRequest, termsOf } from '@caretrail/proof/consent';
import { Command } from 'commander';
import type { Output } from '../output.ts';
import { randomId } from './person.ts';
import type { AsPerson } from './subject.ts';
import { type TermsOptions, termsFrom, withTerms } from './terms-options.ts';

const GRANT = `mutation GrantConsent($input: GrantConsentInput!) { change: grantConsent(input: $input) {
  errors { message } } }`;
const AMEND = `mutation AmendConsent($input: AmendConsentInput!) { change: amendConsent(input: $input) {
  errors { message } } }`;
const REVOKE = `mutation RevokeConsent($input: RevokeConsentInput!) { change: revokeConsent(input: $input) {
  errors { message } } }`;

const decision = () => ({ consent: randomId(), salt: randomBytes(32).toString('hex') });

/** `consent grant`: prints the id of the decision. */
export const grantCommand = (as: AsPerson, output: Output): Command =>
  as(
    withTerms(
      new Command('grant').description(
        'Permit or deny; a permit holds once the ledger has it, a deny at once.',
      ),
    ),
    async (person, actors: readonly string[], options: TermsOptions) => {
      const [terms, { consent, salt }] = [termsFrom(person.patient, actors, options), decision()];
      const statement = await person.sign(grantConsent, consentRequest(consent, termsOf(terms), salt));
      await person.change(GRANT, { consent, salt, terms, statement });
      output.answer(consent);
    },
  );

/** `consent amend`: prints the id of the decision that takes the place of another. */
export const amendCommand = (as: AsPerson, output: Output): Command =>
  as(
    withTerms(
      new Command('amend')
        .description(
          'Put a decision in the place of another; until the ledger has it, the narrower of both holds.',
        )
        .requiredOption('--amends <consent>', 'id of the decision whose place it takes'),
    ),
    async (person, actors: readonly string[], options: TermsOptions & { readonly amends: string }) => {
      const [terms, { consent, salt }] = [termsFrom(person.patient, actors, options), decision()];
      const { amends } = options;
      const request = { ...consentRequest(consent, termsOf(terms), salt), amends };
      const statement = await person.sign(amendConsent, request);
      await person.change(AMEND, { consent, amends, salt, terms, statement });
      output.answer(consent);
    },
  );

/** `consent revoke`. */
export const revokeCommand = (as: AsPerson): Command =>
  as(
    new Command('revoke')
      .description('End a decision: what it permitted ends at once, what it denied once the ledger has it.')
      .argument('<consent>', 'what `consent grant` printed'),
    async (person, consent: string) => {
      const statement = await person.sign(revokeConsent, { consent });
      await person.change(REVOKE, { patient: person.patient, consent, statement });
    },
  );
