import type { Terms } from './alliance.entity.js';

/** Well-known statements in the words a requirement may use, and what makes an alliance state them by itself. */
const jointLiability = ['joint and several liability', 'tanggung jawab renteng', 'tanggung renteng'];
const signedAgreement = [
  'signed consortium agreement',
  'signed agreement',
  'perjanjian kerja sama yang ditandatangani',
];

/**
 * What an alliance states by what it has agreed: joint and several liability by its terms (several liability says that it does not), and
 * the agreement once all have signed it. Until then it is open, not refused.
 */
export function statementsOf(terms: Pick<Terms, 'liability'>, isSigned: boolean): Record<string, boolean | undefined> {
  const isJoint = terms.liability === 'JOINT_AND_SEVERAL';
  const said = [
    ...jointLiability.map((words) => [words, isJoint] as const),
    ...signedAgreement.map((words) => [words, isSigned || undefined] as const),
  ];

  return Object.fromEntries(said);
}
