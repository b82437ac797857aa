import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from './ref';

export default createTranslationMessages({
  ref: appTranslationRef,
  full: true,
  messages: {
    'nav.search': '검색',
    'nav.menu': '메뉴',
    'nav.settings': '설정',
    'nav.home': '플랫폼 포털, 홈',
    'signIn.title': '플랫폼 포털',
    'signIn.subtitle': '이 컴퓨터 밖으로 나가는 것은 없습니다. 어떤 역할로 들어갈지 고르세요.',
    'signIn.github': 'GitHub로 로그인',
    'signIn.githubDetail': '조직 계정을 사용합니다.',
    'signIn.failed': '로그인하지 못했습니다: {{message}}',
    'signIn.waiting': '포털이 아직 조직을 읽고 있습니다. 다시 시도합니다…',
    'signIn.roles.serviceDeveloper.title': '서비스 개발자',
    'signIn.roles.serviceDeveloper.description': '결제 팀의 서비스를 만들고 플랜을 확인합니다.',
    'signIn.roles.platformEngineer.title': '플랫폼 엔지니어',
    'signIn.roles.platformEngineer.description': '공유 모듈과 스택, Atlantis를 담당합니다.',
    'signIn.roles.onCall.title': '온콜',
    'signIn.roles.onCall.description': '장애가 나면 모든 것을 읽을 수 있지만, 만들지는 않습니다.',
    'signIn.enter': '들어가기',
  },
});
