import { describe, expect, it } from '@jest/globals';
import { readLegalId } from './legal-id.js';

describe('a legal id', () => {
  it.each([
    ['NIB', '9900100001179', '9900100001179'],
    ['NPWP', '99.071.271.7-999.000', '990712717999000'],
    ['NPWP', '3201 2345 6789 0001', '3201234567890001'],
    ['EU_VAT', 'ie 9906165PH', 'IE9906165PH'],
    ['EU_VAT', 'DE 811.569.869', 'DE811569869'],
    ['EU_VAT', 'NL001234567B01', 'NL001234567B01'],
    // The LEI of the foundation that hands out LEIs.
    ['LEI', '506700GE1G29325QX363', '506700GE1G29325QX363'],
    ['IE-CRO', '123456', '123456'],
  ])('%s %s is kept as %s', (scheme, written, number) => {
    expect(readLegalId(scheme, written)).toEqual({ scheme, number });
  });

  it.each([
    ['NIB', '990010000117', 'WRONG_FORM'],
    ['NPWP', '99.071.271.7-999', 'WRONG_FORM'],
    ['EU_VAT', 'ID123456789', 'WRONG_FORM'],
    ['EU_VAT', 'DE12345678', 'WRONG_FORM'],
    ['LEI', '506700GE1G29325QX364', 'WRONG_CHECK_DIGITS'],
    ['LEI', '506700GE1G29325QX3', 'WRONG_FORM'],
    ['PASSPORT', 'X1234567', 'UNKNOWN_SCHEME'],
    ['IE-CRO', "1'; --", 'WRONG_FORM'],
  ])('%s %s is refused: %s', (scheme, written, problem) => {
    expect(readLegalId(scheme, written)).toBe(problem);
  });

  it('an LEI with one digit or one letter misread is refused, whichever', () => {
    const lei = '506700GE1G29325QX363';
    const misread = Array.from(lei).flatMap((right, place) =>
      Array.from(/\d/.test(right) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
        .filter((wrong) => wrong !== right)
        .map((wrong) => lei.slice(0, place) + wrong + lei.slice(place + 1)),
    );

    expect(misread.filter((number) => readLegalId('LEI', number) !== 'WRONG_CHECK_DIGITS')).toEqual([]);
  });
});
