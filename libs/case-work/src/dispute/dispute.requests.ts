import { Flag } from '@kept-informed/fields';
import { ReasonRequest } from '../handling/reason.request.js';

export class DecideDisputeRequest extends ReasonRequest {
  @Flag({ description: 'It stands as was recorded after its due time; false: as it stood.' })
  confirm: boolean;
}
