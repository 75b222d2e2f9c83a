import { BadInput, type Builder, isRecordId, pageSize, type RequestContext } from '@caretrail/kit';
import { members } from '../members/member.ts';
import { findBlock, findBlocks, findTransactions } from './find-on-ledger.ts';
import { findRecords } from './find-records.ts';
import { addSearchHit, type SearchHit } from './search-hit.ts';

const MOST_CHARACTERS = 200;
const HASH = /^[0-9a-f]{64}$/;
const NUMBER = /^\d+$/;

/** Member organizations by record id, slug or name. */
async function findOrganizations(text: string, context: RequestContext): Promise<readonly SearchHit[]> {
  return [...(await members(context)).values()]
    .filter(({ slug, name, organization }) => [slug, name.toLowerCase(), organization].includes(text))
    .map(({ organization, name }) => ({ kind: 'ORGANIZATION', id: organization, name }));
}

async function find(text: string, channel: string, context: RequestContext): Promise<readonly SearchHit[]> {
  const organizations = await findOrganizations(text, context);
  if (organizations.length > 0) return organizations;
  if (NUMBER.test(text) && !HASH.test(text)) return findBlock(text, channel, context);
  if (isRecordId(text)) return findRecords(text, context);
  if (!HASH.test(text)) return [];
  const found = await Promise.all([
    findRecords(text, context),
    findTransactions(text, context),
    findBlocks(text, context),
  ]);
  return found.flat();
}

/** `Query.search`: one box for what people paste. Whole ids and hashes: parts of them would be a search for what is there. */
export function addSearch(builder: Builder, channel: string): void {
  const hit = addSearchHit(builder);
  builder.queryField('search', (t) =>
    t.field({
      type: [hit],
      access: 'open',
      nullable: false,
      description:
        'What a text names, of what is there for you: a record by its id, a version, transaction or block by its hash, a block by its number, an organization by its id, slug or name.',
      args: { text: t.arg.string({ required: true }), first: t.arg.int() },
      resolve: async (_, { text, first }, context) => {
        if (text.length > MOST_CHARACTERS)
          throw new BadInput(`A search is for at most ${MOST_CHARACTERS} characters.`);
        const size = pageSize({ first });
        return (await find(text.trim().toLowerCase(), channel, context)).slice(0, size);
      },
    }),
  );
}
