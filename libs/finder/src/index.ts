export * from './answer.js';
export * from './check-alliance.js';
export * from './closest-alliance.js';
export * from './conflicting-requirements.js';
export * from './find-across-lots.js';
export * from './find-alliances.js';
export { findWithHighs, type WantedOfHighs } from './find-with-highs.js';
export * from './problem.js';
export { highs, ZeroOneModel, type Row, type SecondsLeft, type Solved } from './zero-one-model.js';
