import { change } from '../graph/change.ts';
import { question } from '../graph/question.ts';
import { list, object, oneOf, orNull, text, whole } from '../shape/read.ts';

const KEY_STATES = ['PENDING', 'ACTIVE', 'REFUSED', 'REPLACED', 'RETIRED'] as const;

const key = object({
  ...{ thumbprint: text, state: oneOf(KEY_STATES), holder: oneOf(['PERSON', 'DEPLOYMENT']) },
  ...{ sequence: whole, replaces: orNull(text), registeredAt: orNull(text) },
});

const member = object({ slug: orNull(text), name: text, kind: text });
const signing = object({
  ...{ genesis: text, channel: text, organization: text },
  ...{ members: list(member), keys: list(key) },
});

export type KnownKey = ReturnType<typeof key>;
export type Signing = ReturnType<typeof signing>;

/** The keys that a person signs with, whom a decision can name, and what a statement has to say. */
export const signingQuestion = question<{ patient: string }, { signing: Signing | null }>(
  `query Signing($patient: ID!) {
    signing(patient: $patient) {
      genesis channel organization members { slug name kind }
      keys { thumbprint state holder sequence replaces registeredAt }
    }
  }`,
  object({ signing: orNull(signing) }),
);

/** Has the member that keeps the person's record register a key of theirs. */
export const registerKeyChange = change<
  {
    readonly patient: string;
    readonly subject: string;
    readonly key: { readonly x: string; readonly y: string };
    /** JWS. */
    readonly statement: string;
  },
  { thumbprint: string }
>(
  `mutation RegisterKey($input: RegisterKeyInput!) {
    made: registerKey(input: $input) { record { thumbprint } errors { code } }
  }`,
  object({ thumbprint: text }),
);
