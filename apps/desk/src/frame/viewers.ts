import { currentRequest } from '@kept-informed/access';

/** Whether whoever looks at a page is a supervisor. */
export const isSupervisor = (): boolean => currentRequest().principal?.roles.includes('supervisor') ?? false;
