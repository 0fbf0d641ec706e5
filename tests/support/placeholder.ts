// Holds the place until the folder has its first file.
export {};
