import { describe, expect, it } from 'vitest';
import { join, name, sql } from './fragment.ts';

describe('a piece of SQL', () => {
  it('keeps values apart from its text, however deep it is nested', () => {
    const inner = sql`member = ${'lakeside'}`;
    const all = sql`select ${name('t.id')} from t where ${join([inner, sql`n = ${3}`], ' and ')} limit ${10}`;
    expect(all.strings).toEqual(['select t.id from t where member = ', ' and n = ', ' limit ', '']);
    expect(all.values).toEqual(['lakeside', 3, 10]);
  });

  it('has one text for all values', () => {
    const of = (value: string) => sql`a = ${value} or b = ${value}`;
    expect(of("' or true --").strings).toEqual(of('x').strings);
  });

  it('takes names that are names', () => {
    expect(name('patients.patient').strings).toEqual(['patients.patient']);
    for (const odd of ['a b', 'a;', 'A', 'a.b.c', '', '1a', 'a"'])
      expect(() => name(odd)).toThrow('Not a name in SQL');
  });

  it('takes no text that PostgreSQL cannot hold', () => {
    expect(() => sql`a = ${'x\0'}`).toThrow('NUL');
    expect(() => sql`a = any(${['x', '\0']}::text[])`).toThrow('NUL');
  });
});
