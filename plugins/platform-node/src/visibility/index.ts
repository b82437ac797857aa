export * from './VisibleRepositories';
