package io.github.labelverifier.label;

/**
 * Why an image was refused for its content: it will be refused again for as long as it is the same.
 *
 * @param reason its name in the report
 * @param message for people
 */
public record Refusal(String reason, String message) {}
