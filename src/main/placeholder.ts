// Holds the place until the layer has its first file.
export {};
