export { useReaderLanguage } from '@connectly/plugin-platform-react';
