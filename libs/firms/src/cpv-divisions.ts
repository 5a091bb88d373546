/** The 45 divisions of the Common Procurement Vocabulary, Regulation (EC) No 213/2008: the first two digits of every code. */
export const cpvDivisions: readonly string[] = (
  '03 09 14 15 16 18 19 22 24 30 31 32 33 34 35 37 38 39 41 42 43 44 45 48 50 ' +
  '51 55 60 63 64 65 66 70 71 72 73 75 76 77 79 80 85 90 92 98'
).split(' ');
