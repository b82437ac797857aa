export * from './guardRequests';
export * from './pagingParameters';
