import { systemClock } from '@kept-informed/calendar';
import type { ImportProfile } from '../run/import-profile.js';
import type { AreasByDistrict } from './areas.js';
import { importPoliceUk } from './import-police-uk.js';

/** Monthly CSV files of data.police.uk. */
export function policeUkProfile(areas: AreasByDistrict): ImportProfile {
  return {
    name: 'police-uk',
    run: (files, options, parts) => importPoliceUk({ ...options, files, areas, realTime: systemClock.now() }, parts),
  };
}
