import { generateKeyPairSync, sign } from 'node:crypto';
import { checkpointArgument } from '@caretrail/proof';
import * as commands from '@caretrail/proof/command';
import { GENESIS, START, submittersOf } from '../../subgraphs/chain/contract/test/party.ts';
import { simulate } from '../../subgraphs/chain/contract/test/simulate.ts';

/** A key, and what is signed with it, whatever that is. */
export interface Pen {
  readonly key: commands.PublicKey;
  readonly thumbprint: string;
  sign(text: string): string;
}

function newPen(): Pen {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key = commands.publicKey({ crv: 'P-256', kty: 'EC', x, y });
  return {
    ...{ key, thumbprint: commands.thumbprint(key) },
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}

const id = (digit: string) => digit.repeat(32);
const hash = (digit: string) => digit.repeat(64);

/** The contracts with an organization, a person who has a key, a consent, an upload and an access. */
export async function openContractStand() {
  const hospital = await submittersOf('HospitalMSP', ['lakeside']);
  const [lakeside] = hospital.members.values();
  if (!lakeside) throw new Error('there is no member');
  const [person, other] = [newPen(), newPen()];
  const [organization, subject, time] = ['lakeside', id('5'), START.getTime()];
  const state = new Map<string, string>();
  let sequence = 0;

  /** A statement of each pen about the argument, whatever it is. */
  const stated = (command: commands.Command<unknown>, argument: string, pens: readonly Pen[]) =>
    pens.slice(0, command.statements).map((pen) => {
      sequence += 1;
      const signing = { genesis: GENESIS, channel: 'care', key: pen.thumbprint, sequence, now: time / 1000 };
      const text = commands.statementText(commands.statementFor(command, argument, signing));
      return `${text}.${pen.sign(text)}`;
    });

  /** Calls a contract as its organization or administrator, now; what it writes is forgotten. */
  const call = (name: string, args: readonly string[]) =>
    simulate(
      { state, time: Date.now() },
      name.startsWith('registry:') ? hospital.administrator : lakeside,
      name,
      args,
    );

  async function written<Request>(command: commands.Command<Request>, request: Request, ...pens: Pen[]) {
    const argument = commands.commandArgument(command, request);
    const { writes } = await call(command.name, [argument, ...stated(command, argument, pens)]);
    for (const [key, value] of writes) state.set(key, value);
  }

  const [consent, upload, access, commitment] = [id('1'), id('2'), id('3'), hash('9')];
  const proposer = { organization, staff: hash('7') };
  const opened = '2020-01-01T00:00:00.000Z';
  const declaration = {
    access,
    organization,
    actor: hash('7'),
    reason: 'EMERGENCY',
    commitment,
    opened,
  } as const;
  const registration = commands.commandArgument(commands.registerOrganization, {
    ...{ id: organization, attribute: organization, genesis: GENESIS },
  });
  for (const [key, value] of (await call('registry:registerOrganization', [registration])).writes)
    state.set(key, value);
  await written(commands.registerKey, { organization, subject, key: person.key }, person);
  await written(commands.grantConsent, { consent, commitment, until: null }, person);
  await written(commands.proposeUpload, {
    upload,
    proposer,
    commitment,
    patient: subject,
    countersigner: null,
  });
  await written(commands.breakGlass, declaration);

  const named = { replaces: person.thumbprint, thumbprint: other.thumbprint };
  const exchange = { organization, key: other.key, replaces: person.thumbprint };
  const argumentsOf = [
    { organization, subject: id('6'), key: other.key },
    exchange,
    { organization, thumbprint: person.thumbprint },
    named,
    { consent: id('4'), commitment, until: opened },
    { consent: id('4'), amends: consent, commitment, until: null },
    { consent },
    { upload, commitment, countersigner: null },
    { upload: id('4'), proposer, commitment, patient: subject, countersigner: organization },
    { upload },
    { ...declaration, access: id('4') },
    { access, organization, reviewer: hash('8'), outcome: 'JUSTIFIED' },
  ].map((request) => JSON.stringify(request, Object.keys(request).sort()));
  const checkpoint = {
    ...{ genesis: Buffer.from(GENESIS, 'hex'), log: 'care/lakeside', size: 3, root: Buffer.alloc(32, 7) },
    ...{ previous: null, consistency: [] },
  };
  return {
    ...{ person, other, call, stated, consent },
    seeds: [...argumentsOf, registration, Buffer.from(checkpointArgument(checkpoint)).toString()].map(
      (text) => Buffer.from(text),
    ),
  };
}
