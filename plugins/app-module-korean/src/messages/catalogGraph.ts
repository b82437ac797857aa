import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';

/** Texts of the graph of relations. */
export default createTranslationMessages({
  ref: catalogGraphTranslationRef,
  full: true,
  messages: {
    'catalogGraphCard.title': '관계',
    'catalogGraphCard.deepLinkTitle': '관계도 보기',
    'catalogGraphPage.title': '카탈로그 관계도',
    'catalogGraphPage.filterToggleButtonTitle': '필터',
    'catalogGraphPage.supportButtonDescription': '컴포넌트를 카탈로그에 추가하면 관계도에 나타납니다.',
    'catalogGraphPage.simplifiedSwitchLabel': '간단히',
    'catalogGraphPage.mergeRelationsSwitchLabel': '관계 합치기',
    'catalogGraphPage.zoomOutDescription':
      '두 손가락으로 확대하고 움직일 수 있습니다. 노드를 누르면 그 노드가 중심이 되고, Shift를 누른 채 누르면 해당 엔터티로 이동합니다.',
    'catalogGraphPage.curveFilter.title': '선 모양',
    'catalogGraphPage.curveFilter.curveMonotoneX': '곡선',
    'catalogGraphPage.curveFilter.curveStepBefore': '계단',
    'catalogGraphPage.directionFilter.title': '방향',
    'catalogGraphPage.directionFilter.leftToRight': '왼쪽에서 오른쪽',
    'catalogGraphPage.directionFilter.rightToLeft': '오른쪽에서 왼쪽',
    'catalogGraphPage.directionFilter.topToBottom': '위에서 아래',
    'catalogGraphPage.directionFilter.bottomToTop': '아래에서 위',
    'catalogGraphPage.maxDepthFilter.title': '최대 깊이',
    'catalogGraphPage.maxDepthFilter.inputPlaceholder': '∞ 제한 없음',
    'catalogGraphPage.maxDepthFilter.clearButtonAriaLabel': '최대 깊이 지우기',
    'catalogGraphPage.selectedKindsFilter.title': '엔터티 종류',
    'catalogGraphPage.selectedRelationsFilter.title': '관계',
  },
});
