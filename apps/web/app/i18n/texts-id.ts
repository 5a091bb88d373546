import coverage from '../../../../locales/id/coverage.json';
import web from '../../../../locales/id/web.json';
import firms from '../../../../locales/id/web-firms.json';
import packs from '../../../../locales/id/web-packs.json';
import partners from '../../../../locales/id/web-partners.json';
import projects from '../../../../locales/id/web-projects.json';
import tenders from '../../../../locales/id/web-tenders.json';
import words from '../../../../locales/id/web-words.json';

/** What the pages say in Indonesian. */
export default {
  web: { ...web, ...firms, ...tenders, ...projects, ...packs, ...partners, ...words, rule: coverage.rule },
};
