import { randomBytes } from 'node:crypto';
import { grantConsent, revokeConsent } from '@caretrail/proof/command';
import { CONSENT_CLASSES, consentRequest, type StatedTerms, termsOf } from '@caretrail/proof/consent';
import { Command, Option } from 'commander';
import { z } from 'zod';
import type { OpenDeployment } from '../../launch/deployment/deployment.ts';
import { CommandFailure } from '../failure.ts';
import { type Output, table } from '../output.ts';
import { Person, randomId } from './person.ts';

const PREVIEW = `mutation PreviewConsent($input: PreviewConsentInput!) { change: previewConsent(input: $input) {
  reaches { decision actor class purposes records sensitive } errors { message } } }`;
const GRANT = `mutation GrantConsent($input: GrantConsentInput!) { change: grantConsent(input: $input) {
  anchor errors { message } } }`;
const REVOKE = `mutation RevokeConsent($input: RevokeConsentInput!) { change: revokeConsent(input: $input) {
  anchor errors { message } } }`;
const LIST = `query Consents($patient: ID!) { patient(id: $patient) { consents(first: 100) { nodes {
  id status ledger { consent effect reason } } } } }`;

const reaches = z.array(
  z.object({
    ...{ decision: z.string(), actor: z.string().nullable(), class: z.string() },
    ...{ purposes: z.array(z.string()), records: z.number(), sensitive: z.number() },
  }),
);
const ledger = z.object({ consent: z.string(), effect: z.string(), reason: z.string().nullable() });
const listed = z.object({
  consents: z.object({
    nodes: z.array(z.object({ id: z.string(), status: z.string().nullable(), ledger: ledger.nullable() })),
  }),
});

interface GrantOptions {
  readonly subject?: string;
  readonly class?: StatedTerms['classes'];
  readonly purpose?: readonly string[];
  readonly until?: string;
  readonly deny?: true;
  readonly preview?: true;
}

/** What a person of the demo decides about their records, signed with a key that lies in the home. */
export function consentCommand(open: OpenDeployment, output: Output): Command {
  const subject = new Option('--subject <patient>', 'id of another patient record than the persona’s');
  const run = async (of: { readonly subject?: string }, action: (person: Person) => Promise<void>) => {
    await using deployment = await open();
    const persona = (await deployment.personas()).find(({ name }) => name === 'patient');
    const patient = of.subject ?? persona?.subject;
    if (!patient) throw new CommandFailure('There is no patient to sign for: name one with --subject.');
    await action(new Person(deployment, patient));
  };
  const grant = new Command('grant')
    .description(
      'Permit, or deny, members and their people (staff/<id>); a permit holds once the ledger has it.',
    )
    .argument('<actor...>', 'slugs of members, or staff/<id>')
    .addOption(new Option('--class <name...>', 'only these data (default: all)').choices(CONSENT_CLASSES))
    .option('--purpose <code...>', 'only for these purposes, such as TREAT (default: any)')
    .option('--until <date>', 'YYYY-MM-DD, included (default: until it is revoked)')
    .option('--deny', 'deny instead of permit')
    .option('--preview', 'tell who would see how much, and change nothing')
    .addOption(subject)
    .action((actors: string[], options: GrantOptions) =>
      run(options, async (person) => {
        const { class: classes = [], purpose: purposes = [], until } = options;
        const terms: StatedTerms = {
          ...{
            patient: person.patient,
            decision: options.deny ? 'DENY' : 'PERMIT',
            actors,
            classes,
            purposes,
          },
          period: until === undefined ? null : { start: null, end: until },
        };
        if (options.preview) return output.answer(await previewed(person, terms));
        const [consent, salt] = [randomId(), randomBytes(32).toString('hex')];
        const statement = await person.sign(grantConsent, consentRequest(consent, termsOf(terms), salt));
        await person.change(GRANT, { consent, salt, terms, statement });
        output.answer(consent);
      }),
    );
  const revoke = new Command('revoke')
    .description('End a decision: what it permitted ends at once.')
    .argument('<consent>', 'what `consent grant` printed')
    .addOption(subject)
    .action((consent: string, options: { subject?: string }) =>
      run(options, async (person) => {
        const { patient } = person;
        const statement = await person.sign(revokeConsent, { consent });
        await person.change(REVOKE, { patient, consent, statement });
      }),
    );
  const list = new Command('list')
    .description('List the decisions on record.')
    .addOption(subject)
    .action((options: { subject?: string }) =>
      run(options, async (person) => {
        const { patient } = await person.ask(LIST, { patient: person.patient });
        const rows = listed
          .parse(patient)
          .consents.nodes.map((each) => [
            ...[each.ledger?.consent ?? '', each.ledger?.effect ?? each.status ?? ''],
            each.ledger?.reason ?? '',
          ]);
        output.answer(table([['consent', 'effect', 'reason'], ...rows]));
      }),
    );
  const consent = new Command('consent').description(
    'Decide as a patient of the demo who may see the records.',
  );
  for (const command of [grant, revoke, list]) consent.addCommand(command.exitOverride());
  return consent;
}

async function previewed(person: Person, terms: StatedTerms): Promise<string> {
  const rows = reaches
    .parse((await person.change(PREVIEW, { terms }))['reaches'])
    .map((reach) => [
      ...[reach.decision, reach.actor ?? 'everyone', reach.class, reach.purposes.join(' ') || 'any'],
      ...[String(reach.records), String(reach.sensitive)],
    ]);
  return table([['decision', 'actor', 'class', 'purposes', 'records', 'sensitive'], ...rows]);
}
