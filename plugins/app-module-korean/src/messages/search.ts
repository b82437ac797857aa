import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';

/** Texts of the search page. */
export default createTranslationMessages({
  ref: searchTranslationRef,
  full: true,
  messages: {
    'searchModal.viewFullResults': '모든 결과 보기',
    'searchType.allResults': '모든 결과',
    'searchType.tabs.allTitle': '모두',
    'searchType.accordion.allTitle': '모두',
    'searchType.accordion.collapse': '접기',
    'searchType.accordion.numberOfResults': '결과 {{number}}개',
    'sidebarSearchModal.title': '검색',
  },
});
