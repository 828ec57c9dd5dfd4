export const systemClock = () => '2026-11-28T00:00:00.000Z';
