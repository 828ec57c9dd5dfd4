export interface Plan {
  id: string;
}
