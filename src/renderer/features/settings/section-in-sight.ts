import { type SectionId, sectionIds } from '../../../shared/places'

/** The one to be marked of those in sight: where somebody went, for the last ones never come to the top; else the topmost. */
export function sectionInSight(inSight: ReadonlySet<string>, jumped: SectionId | null): SectionId | null {
  if (jumped !== null && inSight.has(jumped)) return jumped
  return sectionIds.find((id) => inSight.has(id)) ?? null
}
