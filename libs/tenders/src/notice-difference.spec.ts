import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Words, differenceOf, lotsTouched, materialAmong } from './notice-difference.js';

const words = fc.letrec<{ tree: Words; node: Words | string | null }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('title', 'items', 'lots', '1', '2'), tie('node'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  node: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.string({ minLength: 1, maxLength: 4 }), tie('tree')),
})).tree;

describe('the difference of two notices', () => {
  it('of a notice and itself is none', () => {
    fc.assert(fc.property(words, (notice) => expect(differenceOf(notice, notice)).toEqual([])));
  });

  it('turned around has before and after changed places', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const there = differenceOf(one, other).map(({ path, before, after }) => `${path}|${before}|${after}`);
        const back = differenceOf(other, one).map(({ path, before, after }) => `${path}|${after}|${before}`);
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });

  it('names a line that came as a whole, in words', () => {
    const item = { description: 'Door', quantity: '3', unitCode: 'H87', cpv: null };
    expect(differenceOf({ lots: { '1': { items: {} } } }, { lots: { '1': { items: { '1': item } } } })).toEqual([
      { path: 'lots.1.items.1', before: null, after: 'Door · 3 · H87' },
    ]);
  });

  const change = (path: string) => ({ path, before: 'a', after: 'b' });
  it('knows what can change a bid', () => {
    const paths = ['title', 'closesAt', 'lots.2.description', 'lots.1.items.1.quantity', 'rules.standstillDays'];
    expect(materialAmong(paths.map(change)).map(({ path }) => path)).toEqual(paths.slice(3));
  });

  it('names the lots it touches, or none when it touches the whole', () => {
    expect(lotsTouched([change('lots.2.title'), change('lots.1.cpv'), change('lots.2.cpv')])).toEqual([2, 1]);
    expect(lotsTouched([change('lots.2.title'), change('closesAt')])).toEqual([]);
  });
});
