export class FactStore {}
