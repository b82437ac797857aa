import { HandbookDocument } from '@connectly/plugin-handbook-common';

/** Whether it is a decision that no longer holds: it names what there was. @public */
export function isOver({ decision }: HandbookDocument): boolean {
  return ['superseded', 'deprecated', 'rejected'].includes(decision?.state ?? '');
}
