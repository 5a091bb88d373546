import coverage from '../../../../locales/en/coverage.json';
import web from '../../../../locales/en/web.json';
import firms from '../../../../locales/en/web-firms.json';
import packs from '../../../../locales/en/web-packs.json';
import partners from '../../../../locales/en/web-partners.json';
import projects from '../../../../locales/en/web-projects.json';
import tenders from '../../../../locales/en/web-tenders.json';
import words from '../../../../locales/en/web-words.json';

/** What the pages say in English. */
export default {
  web: { ...web, ...firms, ...tenders, ...projects, ...packs, ...partners, ...words, rule: coverage.rule },
};
