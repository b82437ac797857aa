import { createTranslationMessages } from '@backstage/core-plugin-api/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';

/** Texts of the pages of teams and people. */
export default createTranslationMessages({
  ref: orgTranslationRef,
  full: true,
  messages: {
    'groupProfileCard.groupNotFound': '팀을 찾을 수 없습니다',
    'groupProfileCard.editIconButtonTitle': '메타데이터 편집',
    'groupProfileCard.refreshIconButtonTitle': '엔터티 새로 고침 예약',
    'groupProfileCard.refreshIconButtonAriaLabel': '새로 고침',
    'groupProfileCard.listItemTitle.entityRef': '엔터티 참조',
    'groupProfileCard.listItemTitle.email': '메일',
    'groupProfileCard.listItemTitle.parentGroup': '상위 팀',
    'groupProfileCard.listItemTitle.childGroups': '하위 팀',
    'membersListCard.cardLabel': '{{memberName}}의 페이지',
    'membersListCard.title': '{{groupName}} 구성원',
    'membersListCard.noMembersDescription': '이 팀에는 구성원이 없습니다.',
    'membersListCard.noSearchResult': '"{{searchTerm}}"에 맞는 구성원이 없습니다.',
    'membersListCard.aggregateMembersToggle.label': '하위 팀 포함',
    'ownershipCard.title': '소유한 것',
    'ownershipCard.aggregateRelationsToggle.label': '간접 소유 포함',
    'userProfileCard.userNotFound': '사용자를 찾을 수 없습니다',
    'userProfileCard.editIconButtonTitle': '메타데이터 편집',
    'userProfileCard.listItemTitle.email': '메일',
    'userProfileCard.listItemTitle.memberOf': '소속 팀',
    'userProfileCard.moreGroupButtonTitle': '…더 보기 ({{number}})',
    'userProfileCard.allGroupDialog.title': '{{name}}의 모든 팀:',
    'userProfileCard.allGroupDialog.closeButtonTitle': '닫기',
  },
});
