export class RandomState {}
