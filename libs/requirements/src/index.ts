export * from './amount.js';
export * from './mode-fit.js';
export * from './requirement.js';
