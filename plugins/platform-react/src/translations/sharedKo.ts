/** Korean texts of what every page shares; a missing key does not compile, see `shared.ts`. */
export default {
  'load.failed': '불러오지 못했습니다',
  'load.retry': '다시 시도',
  'load.lookAgain': '다시 찾기',
  'lists.range': '{{total}}개 중 {{from}}–{{to}}',
  'notFound.title': '찾을 수 없습니다',
  'notFound.description': '이 주소에는 페이지가 없습니다.',
  'notFound.back': '목록으로 돌아가기',
  'places.unknownOwner': '소유자 없음',
};
