package org.threadless.console.today;

/**
 * What the first page shows.
 *
 * @param project whose router it is
 */
public record Today(String project) {}
