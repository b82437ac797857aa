import { ApiBlueprint, AppLanguageApi, appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { appLanguage } from './appLanguage';
import { preferredLanguage } from './preferredLanguage';

const config = { defaultLanguage: 'en', availableLanguages: ['en', 'ko'] };

function languageOf(browser: string[]): string {
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(browser);
  const { api, factory } = createExtensionTester(appLanguage, { config }).get(ApiBlueprint.dataRefs.factory);
  expect(api.id).toBe(appLanguageApiRef.id);
  return (factory({}) as AppLanguageApi).getLanguage().language;
}

describe('the language of the app', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => jest.restoreAllMocks());

  it.each([
    [['ko-KR', 'ko', 'en-US'], 'ko'],
    [['de-DE', 'ko-KR', 'en'], 'ko'],
    [['en-GB', 'ko'], 'en'],
    [['kok-IN'], 'en'],
    [[], 'en'],
  ])('is for a browser that reads %j %s', (browser, language) => {
    expect(languageOf(browser)).toBe(language);
  });

  it('is what somebody chose, whatever the browser reads', () => {
    localStorage.setItem('language', 'en');
    expect(languageOf(['ko-KR'])).toBe('en');
  });

  it('is none of those that there are not', () => {
    expect(preferredLanguage(['ko-KR'], ['en'])).toBeUndefined();
  });
});
