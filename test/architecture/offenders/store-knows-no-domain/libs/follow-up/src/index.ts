export interface Case {
  id: string;
}
