import type { Migration } from '#libs/platform';
import { sql as platform } from './0001-platform.js';
import { sql as people } from './0002-people.js';
import { sql as inbox } from './0003-inbox.js';
import { sql as firms } from './0004-firms.js';
import { sql as governance } from './0005-governance.js';
import { sql as profiles } from './0012-profiles.js';
import { sql as tenders } from './0006-tenders.js';
import { sql as alliances } from './0008-alliances.js';
import { sql as bids } from './0009-bids.js';
import { sql as showcase } from './0011-showcase.js';
import { sql as exchange } from './0013-exchange.js';
import { sql as awards } from './0014-awards.js';
import { sql as mailLeavesOnce } from './0015-mail-leaves-once.js';
import { sql as nineModes } from './0016-nine-modes.js';
import { sql as rulePacks } from './0017-rule-packs.js';
import { sql as market } from './0018-market.js';
import { sql as partners } from './0019-partners.js';
import { sql as packWarningsOverruled } from './0020-pack-warnings-overruled.js';

/** The one sequence of the schema, oldest first. A released migration is never changed; the next one is added. */
export const migrations: readonly Migration[] = [
  { name: '0001-platform', sql: platform },
  { name: '0002-people', sql: people },
  { name: '0003-inbox', sql: inbox },
  { name: '0004-firms', sql: firms },
  { name: '0005-governance', sql: governance },
  { name: '0012-profiles', sql: profiles },
  { name: '0006-tenders', sql: tenders },
  { name: '0008-alliances', sql: alliances },
  { name: '0009-bids', sql: bids },
  { name: '0011-showcase', sql: showcase },
  { name: '0013-exchange', sql: exchange },
  { name: '0014-awards', sql: awards },
  { name: '0015-mail-leaves-once', sql: mailLeavesOnce },
  { name: '0016-nine-modes', sql: nineModes },
  { name: '0017-rule-packs', sql: rulePacks },
  { name: '0018-market', sql: market },
  { name: '0019-partners', sql: partners },
  { name: '0020-pack-warnings-overruled', sql: packWarningsOverruled },
];
