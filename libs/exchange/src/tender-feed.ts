import { Feed } from 'feed';

/** A tender as a feed tells it. Texts are plain; the feed escapes them. */
export interface FeedTender {
  /** Permanent and unique: the address of its page is a good one. */
  id: string;
  url: string;
  title: string;
  summary: string;
  buyerName: string;
  publishedAt: Date;
  /** The last change (an addendum, an award). */
  changedAt: Date;
  /** Classes by code and name, e.g. `45000000`, `Construction work`. */
  classes: readonly { code: string; name: string }[];
}

export interface FeedDetails {
  title: string;
  /** Address of the page the feed tells of, and of the feed itself. */
  pageUrl: string;
  feedUrl: string;
  language: string;
  /** Used when there is no tender yet. */
  startedAt: Date;
}

/** An Atom feed (RFC 4287) of the tenders, in the order given. */
export function tenderFeed(details: FeedDetails, tenders: readonly FeedTender[]): string {
  const changes = tenders.map((tender) => tender.changedAt.getTime());
  const feed = new Feed({
    id: details.feedUrl,
    title: details.title,
    link: details.pageUrl,
    feedLinks: { atom: details.feedUrl },
    language: details.language,
    generator: 'Kongsi',
    copyright: '',
    updated: changes.length > 0 ? new Date(Math.max(...changes)) : details.startedAt,
  });
  for (const tender of tenders) {
    feed.addItem({
      id: tender.id,
      link: tender.url,
      title: asHtml(tender.title),
      description: asHtml(tender.summary),
      author: [{ name: tender.buyerName }],
      date: tender.changedAt,
      published: tender.publishedAt,
      category: tender.classes.map(({ code, name }) => ({ term: code, name })),
    });
  }

  return feed.atom1();
}

/** The package marks titles and summaries as HTML, so a "<" in one would be read as a tag. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
