export type * from './external-notice.js';
export {
  fileSentenceOf,
  sentenceOf,
  type FileFinding,
  type Finding,
  type FindingKind,
  type NoteKey,
  type Translate,
} from './finding.js';
export type { FileSource, OnProgress } from './file-bytes.js';
export {
  MalformedFile,
  releasesOf,
  type FoundRelease,
  type Origin,
  type PackageFacts,
  type StreamHooks,
} from './ocds-stream.js';
export { parseExactly, type Json, type JsonObject } from './exact-json.js';
export { readRelease, type ReadingOptions } from './ocds-reading.js';
export { latestState } from './ocds-merging.js';
export { fieldsLost, FIELDS, mappedFields, presentFields, type FieldCounts } from './field-accounting.js';
export { ImportSummary, summaryTable, type SummaryRow } from './import-summary.js';
export { strictReport } from './strict-report.js';
export { processOf, type PublishedProcess } from './published-process.js';
export { releaseOf, releasePackage, type PackageDetails } from './ocds-writing.js';
export { tenderFeed, type FeedDetails, type FeedTender } from './tender-feed.js';
export { tenderCalendar, type CalendarDate, type CalendarTender } from './tender-calendar.js';
export { StrictTally } from './strict-tally.js';
export { ImportedRelease, ImportRun, PublishedRelease } from './exchange-tables.entity.js';
export { PublishedProcesses, type LaterPart, type Parties } from './published-processes.js';
export { Releases } from './releases.service.js';
export { Imports, type ImportFile, type ImportHooks, type ImportWishes } from './imports.service.js';
export { ExchangeModule } from './exchange.module.js';
