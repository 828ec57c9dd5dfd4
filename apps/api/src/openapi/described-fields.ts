import { ApiProperty } from '@nestjs/swagger';
import { everyField } from '@kept-informed/fields';

/** Tells Swagger of the fields of requests, which know nothing of it: before a description is made. */
export function describeFields(): void {
  for (const { prototype, name, about } of everyField()) ApiProperty(about)(prototype, name);
}
