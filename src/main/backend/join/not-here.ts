/** Something of another line has not come yet, or only a part of it. */
export class NotHere extends Error {}
