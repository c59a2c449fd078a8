package io.github.labelverifier.image;

/**
 * Where a moved image is now.
 *
 * @param uri its own URI
 * @param etag identifies its content there; the move may have given it another one
 */
public record MovedImage(String uri, String etag) {}
