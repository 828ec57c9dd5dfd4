export class OpenCase {}
