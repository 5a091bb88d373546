import type { JsonObject } from './exact-json.js';
import { sentenceOf, type Finding, type Translate } from './finding.js';
import { strictReport } from './strict-report.js';

interface Tallied {
  source: string;
  /** The first one seen. */
  finding: Finding;
  releases: number;
}

/** What deviates from the standard in many releases: each kind of deviation once a source, with the first place it was seen at. */
export class StrictTally {
  private readonly kinds = new Map<string, Tallied>();
  private readonly sources = new Map<string, { releases: number; clean: number }>();

  add(source: string, release: JsonObject): void {
    const counts = this.sources.get(source) ?? { releases: 0, clean: 0 };
    const findings = strictReport(release);
    this.sources.set(source, { releases: counts.releases + 1, clean: counts.clean + (findings.length === 0 ? 1 : 0) });
    for (const finding of findings) {
      const key = `${source} ${finding.note} ${finding.path.replaceAll(/\[\d+\]/g, '[]')}`;
      const known = this.kinds.get(key);
      if (known) known.releases++;
      else this.kinds.set(key, { source, finding, releases: 1 });
    }
  }

  get isDeviating(): boolean {
    return this.kinds.size > 0;
  }

  /** As plain text: a paragraph a source, the most frequent deviation first. */
  report(translate: Translate): string {
    const paragraphs = [...this.sources].map(([source, { releases, clean }]) => {
      const lines = [...this.kinds.values()]
        .filter((one) => one.source === source)
        .sort((a, b) => b.releases - a.releases)
        .map((one) => `  ${one.releases} × ${sentenceOf({ ...one.finding, times: 1 }, translate)}`);
      const heading = translate('strict', { source, clean: String(clean), releases: String(releases) });

      return [heading, ...lines].join('\n');
    });

    return paragraphs.join('\n\n');
  }
}
