export * from './answer.js';
export * from './check-alliance.js';
export * from './closest-alliance.js';
export * from './conflicting-requirements.js';
export * from './find-alliances.js';
export * from './problem.js';
