import type { Entity } from '@backstage/catalog-model';

const DEVCONTAINERS_TAGS = ['devcontainers', 'devcontainers-plugin'];

/** Whether an entity declares its use of Coder, by `spec.coder` or by a devcontainers tag. */
export function isCoderAvailable(entity: Entity): boolean {
  return entity.spec?.coder !== undefined || (entity.metadata.tags ?? []).some(tag => DEVCONTAINERS_TAGS.includes(tag));
}
