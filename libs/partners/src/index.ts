export { type Acquaintance, type AcquaintanceKind, type AcquaintanceSource, Acquaintances } from './acquaintances.js';
export { BoardAnswer, BoardEntry, type BoardKind, type BoardSide } from './board-entry.entity.js';
export { BoardEntryType } from './board.graphql.js';
export { BoardReading } from './board-reading.service.js';
export { BoardService } from './board.service.js';
export { OutsideInvitation, OutsideOptOut, UnclaimedPage } from './outside-invitation.entity.js';
export { FirmsIKnow } from './firms-i-know.service.js';
export { NotForTheBuyer } from './partners.refusals.js';
export { PartnersModule } from './partners.module.js';
