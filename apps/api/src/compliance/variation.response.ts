import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  funnelPlaces,
  type ComparisonView,
  type FunnelPlace,
  type FunnelPoint,
  type FunnelView,
  type MonthPoint,
  type MonthSeries,
  type RateView,
} from '@kept-informed/compliance';
import { signals } from '@kept-informed/statistics';
import { ReportEnds } from './compliance.response.js';

type Ends = readonly [number, number];
const twoEnds: { type: [typeof Number]; minItems: 2; maxItems: 2 } = { type: [Number], minItems: 2, maxItems: 2 };
const ofParts = { type: Number, nullable: true, example: 0.8276 } as const;

export class RateResponse implements RateView {
  @ApiProperty({ example: 96 })
  readonly met: number;

  @ApiProperty({ example: 116, description: 'What the rate is of: met, met late, missed and excused.' })
  readonly rated: number;

  @ApiProperty({ ...ofParts, description: 'Null where none of these fell due.' })
  readonly rate: number | null;

  @ApiProperty({ example: '82.8%', description: 'The rate for people; `none due` where it is null.' })
  readonly display: string;
}

export class MonthPointResponse extends RateResponse implements MonthPoint {
  @ApiProperty({ example: '2026-10', description: 'Of the due date; each month of the period once.' })
  readonly month: string;

  @ApiProperty({
    enum: signals,
    nullable: true,
    description:
      'Why it is more than chance: outside the limits; one of eight or more in succession on one side of the mean; one of three ' +
      'out of four in succession nearer to a limit than to the mean.',
  })
  readonly signal: MonthPoint['signal'];
}

class MonthLimitsResponse {
  @ApiProperty({ example: 0.81, description: 'The mean of the months.' })
  readonly centre: number;

  @ApiProperty({ example: 0.72 })
  readonly lower: number;

  @ApiProperty({ example: 0.9 })
  readonly upper: number;
}

export class MonthSeriesResponse extends ReportEnds implements MonthSeries {
  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ type: [MonthPointResponse] })
  readonly points: readonly MonthPointResponse[];

  @ApiProperty({
    type: MonthLimitsResponse,
    nullable: true,
    description: 'Between which chance alone keeps a month (XmR); null for fewer than six months with a rate.',
  })
  readonly limits: MonthLimitsResponse | null;

  @ApiProperty({ example: 'No month is more than chance.' })
  readonly verdict: string;
}

export class FunnelPointResponse extends OmitType(RateResponse, ['rate']) implements FunnelPoint {
  @ApiProperty({ type: String, nullable: true, description: 'Null: what has none.', example: 'barrow-response' })
  readonly group: string | null;

  @ApiProperty({ example: 0.8276 })
  readonly rate: number;

  @ApiProperty({ ...twoEnds, description: 'Within which 95 in 100 such groups lie by chance.', example: [0.74, 0.9] })
  readonly warning: Ends;

  @ApiProperty({ ...twoEnds, description: 'Within which 998 in 1,000 do.', example: [0.69, 0.93] })
  readonly action: Ends;

  @ApiProperty({
    enum: funnelPlaces,
    description: '`low` and `high` are more than chance; of `perhaps-…` one group in twenty is one by chance.',
  })
  readonly place: FunnelPlace;
}

export class FunnelResponse extends ReportEnds implements FunnelView {
  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ ...ofParts, description: 'Of all groups together, which the limits are around.' })
  readonly rate: number | null;

  @ApiProperty({ example: '82.8%' })
  readonly display: string;

  @ApiProperty({ type: [FunnelPointResponse], description: 'Groups of which any fell due.' })
  readonly points: readonly FunnelPointResponse[];
}

export class GroupComparisonResponse implements ComparisonView {
  @ApiProperty({ type: RateResponse })
  readonly one: RateResponse;

  @ApiProperty({ type: RateResponse })
  readonly other: RateResponse;

  @ApiProperty({ ...ofParts, description: 'The first rate less the second; null where one of the two has none.' })
  readonly difference: number | null;

  @ApiProperty({ ...twoEnds, nullable: true, description: 'Newcombe’s 95 % interval of the difference.' })
  readonly interval: Ends | null;

  @ApiProperty({ description: 'What that says, in words.' })
  readonly verdict: string;
}

export class ComparisonResponse extends IntersectionType(ReportEnds, GroupComparisonResponse) {
  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;
}
