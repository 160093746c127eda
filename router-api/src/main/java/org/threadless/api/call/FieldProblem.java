package org.threadless.api.call;

/**
 * What is wrong with one field.
 *
 * @param field where it stands: {@code to[3]}, {@code limit}, {@code Idempotency-Key}
 * @param problem the rest of a sentence that starts with it
 */
public record FieldProblem(String field, String problem) {}
