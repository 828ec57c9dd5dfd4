export type { ReturnPublished } from './publication.events.js';
export { digestOf, type PublishedAnswer, type PublishedReturn, type PublishedVersions } from './publication.js';
export { type KeptPublication, type PublicationView, Publications } from './publications.js';
