export { MarketModule } from './market.module.js';
export { IndexCheck } from './index-check.jobs.js';
export { IndexFeed } from './index-feed.service.js';
export { FirmIndex } from './firm-index.js';
export { FirmTable } from './firm-table.js';
export { type FirmEntry, dayOf, entryOf } from './firm-entry.js';
export { askedOf, testOf } from './asked.js';
export { plainWeights } from './costs.js';
export { problemOf, testsOf } from './problem.js';
