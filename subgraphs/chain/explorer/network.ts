import { type Builder, type RequestContext, sql } from '@caretrail/kit';
import type { LedgerProfile } from '../ledger/index.ts';
import { type Member, members } from '../members/member.ts';
import { type addOrganization, organizationOf } from '../members/organization-stub.ts';

interface Policy {
  readonly required: number;
  readonly msps: readonly string[];
}

/** Where the index of a channel stands. */
interface Height {
  readonly next_block: string;
  readonly hash: string | null;
}

const height = async ({ store }: RequestContext, channel: string): Promise<Height | null> => {
  const [row] = await store.query<Height>(
    sql`select next_block, encode(last_hash, 'hex') as hash from provenance.indexer where channel = ${channel}`,
  );
  return row ?? null;
};

/** What a member's peers do, along the ledger's profile. */
function partsOf({ endorsement, receipts }: LedgerProfile, msp: string): string[] {
  const endorses = endorsement.msps.includes(msp) ? ['ENDORSES'] : [];
  return receipts.msps.includes(msp) ? [...endorses, 'TESTIFIES'] : endorses;
}

/** `Query.network`: channels, organizations and their part, consensus, health; open to everyone. */
export function addNetwork(
  builder: Builder,
  profile: LedgerProfile,
  organization: ReturnType<typeof addOrganization>,
): void {
  const policy = builder.objectRef<Policy>('LedgerPolicy').implement({
    embedded: true,
    description: 'How many different MSPs of a list must speak.',
    fields: (t) => ({
      required: t.exposeInt('required', { nullable: false }),
      msps: t.stringList({ nullable: false, resolve: ({ msps }) => [...msps] }),
    }),
  });
  const channel = builder.objectRef<LedgerProfile>('Channel').implement({
    embedded: true,
    fields: (t) => ({
      name: t.exposeString('channel', { nullable: false }),
      genesis: t.exposeString('genesis', { nullable: false, description: 'Header hash of block 0, in hex.' }),
      chaincode: t.exposeString('chaincode', { nullable: false }),
      endorsement: t.expose('endorsement', { type: policy, nullable: false }),
      receipts: t.expose('receipts', { type: policy, nullable: false }),
      height: t.int({
        description: 'Blocks that this hub has indexed.',
        resolve: async (of, _, context) => Number((await height(context, of.channel))?.next_block ?? 0),
      }),
      lastHash: t.string({ resolve: async (of, _, context) => (await height(context, of.channel))?.hash }),
    }),
  });
  const member = builder.objectRef<Member>('NetworkMember').implement({
    embedded: true,
    fields: (t) => ({
      slug: t.exposeString('slug', { nullable: false }),
      name: t.exposeString('name', { nullable: false }),
      kind: t.exposeString('kind', { nullable: false }),
      msp: t.exposeString('msp', { nullable: false }),
      parts: t.stringList({
        nullable: false,
        description: 'What peers of its MSP do: ENDORSES, TESTIFIES (signs receipts).',
        resolve: ({ msp }) => partsOf(profile, msp),
      }),
      organization: t.field({
        type: organization,
        resolve: ({ slug }, _, context) => organizationOf(context, slug),
      }),
    }),
  });
  const network = builder.objectRef<LedgerProfile>('Network').implement({
    embedded: true,
    fields: (t) => ({
      development: t.exposeBoolean('development', {
        nullable: false,
        description: 'One process holds all keys: it shows that the machinery works, nothing else.',
      }),
      consensus: t.string({
        nullable: false,
        resolve: ({ consenters }) =>
          consenters.length > 0 ? 'BFT' : profile.development ? 'DEVELOPMENT' : 'RAFT',
      }),
      channels: t.field({ type: [channel], nullable: false, resolve: (of) => [of] }),
      organizations: t.field({
        type: [member],
        nullable: false,
        resolve: async (_, __, context) => [...(await members(context)).values()],
      }),
    }),
  });
  builder.queryField('network', (t) =>
    t.field({ type: network, access: 'open', nullable: false, resolve: () => profile }),
  );
}
