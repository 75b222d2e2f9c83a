import { type Context, Contract } from 'fabric-contract-api';
import fabricShim from 'fabric-shim';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Does what Fabric lets a contract do, one thing a function; as it would run on a real network. */
class FeatureContract extends Contract {
  constructor() {
    super('features');
  }

  async put(context: Context, key: string, value: string): Promise<void> {
    await context.stub.putState(key, Buffer.from(value));
    context.stub.setEvent('put', Buffer.from(key));
  }

  async get(context: Context, key: string): Promise<string> {
    return text(await context.stub.getState(key));
  }

  /** Reads what it writes, so that of two at a time one comes too late. */
  async append(context: Context, key: string, value: string): Promise<void> {
    const before = text(await context.stub.getState(key));
    await context.stub.putState(key, Buffer.from(before + value));
  }

  async delete(context: Context, key: string): Promise<void> {
    await context.stub.deleteState(key);
  }

  async history(context: Context, key: string): Promise<string> {
    const values: string[] = [];
    for await (const { isDelete, value } of context.stub.getHistoryForKey(key))
      values.push(isDelete ? 'deleted' : text(value));
    return values.join(' ');
  }

  async fill(context: Context, prefix: string, count: string): Promise<void> {
    for (let index = 0; index < Number(count); index += 1)
      await context.stub.putState(`${prefix}${String(index).padStart(4, '0')}`, Buffer.from('x'));
  }

  async countInto(context: Context, start: string, end: string, key: string): Promise<string> {
    let count = 0;
    for await (const entry of context.stub.getStateByRange(start, end)) count += entry.key === '' ? 0 : 1;
    await context.stub.putState(key, Buffer.from(String(count)));
    return String(count);
  }

  async composite(context: Context, first: string, second: string): Promise<void> {
    const key = context.stub.createCompositeKey('pair', [first, second]);
    await context.stub.putState(key, Buffer.from('1'));
  }

  async pairs(context: Context, first: string): Promise<string> {
    const found: string[] = [];
    for await (const { key } of context.stub.getStateByPartialCompositeKey('pair', [first]))
      found.push(context.stub.splitCompositeKey(key).attributes.join('/'));
    return found.join(' ');
  }

  async page(context: Context, start: string, end: string, size: string, bookmark: string): Promise<string> {
    const page = await context.stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    const keys: string[] = [];
    for (let step = await page.iterator.next(); !step.done; step = await page.iterator.next())
      keys.push(step.value.key);
    return JSON.stringify({ keys, bookmark: page.metadata.bookmark });
  }

  async lock(context: Context, key: string, msp: string): Promise<void> {
    const policy = new fabricShim.KeyEndorsementPolicy();
    policy.addOrgs('PEER', msp);
    await context.stub.setStateValidationParameter(key, policy.getPolicy());
  }

  async call(context: Context, target: string, args: string): Promise<string> {
    const [chaincode = '', channel = ''] = target.split('/');
    const answer = await context.stub.invokeChaincode(chaincode, JSON.parse(args), channel);
    return `${answer.status} ${answer.message} ${text(answer.payload ?? new Uint8Array())}`.trim();
  }

  async putPrivate(context: Context, collection: string, key: string): Promise<void> {
    const value = context.stub.getTransient().get('value');
    if (!value) throw new Error('there is no value among the transient data');
    await context.stub.putPrivateData(collection, key, value);
  }

  async getPrivate(context: Context, collection: string, key: string): Promise<string> {
    return text(await context.stub.getPrivateData(collection, key));
  }

  async privateHash(context: Context, collection: string, key: string): Promise<string> {
    return Buffer.from(await context.stub.getPrivateDataHash(collection, key)).toString('hex');
  }

  async purge(context: Context, collection: string, key: string): Promise<void> {
    await context.stub.purgePrivateData(collection, key);
  }

  random(): Promise<string> {
    return Promise.resolve(String(Math.random()));
  }
}

export const contracts = [FeatureContract];
