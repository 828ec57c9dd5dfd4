export class WaiveObligation {}
