/** Where releases are published. `.example` is nobody's (RFC 2606): whoever publishes puts their own address here. */
export const releases = 'https://holdfast.example/releases';
