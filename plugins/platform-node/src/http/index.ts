export * from './guardRequests';
