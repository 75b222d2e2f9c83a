import type { Builder } from '@caretrail/kit';
import { type addOrganization, organizationOf } from '../members/organization-stub.ts';
import type { TransactionRow } from './transaction-row.ts';
import { validationReason } from './validation-reason.ts';

/** `Transaction`: from outside for all who see it, what it says for its own parties and the regulator. */
export const addTransaction = (builder: Builder, organization: ReturnType<typeof addOrganization>) =>
  builder.objectRef<TransactionRow>('Transaction').implement({
    access: 'ledger.open',
    fields: (t) => ({
      id: t.exposeID('id', { nullable: false }),
      channel: t.exposeString('channel', { nullable: false }),
      block: t.exposeInt('block'),
      index: t.exposeInt('index', { description: 'Place in the block, from 0.' }),
      time: t.expose('time', { type: 'DateTime', description: 'What its creator claims; nobody checks it.' }),
      validation: t.exposeString('validation', {
        nullable: false,
        description: 'Name of Fabric’s validation code: only a VALID transaction had an effect.',
      }),
      validationReason: t.string({ resolve: ({ validation }) => validationReason(validation) }),
      contract: t.exposeString('contract'),
      function: t.exposeString('function'),
      creator: t.field({
        type: organization,
        access: 'ledger.content',
        resolve: ({ content }, _, context) => organizationOf(context, content?.creator ?? null),
      }),
      creatorMsp: t.string({ access: 'ledger.content', resolve: ({ content }) => content?.creatorMsp }),
      endorsers: t.field({
        type: [organization],
        access: 'ledger.content',
        description:
          'Endorsing organizations, as far as their certificates name one; `endorserMsps` names all.',
        resolve: async ({ content }, _, context) => {
          const found = await Promise.all(
            (content?.endorsers ?? []).map((slug) => organizationOf(context, slug)),
          );
          return found.filter((one) => one !== null);
        },
      }),
      endorserMsps: t.stringList({
        access: 'ledger.content',
        description: 'Who endorsed, as the ledger names them: a member, or an MSP that members share.',
        resolve: ({ content }) => content && [...content.endorsers],
      }),
      arguments: t.field({
        type: 'JSON',
        access: 'ledger.content',
        resolve: ({ content }) => content?.arguments,
      }),
      readWriteSet: t.field({
        type: 'JSON',
        access: 'ledger.content',
        resolve: ({ content }) => content?.readWriteSet,
      }),
      event: t.field({ type: 'JSON', access: 'ledger.content', resolve: ({ content }) => content?.event }),
    }),
  });
