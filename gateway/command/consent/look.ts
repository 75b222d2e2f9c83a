import { Command } from 'commander';
import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { type Output, table } from '../output.ts';
import type { AsPerson } from './subject.ts';
import { type TermsOptions, termsFrom, withTerms } from './terms-options.ts';

const PREVIEW = `mutation PreviewConsent($input: PreviewConsentInput!) { change: previewConsent(input: $input) {
  reaches { decision actor class purposes records sensitive } errors { message } } }`;
const LIST = `query Consents($patient: ID!) { patient(id: $patient) { consents(first: 100) { nodes {
  id status decision ledger { consent effect reason } } } } }`;
const RECEIPTS = `query Receipts($patient: ID!) { patient(id: $patient) { consents(first: 100) { nodes {
  ledger { consent receipt } } } } }`;

const reaches = z.array(
  z.object({
    ...{ decision: z.string(), actor: z.string().nullable(), class: z.string() },
    ...{ purposes: z.array(z.string()), records: z.number(), sensitive: z.number() },
  }),
);
const nodes = <Node extends z.ZodType>(node: Node) =>
  z.object({ consents: z.object({ nodes: z.array(node) }) });
const listed = nodes(
  z.object({
    ...{ id: z.string(), status: z.string().nullable(), decision: z.string().nullable() },
    ledger: z.object({ consent: z.string(), effect: z.string(), reason: z.string().nullable() }).nullable(),
  }),
);
const receipts = nodes(
  z.object({ ledger: z.object({ consent: z.string(), receipt: z.unknown() }).nullable() }),
);

/** `consent preview`: a line for each actor and class. */
export const previewCommand = (as: AsPerson, output: Output): Command =>
  as(
    withTerms(new Command('preview').description('Tell who would see how much, and change nothing.')),
    async (person, actors: readonly string[], options: TermsOptions) => {
      const terms = termsFrom(person.patient, actors, options);
      const rows = reaches
        .parse((await person.change(PREVIEW, { terms }))['reaches'])
        .map((reach) => [
          ...[reach.decision, reach.actor ?? 'everyone', reach.class, reach.purposes.join(' ') || 'any'],
          ...[String(reach.records), String(reach.sensitive)],
        ]);
      output.answer(table([['decision', 'actor', 'class', 'purposes', 'records', 'sensitive'], ...rows]));
    },
  );

/** `consent list`: decisions with what holds of them; those that came as documents have no id on the ledger. */
export const listCommand = (as: AsPerson, output: Output): Command =>
  as(new Command('list').description('List the decisions on record.'), async (person) => {
    const { patient } = await person.ask(LIST, { patient: person.patient });
    const rows = listed
      .parse(patient)
      .consents.nodes.map(({ status, decision, ledger }) => [
        ...[ledger?.consent ?? '(document)', decision ?? '', ledger?.effect ?? status ?? ''],
        ledger?.reason ?? '',
      ]);
    output.answer(table([['consent', 'decision', 'effect', 'reason'], ...rows]));
  });

/** `consent receipt`: JSON, ISO/IEC TS 27560. */
export const receiptCommand = (as: AsPerson, output: Output): Command =>
  as(
    new Command('receipt')
      .description('Print the receipt of a decision, with what is needed to compare it with the ledger.')
      .argument('<consent>', 'what `consent grant` printed'),
    async (person, consent: string) => {
      const { patient } = await person.ask(RECEIPTS, { patient: person.patient });
      const found = receipts.parse(patient).consents.nodes.find(({ ledger }) => ledger?.consent === consent);
      if (!found)
        throw new CommandFailure('The person signed no decision of this id: `consent list` tells them.');
      output.answer(JSON.stringify(found.ledger?.receipt, null, 2));
    },
  );
